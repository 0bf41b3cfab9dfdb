/** More names than that no cluster's rules have; what somebody makes up must not stay in memory. */
const most = 5_000;

/** Decides about an alert's name once: thousands of alerts share few names. */
export function byName<T>(decide: (alertname: string) => T): (alertname: string) => T {
  const known = new Map<string, T>();
  return (alertname) => {
    const found = known.get(alertname);
    if (found !== undefined || known.has(alertname)) return found as T;
    if (known.size >= most) known.clear();
    const made = decide(alertname);
    known.set(alertname, made);
    return made;
  };
}

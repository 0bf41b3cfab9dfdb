/**
 * Remembers what was decided about a header's name, so that no request pays for the rules again. Bounded,
 * because whoever asks chooses the names.
 */
export function createVerdicts<Verdict>(decide: (name: string) => Verdict, most = 512): (name: string) => Verdict {
  const known = new Map<string, Verdict>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const decided = decide(name);
    if (known.size < most) known.set(name, decided);
    return decided;
  };
}

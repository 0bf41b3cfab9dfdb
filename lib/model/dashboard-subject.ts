import type { DashboardSubject } from "./dashboard";

/** Which names a subject has, by its kind. */
const parts = {
  node: ["node"],
  pod: ["namespace", "pod"],
  workload: ["namespace", "workload", "type"],
  namespace: ["namespace"],
  claim: ["namespace", "claim"],
  alert: ["alert"],
} as const satisfies { readonly [K in DashboardSubject["kind"]]: readonly string[] };

/** Names as Kubernetes gives them; an alert's fingerprint is such a name, too. */
const name = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

const isKind = (kind: string): kind is DashboardSubject["kind"] => Object.hasOwn(parts, kind);

/** A subject as the query of an address. */
export function dashboardQuery(subject: DashboardSubject): URLSearchParams {
  return new URLSearchParams(Object.entries(subject));
}

/** The subject that a query names, undefined where it names none that Kubernetes could have. */
export function dashboardSubject(query: URLSearchParams): DashboardSubject | undefined {
  const kind = query.get("kind") ?? "";
  if (!isKind(kind)) return undefined;
  const names = parts[kind].map((part) => [part, query.get(part) ?? ""] as const);
  if (!names.every(([, value]) => name.test(value))) return undefined;
  return { kind, ...Object.fromEntries(names) } as DashboardSubject;
}

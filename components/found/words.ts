import { objectHref, type FoundEntry, type FoundObject, type NamedTool } from "@/lib/model";

/** `Ingress monitoring/grafana`. */
export const objectName = ({ kind, namespace, name }: FoundObject) => `${kind} ${namespace}/${name}`;

const resources: Readonly<Record<FoundObject["kind"], { readonly group: string; readonly resource: string }>> = {
  Service: { group: "", resource: "services" },
  Ingress: { group: "networking.k8s.io", resource: "ingresses" },
  HTTPRoute: { group: "gateway.networking.k8s.io", resource: "httproutes" },
};

/** Castor's page about the object. */
export function foundObjectHref(cluster: string, { kind, namespace, name }: FoundObject): string {
  return objectHref(cluster, { ...resources[kind], version: "v1", namespace, name });
}

/** What a found tool or link came to, and how loudly that is told. */
export function outcomeWords({ outcome, href }: FoundEntry): { readonly state?: "ok" | "warn"; readonly words: string } {
  switch (outcome.kind) {
    case "shown":
      return { state: "ok", words: "Shown as a tile" };
    case "overridden":
      return { words: `Gives way to ${outcome.by}` };
    case "ignored":
      return { words: "Asks not to be shown" };
    case "unreachable":
      return { state: "warn", words: href === undefined ? "No Ingress or route leads to it" : "Cannot be reached" };
  }
}

const list = (groups: readonly string[]) => groups.join(", ");

/** Who may open what the settings name, one sentence each. */
export function accessWords({ kind, groups, access }: NamedTool): readonly string[] {
  if (access === undefined) {
    const who = groups.length === 0 ? "Everybody who sees the cluster" : `${list(groups)}; administrators`;
    return [who, kind === "link" ? "A plain link" : "Not behind Castor’s sign-in: the tool itself decides"];
  }
  const rules = access.map((rule) => `${list(rule.groups)}: ${rule.level === "read" ? "read-only" : "everything"}`);
  return [...rules, "Administrators: everything", ...(groups.length === 0 ? [] : [`Of these only who is in ${list(groups)}, or an administrator`])];
}

const reasons: Readonly<Record<string, string>> = {
  "signed-out": "not signed in",
  forbidden: "no right to the tool",
  "read-only": "a change by somebody who may only look",
  guarded: "reading that is kept from those who may only look",
  "foreign-origin": "caused by another site’s page",
  ticket: "a ticket that was used, too old or another’s",
  path: "a path that can be read in two ways",
  "too-large": "too large",
  rate: "too often",
  redirect: "a way back that leads elsewhere",
  rule: "a rule of another ingress",
  websocket: "a connection that may not be upgraded",
  unavailable: "no answer from the tool or the Store",
};

/** Why something was refused, in a few words. */
export const reasonWords = (reason: string) => reasons[reason] ?? reason;

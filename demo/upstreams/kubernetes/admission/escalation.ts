import type { User } from "../account";
import { objectAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { allows, rulesIn } from "../rights";
import type { Rights, Rule } from "../rights";

/** Why somebody may not give these rights away: nobody gives what they do not have. Undefined where they may. */
export function grantsTooMuch(rights: Rights, user: User, object: KubeObject, namespace: string | undefined): string | undefined {
  const binding = object.kind.endsWith("Binding");
  const role = objectAt(object, "roleRef");
  const [kind, name] = [textAt(role, "kind") ?? "", textAt(role, "name") ?? ""];
  const resource = binding ? (kind === "ClusterRole" ? "clusterroles" : "roles") : `${object.kind.toLowerCase()}s`;
  const allowed = rights.decide(user, { verb: binding ? "bind" : "escalate", group: "rbac.authorization.k8s.io", resource, name: binding ? name : object.metadata.name, ...(namespace !== undefined && { namespace }) });
  if (allowed.allowed) return undefined;
  const wanted = binding ? rights.rulesOfRole(kind, namespace, name) : rulesIn(object);
  const held = rights.rulesOf(user, namespace ?? "");
  const missing = wanted.filter((rule) => !covers(held, rule));
  if (missing.length === 0) return undefined;
  const groups = user.groups.map((group) => JSON.stringify(group)).join(" ");
  return `user ${JSON.stringify(user.name)} (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${missing.map(spoken).join("\n")}`;
}

/** Whether rules allow all that another allows. */
function covers(held: readonly Rule[], wanted: Rule): boolean {
  const names = wanted.resourceNames.length === 0 ? [undefined] : wanted.resourceNames;
  const resources = wanted.verbs.every((verb) =>
    wanted.apiGroups.every((group) =>
      wanted.resources.every((resource) => {
        const [plural = "", subresource] = resource.split("/");
        return names.every((name) => held.some((rule) => allows(rule, { verb, group, resource: plural, ...(subresource !== undefined && { subresource }), ...(name !== undefined && { name }) })));
      }),
    ),
  );
  return resources && wanted.nonResourceURLs.every((url) => held.some((rule) => rule.nonResourceURLs.some((mine) => mine === "*" || mine === url)));
}

const list = (words: readonly string[]) => `[${words.map((word) => JSON.stringify(word)).join(" ")}]`;
const spoken = ({ apiGroups, resources, resourceNames, nonResourceURLs, verbs }: Rule) =>
  nonResourceURLs.length > 0 ? `{NonResourceURLs:${list(nonResourceURLs)}, Verbs:${list(verbs)}}` : `{APIGroups:${list(apiGroups)}, Resources:${list(resources)}${resourceNames.length > 0 ? `, ResourceNames:${list(resourceNames)}` : ""}, Verbs:${list(verbs)}}`;

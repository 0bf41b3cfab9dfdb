import type { User } from "./account";
import { dig, listAt, objectAt, textAt } from "./json-value";
import { column } from "./kind";
import type { Kind } from "./kind";
import type { Attempt, Rights } from "./rights";
import { badRequest, Refusal } from "./status";

const review = (group: string, kind: string, namespaced = false): Kind => ({
  group,
  version: "v1",
  kind,
  plural: `${kind.toLowerCase()}s`,
  namespaced,
  verbs: ["create"],
  columns: [column("Name")],
  cells: () => [""],
});

const authorization = "authorization.k8s.io";
const authentication = "authentication.k8s.io";

/** What may be asked about rights: answered, never stored. */
export const reviewKinds: readonly Kind[] = [
  review(authorization, "SelfSubjectAccessReview"),
  review(authorization, "SelfSubjectRulesReview"),
  review(authorization, "SubjectAccessReview"),
  review(authorization, "LocalSubjectAccessReview", true),
  review(authentication, "SelfSubjectReview"),
  review(authentication, "TokenReview"),
];

export const isReview = ({ kind, group }: Kind) => (group === authorization || group === authentication) && kind.endsWith("Review");

/** Who else than oneself a review may be about, and whose token it is. */
export interface Reviewer {
  readonly user: User;
  readonly rights: Rights;
  readonly ownerOf: (token: string) => User | undefined;
}

/** Answers a review as the real authorizer would decide. Throws a Refusal. */
export function reviewed({ user, rights, ownerOf }: Reviewer, kind: Kind, namespace: string | undefined, posted: object): object {
  const spec = objectAt(posted, "spec");
  const head = { kind: kind.kind, apiVersion: `${kind.group}/v1`, metadata: { creationTimestamp: null } };
  switch (kind.kind) {
    case "SelfSubjectReview":
      return { ...head, status: { userInfo: { username: user.name, groups: user.groups } } };
    case "TokenReview": {
      const owner = ownerOf(textAt(spec, "token") ?? "");
      return { ...head, spec, status: owner === undefined ? { user: {}, error: "invalid bearer token" } : { authenticated: true, user: { username: owner.name, groups: owner.groups } } };
    }
    case "SelfSubjectRulesReview": {
      const asked = textAt(spec, "namespace") ?? "";
      if (asked === "") throw new Refusal(badRequest("no namespace on request"));
      const rules = rights.rulesOf(user, asked);
      return {
        ...head,
        spec,
        status: {
          resourceRules: rules.filter(({ resources }) => resources.length > 0).map(({ verbs, apiGroups, resources, resourceNames }) => ({ verbs, apiGroups, resources, ...(resourceNames.length > 0 && { resourceNames }) })),
          nonResourceRules: rules.filter(({ nonResourceURLs }) => nonResourceURLs.length > 0).map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
          incomplete: false,
        },
      };
    }
    default: {
      const about = kind.kind === "SelfSubjectAccessReview" ? user : { name: textAt(spec, "user") ?? "", groups: listAt(spec, "groups").filter((group) => typeof group === "string") };
      return { ...head, spec, status: access(rights, about, spec, namespace) };
    }
  }
}

function access(rights: Rights, user: User, spec: object, namespace: string | undefined): object {
  const path = dig(spec, "nonResourceAttributes");
  const asked = dig(spec, "resourceAttributes");
  if ((path === undefined) === (asked === undefined)) throw new Refusal(badRequest("exactly one of nonResourceAttributes or resourceAttributes must be specified"));
  if (path !== undefined) {
    const allowed = rights.mayRead(user, textAt(path, "path") ?? "", textAt(path, "verb") ?? "");
    return { allowed };
  }
  const word = (key: string) => textAt(asked, key) ?? "";
  if (namespace !== undefined && word("namespace") !== namespace) throw new Refusal(badRequest(`spec.resourceAttributes.namespace: Invalid value: "${word("namespace")}": must match metadata.namespace`));
  const optional = (key: "subresource" | "namespace" | "name") => (word(key) === "" ? {} : { [key]: word(key) });
  const attempt: Attempt = { verb: word("verb"), group: word("group"), resource: word("resource"), ...optional("subresource"), ...optional("namespace"), ...optional("name") };
  const { allowed, because } = rights.decide(user, attempt);
  return { allowed, ...(allowed && because !== "" && { reason: because }) };
}

import { castorAccount } from "./account";
import type { User } from "./account";

/** What someone wants to do to a resource. */
export interface Attempt {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A rule of a role, as RBAC writes it; `*` stands for everything. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

interface Binding {
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  /** Left out: the whole cluster. */
  readonly namespace?: string;
  readonly rules: readonly Rule[];
}

const read = ["get", "list", "watch"];
const all: Rule = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
const paths = (...nonResourceURLs: string[]): Rule => ({ verbs: ["get"], apiGroups: [], resources: [], nonResourceURLs });
const health = paths("/healthz", "/livez", "/readyz", "/version", "/version/");
const reviews: Rule = { verbs: ["create"], apiGroups: ["authorization.k8s.io"], resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"] };

/** Who may do what, the same in every cluster of the demo. */
const bindings: readonly Binding[] = [
  { groups: ["castor-admins", "system:masters"], rules: [all, { ...all, nonResourceURLs: ["*"] }] },
  { groups: ["system:unauthenticated"], rules: [health] },
  {
    groups: ["system:authenticated"],
    rules: [health, paths("/api", "/api/*", "/apis", "/apis/*", "/openapi", "/openapi/*"), reviews, { verbs: read, apiGroups: [""], resources: ["nodes", "namespaces"] }],
  },
  { groups: ["p47-beamline"], namespace: "p47-beamline", rules: [all] },
  { groups: ["i22-beamline"], namespace: "i22-beamline", rules: [all] },
  {
    users: [castorAccount.name],
    rules: [
      { verbs: read, apiGroups: [""], resources: ["nodes"] },
      { verbs: read, apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"] },
      { verbs: ["impersonate"], apiGroups: [""], resources: ["users", "groups"] },
    ],
  },
  { users: [castorAccount.name], namespace: "monitoring", rules: [{ verbs: ["get"], apiGroups: [""], resources: ["pods/proxy"] }] },
];

const has = (list: readonly string[], value: string) => list.includes("*") || list.includes(value);

function bindingsOf(user: User): readonly Binding[] {
  return bindings.filter(({ users, groups }) => users?.includes(user.name) || groups?.some((group) => user.groups.includes(group)));
}

/** The rules that hold for this person in a namespace, for a SelfSubjectRulesReview. */
export function rulesOf(user: User, namespace: string): readonly Rule[] {
  return bindingsOf(user).flatMap((binding) => (binding.namespace === undefined || binding.namespace === namespace ? binding.rules : []));
}

/** Decides as RBAC does: whatever no rule allows is refused, in Kubernetes' own sentence. */
export function decide(user: User, attempt: Attempt): { readonly allowed: boolean; readonly sentence: string } {
  const { verb, group, namespace } = attempt;
  const resource = attempt.subresource === undefined ? attempt.resource : `${attempt.resource}/${attempt.subresource}`;
  const allowed = bindingsOf(user).some(
    (binding) =>
      (binding.namespace === undefined || binding.namespace === namespace) &&
      binding.rules.some((rule) => has(rule.verbs, verb) && has(rule.apiGroups, group) && has(rule.resources, resource)),
  );
  const where = namespace === undefined ? "at the cluster scope" : `in the namespace "${namespace}"`;
  return { allowed, sentence: `User "${user.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}` };
}

/** Whether this person may read a path that is no resource, such as /version. */
export function mayRead(user: User, path: string): boolean {
  return bindingsOf(user).some(({ namespace, rules }) =>
    namespace === undefined && rules.some(({ nonResourceURLs = [] }) => nonResourceURLs.some((allowed) => (allowed.endsWith("*") ? path.startsWith(allowed.slice(0, -1)) : path === allowed))));
}

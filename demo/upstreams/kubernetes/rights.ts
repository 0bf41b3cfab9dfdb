import type { User } from "./account";
import { aggregated } from "./aggregation";
import { listAt, objectAt, textAt } from "./json-value";
import type { KindId, KubeObject } from "./kind";
import type { ObjectStore } from "./object-store";

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
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A rule that holds for somebody, and where: everywhere when no namespace is named. */
interface Granted {
  readonly namespace?: string;
  readonly rule: Rule;
  /** How Kubernetes explains an allowed request. */
  readonly because: string;
}

/** Everything that Kubernetes decides about who may do what, from the RBAC objects in the store. */
export interface Rights {
  decide(user: User, attempt: Attempt): Decision;
  /** Whether this person may use a path that is no resource, such as /version. */
  mayRead(user: User, path: string, verb?: string): boolean;
  /** The rules that hold for this person in a namespace, for a SelfSubjectRulesReview. */
  rulesOf(user: User, namespace: string): readonly Rule[];
  /** The rules of a role, to compare with those of whoever wants to give them to others. */
  rulesOfRole(kind: string, namespace: string | undefined, name: string): readonly Rule[];
}

export interface Decision {
  readonly allowed: boolean;
  /** Why it is refused, in Kubernetes' own sentence. */
  readonly sentence: string;
  /** Why it is allowed. */
  readonly because: string;
}

const rbac = "rbac.authorization.k8s.io";
const kindOf = (plural: string): KindId => ({ group: rbac, version: "v1", plural });
const ids = { roles: kindOf("roles"), clusterRoles: kindOf("clusterroles"), roleBindings: kindOf("rolebindings"), clusterRoleBindings: kindOf("clusterrolebindings") };

const texts = (value: unknown, key: string) => listAt(value, key).filter((word) => typeof word === "string");

/** Rules as objects write them, with every list there. */
export function rulesIn(role: unknown): readonly Rule[] {
  return listAt(role, "rules").map((rule) => ({
    verbs: texts(rule, "verbs"),
    apiGroups: texts(rule, "apiGroups"),
    resources: texts(rule, "resources"),
    resourceNames: texts(rule, "resourceNames"),
    nonResourceURLs: texts(rule, "nonResourceURLs"),
  }));
}

function isSubject(subject: unknown, user: User, namespace: string | undefined): boolean {
  const name = textAt(subject, "name") ?? "";
  switch (textAt(subject, "kind")) {
    case "User": return name === user.name;
    case "Group": return user.groups.includes(name);
    case "ServiceAccount": return user.name === `system:serviceaccount:${textAt(subject, "namespace") ?? namespace ?? ""}:${name}`;
    default: return false;
  }
}

const has = (list: readonly string[], value: string) => list.includes("*") || list.includes(value);

/** Whether a rule allows an attempt; a `*` before a slash stands for that subresource of everything. */
export function allows(rule: Rule, { verb, group, resource, subresource, name }: Omit<Attempt, "namespace">): boolean {
  const wanted = subresource === undefined ? resource : `${resource}/${subresource}`;
  return (
    has(rule.verbs, verb) &&
    has(rule.apiGroups, group) &&
    (has(rule.resources, wanted) || (subresource !== undefined && rule.resources.includes(`*/${subresource}`))) &&
    (rule.resourceNames.length === 0 || (name !== undefined && rule.resourceNames.includes(name)))
  );
}

/** Reads the store's RBAC objects; what was found is kept until one of them changes. */
export function createRights(store: ObjectStore): Rights {
  let known = new Map<string, readonly Granted[]>();
  store.follow(({ kind }) => {
    if (kind.group === rbac) known = new Map();
  });

  const rulesOfRole = (kind: string, namespace: string | undefined, name: string): readonly Rule[] => {
    const role = kind === "ClusterRole" ? store.get(ids.clusterRoles, undefined, name) : store.get(ids.roles, namespace, name);
    if (role === undefined) return [];
    return kind === "ClusterRole" ? rulesIn(aggregated(role, store.list(ids.clusterRoles))) : rulesIn(role);
  };
  const grantedBy = (binding: KubeObject, namespace: string | undefined, user: User): readonly Granted[] => {
    const subject = listAt(binding, "subjects").find((each) => isSubject(each, user, namespace));
    if (subject === undefined) return [];
    const role = objectAt(binding, "roleRef");
    const [kind, name] = [textAt(role, "kind") ?? "", textAt(role, "name") ?? ""];
    const bound = namespace === undefined ? `ClusterRoleBinding "${binding.metadata.name}"` : `RoleBinding "${binding.metadata.name}/${namespace}"`;
    const because = `RBAC: allowed by ${bound} of ${kind} "${name}" to ${textAt(subject, "kind") ?? ""} "${textAt(subject, "name") ?? ""}"`;
    return rulesOfRole(kind, namespace, name).map((rule) => ({ rule, because, ...(namespace !== undefined && { namespace }) }));
  };
  const grantedTo = (user: User): readonly Granted[] => {
    const key = JSON.stringify([user.name, user.groups]);
    let found = known.get(key);
    if (found === undefined) {
      found = [
        ...store.list(ids.clusterRoleBindings).flatMap((binding) => grantedBy(binding, undefined, user)),
        ...store.list(ids.roleBindings).flatMap((binding) => grantedBy(binding, binding.metadata.namespace ?? "", user)),
      ];
      known.set(key, found);
    }
    return found;
  };
  const superuser = (user: User) => user.groups.includes("system:masters");

  return {
    decide(user, attempt) {
      const { verb, group, namespace } = attempt;
      const granted = grantedTo(user).find((each) => (each.namespace === undefined || each.namespace === namespace) && allows(each.rule, attempt));
      const resource = attempt.subresource === undefined ? attempt.resource : `${attempt.resource}/${attempt.subresource}`;
      const where = namespace === undefined ? "at the cluster scope" : `in the namespace "${namespace}"`;
      return {
        allowed: superuser(user) || granted !== undefined,
        sentence: `User "${user.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
        because: granted?.because ?? "",
      };
    },
    mayRead(user, path, verb = "get") {
      const meant = (allowed: string) => allowed === "*" || (allowed.endsWith("*") ? path.startsWith(allowed.slice(0, -1)) : path === allowed);
      return superuser(user) || grantedTo(user).some(({ namespace, rule }) => namespace === undefined && has(rule.verbs, verb) && rule.nonResourceURLs.some(meant));
    },
    rulesOf: (user, namespace) => grantedTo(user).filter((each) => each.namespace === undefined || each.namespace === namespace).map(({ rule }) => rule),
    rulesOfRole,
  };
}

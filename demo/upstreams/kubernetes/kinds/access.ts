import { listAt, textAt } from "../json-value";
import type { Kind, KubeObject, Mistake, Writing } from "../kind";
import { ageColumn, createdColumn, defineKind, shown, wide } from "./define-kind";

const rbac = { group: "rbac.authorization.k8s.io", version: "v1" } as const;

/** The bound subjects of one kind; accounts with their namespace. */
const subjects = (kind: string) => (object: KubeObject) =>
  listAt(object, "subjects")
    .filter((subject) => textAt(subject, "kind") === kind)
    .map((subject) => (kind === "ServiceAccount" ? `${textAt(subject, "namespace") ?? ""}/` : "") + (textAt(subject, "name") ?? ""))
    .join(", ");

const bound = [
  shown("Role", (object) => `${textAt(object, "roleRef", "kind") ?? ""}/${textAt(object, "roleRef", "name") ?? ""}`),
  ageColumn,
  wide("Users", subjects("User")),
  wide("Groups", subjects("Group")),
  wide("ServiceAccounts", subjects("ServiceAccount")),
];

function binding(object: KubeObject): KubeObject {
  return {
    ...object,
    roleRef: { apiGroup: rbac.group, ...(object.roleRef as object | undefined) },
    subjects: listAt(object, "subjects").map((subject) => ({ ...(textAt(subject, "kind") !== "ServiceAccount" && { apiGroup: rbac.group }), ...(subject as object) })),
  };
}

function mistakes(object: KubeObject, { before }: Writing): readonly Mistake[] {
  const role = (each: KubeObject) => `${textAt(each, "roleRef", "kind") ?? ""} ${textAt(each, "roleRef", "name") ?? ""}`;
  if (textAt(object, "roleRef", "name") === undefined) return [{ field: "roleRef.name", reason: "FieldValueRequired", message: "Required value" }];
  return before === undefined || role(before) === role(object) ? [] : [{ field: "roleRef", reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(object.roleRef)}: cannot change roleRef` }];
}

export const accessKinds: readonly Kind[] = [
  defineKind({ ...rbac, kind: "Role", plural: "roles", namespaced: true, shown: [createdColumn] }),
  defineKind({ ...rbac, kind: "RoleBinding", plural: "rolebindings", namespaced: true, shown: bound, prepare: binding, mistakes }),
  defineKind({ ...rbac, kind: "ClusterRole", plural: "clusterroles", namespaced: false, shown: [createdColumn] }),
  defineKind({ ...rbac, kind: "ClusterRoleBinding", plural: "clusterrolebindings", namespaced: false, shown: bound, prepare: binding, mistakes }),
];

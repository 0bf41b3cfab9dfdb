import type { ToolIdentity } from "@/lib/settings";

/** What a tool calls whoever is in these groups: the first rule that fits, else the role of everybody else, else none. */
export function roleOf({ roles, role }: Pick<ToolIdentity, "roles" | "role">, groups: readonly string[]): string | undefined {
  return roles.find((rule) => rule.groups.some((group) => groups.includes(group)))?.role ?? role;
}

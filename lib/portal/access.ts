import type { Person } from "@/lib/model";

/** Whether a person may have what these groups are allowed; no groups mean every signed-in person. */
export function isAllowed(person: Person, groups: readonly string[]): boolean {
  return person.admin || groups.length === 0 || groups.some((group) => person.groups.includes(group));
}

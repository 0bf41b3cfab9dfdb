import type { ApiResource, FamilyMember, ObjectRef, ObjectReport } from "@/lib/model";
import type { Target } from "./action";

/** The members on the way from the root to the object of the page. */
function wayToSelf(member: FamilyMember): readonly FamilyMember[] | undefined {
  if (member.self === true) return [member];
  for (const child of member.children) {
    const found = wayToSelf(child);
    if (found !== undefined) return [member, ...found];
  }
  return undefined;
}

/** Those that Kubernetes deletes along: what an object only uses, such as a claim or a volume, stays. */
const goingAlong = (members: readonly FamilyMember[]): readonly FamilyMember[] =>
  members.filter(({ owned }) => owned === true).map((member) => ({ ...member, children: goingAlong(member.children) }));

/** What the actions need to know of an object, from what its page knows. */
export function targetOf(report: ObjectReport, kinds: readonly ApiResource[] | undefined): Target {
  const way = wayToSelf(report.family) ?? [];
  const { ref } = report;
  return {
    ref,
    uid: report.uid,
    control: report.control,
    resource: kinds?.find(({ group, version, resource }) => group === ref.group && version === ref.version && resource === ref.resource),
    owner: way.at(-2)?.ref,
    owned: goingAlong(way.at(-1)?.children ?? []),
    deleting: report.deleting !== undefined,
  };
}

/** Whether the object is of this kind; the version does not matter. */
export const isOf = ({ ref }: Target, group: string, ...resources: readonly string[]): boolean => ref.group === group && resources.includes(ref.resource);

/** "Deployment web". */
export const called = ({ kind, name }: ObjectRef): string => `${kind} ${name}`;

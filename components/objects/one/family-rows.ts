import type { FamilyMember } from "@/lib/model";

/** One visible line of a family. */
export interface FamilyRow {
  readonly member: FamilyMember;
  readonly key: string;
  readonly level: number;
  /** Place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** Undefined where nothing belongs to it. */
  readonly open?: boolean;
  readonly parent?: string;
}

/** Beyond so many children a branch begins closed, unless it leads to the page's object. */
const manyChildren = 15;

export const familyKey = ({ ref: { group, resource, namespace, name } }: FamilyMember): string => `${group}/${resource}/${namespace ?? "-"}/${name}`;

const leadsToSelf = (member: FamilyMember): boolean => member.self === true || member.children.some(leadsToSelf);

/** Whether a branch is open while nobody has said otherwise. */
export const opensByItself = (member: FamilyMember): boolean => member.children.length <= manyChildren || leadsToSelf(member);

/** The lines that are in sight. `turned` are the branches that a person opened or closed. */
export function familyRows(root: FamilyMember, turned: ReadonlyMap<string, boolean>): readonly FamilyRow[] {
  const rows: FamilyRow[] = [];
  const walk = (member: FamilyMember, level: number, place: number, siblings: number, parent: string | undefined) => {
    const key = familyKey(member);
    const open = member.children.length === 0 ? undefined : (turned.get(key) ?? opensByItself(member));
    rows.push({ member, key, level, place, siblings, ...(open === undefined ? {} : { open }), ...(parent === undefined ? {} : { parent }) });
    if (open === true) member.children.forEach((child, index) => walk(child, level + 1, index + 1, member.children.length, key));
  };
  walk(root, 1, 1, 1, undefined);
  return rows;
}

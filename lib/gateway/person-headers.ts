import type { Person } from "@/lib/model";
import type { PersonField, ToolIdentity } from "@/lib/settings";
import { headerValue } from "./header-value";
import { roleOf } from "./role";

/** The plain headers that tell a tool who asks; what is not known of a person, or cannot stand in a header, is left out. */
export function personHeaders(identity: Pick<ToolIdentity, "headers" | "roles" | "role">, person: Person): Record<string, string> {
  const fields: Record<PersonField, string | undefined> = {
    username: person.username,
    email: person.email,
    name: person.name,
    id: person.id,
    groups: joined(person.groups),
    role: roleOf(identity, person.groups),
  };
  const found = Object.entries(identity.headers).map(([name, field]) => [name.toLowerCase(), headerValue(fields[field])] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

/** Groups as one value; a group with a comma in it could not be told from two, so it is left out. */
const joined = (groups: readonly string[]) => groups.filter((group) => !group.includes(",") && headerValue(group) !== undefined).join(",");

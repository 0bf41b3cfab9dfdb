import { CastorError, type Person } from "@/lib/model";
import type { Headers } from "@/lib/wire";

function refuse(detail: string): never {
  throw new CastorError("forbidden", "Your account's names cannot be used in Kubernetes.", { detail });
}

/**
 * Only what is plainly a name of the identity provider. Kubernetes' own `system:` names carry its
 * own rights; white space at the ends is trimmed on the way, so it may hide one; some proxies
 * split at commas.
 */
function checked(name: string, what: string): string {
  if (name === "" || name.length > 1_024) refuse(`${what} is empty or too long`);
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) refuse(`${what} contains a control character`);
  if (name !== name.trim()) refuse(`${what} begins or ends with white space`);
  if (name.split(",").some((part) => part.trim().toLowerCase().startsWith("system:"))) refuse(`${what} claims to be one of Kubernetes' own`);
  // Header values are bytes; Kubernetes reads them as UTF-8.
  return Buffer.from(name, "utf8").toString("latin1");
}

/** More groups than a person has; also what fits into a request's headers. */
const mostGroups = 500;

/**
 * The headers with which Castor asks as this person, so that the API server's own rules decide.
 * Throws `forbidden`, so that nothing at all is asked, where the person cannot be mapped safely.
 */
export function impersonation({ username, groups }: Pick<Person, "username" | "groups">): Headers {
  if (groups.length > mostGroups) refuse("too many groups");
  const names = groups.map((group) => checked(group, "a group"));
  return { "impersonate-user": checked(username, "the user name"), "impersonate-group": [...new Set(names), "system:authenticated"] };
}

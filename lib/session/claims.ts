import type { StoredPerson } from "@/lib/store";

/** Claims of an ID token whose signature, issuer and audience were checked. */
export type Claims = Readonly<Record<string, unknown>>;

const most = 1_000;

/** A claim by its own name, else by the dots in it: `realm_access.roles`. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let found: unknown = claims;
  for (const part of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Claims)[part];
  }
  return found;
}

/** A text a person may see and a database may hold, or undefined. */
function textOf(value: unknown, longest = 256): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return text === "" || text.length > longest || /\p{Cc}/u.test(text) ? undefined : text;
}

/** What the groups claim gave, and why it gave nothing when it did. */
export interface GroupsFound {
  readonly groups: readonly string[];
  /** For the log: the claim is missing or not a list of texts. */
  readonly doubt?: string;
}

/**
 * The groups of a person. Anything but a list counts as no groups: fewer rights, never more.
 * A Keycloak path such as `/team/a` stays as it is: `/team/a` and `a` are two groups.
 */
export function groupsOf(claims: Claims, path: string): GroupsFound {
  const found = claimAt(claims, path);
  if (found === undefined) return { groups: [], doubt: `the ID token has no claim ${path}` };
  if (!Array.isArray(found)) return { groups: [], doubt: `the claim ${path} is not a list` };
  const names = found.slice(0, most).filter((name: unknown): name is string => typeof name === "string" && name !== "" && textOf(name) === name);
  const groups = [...new Set(names)];
  return names.length === found.length ? { groups } : { groups, doubt: `the claim ${path} has entries that are no group names` };
}

/** The person of an ID token, or undefined where it names no usable subject. */
export function personOfClaims(claims: Claims, issuer: string, groups: readonly string[]): StoredPerson | undefined {
  const subject = textOf(claims["sub"], 255);
  if (subject === undefined || subject !== claims["sub"]) return undefined;
  const email = textOf(claims["email"], 320);
  const username = textOf(claims["preferred_username"]) ?? email ?? subject;
  const name = textOf(claims["name"]) ?? username;
  return { id: `${issuer}#${subject}`, issuer, subject, name, username, groups, ...(email === undefined ? {} : { email }) };
}

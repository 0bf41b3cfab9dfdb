import type { IncomingMessage } from "node:http";
import { forbidden, Refusal, unauthorized } from "./status";
import { decide } from "./rights";
import type { User } from "./account";

const anonymous: User = { name: "system:anonymous", groups: ["system:unauthenticated"] };

const listOf = (request: IncomingMessage, header: string) => request.headersDistinct[header] ?? [];

/** Whom a request speaks for: the token's owner, or whoever the owner may impersonate. Throws a Refusal. */
export function userOf(request: IncomingMessage, tokens: Readonly<Record<string, User>>): User {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (request.headers.authorization !== undefined && (token === undefined || !Object.hasOwn(tokens, token))) throw new Refusal(unauthorized());
  const owner = token === undefined ? anonymous : (tokens[token] ?? anonymous);
  const asUser = listOf(request, "impersonate-user")[0];
  const asGroups = listOf(request, "impersonate-group");
  if (asUser === undefined) {
    if (asGroups.length > 0) throw new Refusal({ ...unauthorized(), message: "requested impersonation without impersonating a user", code: 500, reason: "InternalError" });
    return owner;
  }
  const wanted = [["users", asUser], ...asGroups.map((group) => ["groups", group])] as const;
  for (const [resource, name] of wanted) {
    const subject = { resource: resource ?? "users", group: "", name: name ?? "" };
    const decision = decide(owner, { verb: "impersonate", ...subject });
    if (!decision.allowed) throw new Refusal(forbidden(subject, decision.sentence));
  }
  return { name: asUser, groups: [...new Set([...asGroups, "system:authenticated"])] };
}

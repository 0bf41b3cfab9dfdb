import type { IncomingMessage } from "node:http";
import type { User } from "./account";
import type { Rights } from "./rights";
import { forbidden, Refusal, unauthorized } from "./status";

const anonymous: User = { name: "system:anonymous", groups: ["system:unauthenticated"] };

const listOf = (request: IncomingMessage, header: string) => request.headersDistinct[header] ?? [];

/** Whom a request speaks for: the token's owner, or whoever the owner may impersonate. Throws a Refusal. */
export function userOf(request: IncomingMessage, ownerOf: (token: string) => User | undefined, rights: Rights): User {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const known = token === undefined ? undefined : ownerOf(token);
  if (request.headers.authorization !== undefined && known === undefined) throw new Refusal(unauthorized());
  const owner = known ?? anonymous;
  const asUser = listOf(request, "impersonate-user")[0];
  const asGroups = listOf(request, "impersonate-group");
  const extras = Object.keys(request.headersDistinct).filter((header) => header.startsWith("impersonate-extra-"));
  const asUid = listOf(request, "impersonate-uid")[0];
  if (asUser === undefined) {
    if (asGroups.length > 0 || extras.length > 0 || asUid !== undefined) throw new Refusal({ ...unauthorized(), message: "requested impersonation without impersonating a user", code: 500, reason: "InternalError" });
    return owner;
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(asUser);
  const check = (attempt: { resource: string; group: string; name: string; namespace?: string; subresource?: string }) => {
    const decision = rights.decide(owner, { verb: "impersonate", ...attempt });
    if (!decision.allowed) throw new Refusal(forbidden({ resource: attempt.resource, group: attempt.group, name: attempt.name }, decision.sentence));
  };
  if (account) check({ resource: "serviceaccounts", group: "", namespace: account[1] ?? "", name: account[2] ?? "" });
  else check({ resource: "users", group: "", name: asUser });
  for (const group of asGroups) check({ resource: "groups", group: "", name: group });
  if (asUid !== undefined) check({ resource: "uids", group: "authentication.k8s.io", name: asUid });
  for (const extra of extras) for (const value of listOf(request, extra)) check({ resource: "userextras", group: "authentication.k8s.io", subresource: decodeURIComponent(extra.slice("impersonate-extra-".length)), name: value });
  const own = account ? ["system:serviceaccounts", `system:serviceaccounts:${account[1] ?? ""}`] : [];
  return { name: asUser, groups: [...new Set([...asGroups, ...own, asUser === anonymous.name ? "system:unauthenticated" : "system:authenticated"])] };
}

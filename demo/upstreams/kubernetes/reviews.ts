import type { IncomingMessage } from "node:http";
import type { User } from "./account";
import { column } from "./kind";
import type { Kind } from "./kind";
import { decide, mayRead, rulesOf } from "./rights";
import { badRequest, Refusal } from "./status";

const review = (kind: string): Kind => ({
  group: "authorization.k8s.io",
  version: "v1",
  kind,
  plural: `${kind.toLowerCase()}s`,
  namespaced: false,
  columns: [column("Name")],
  entries: () => [],
});

/** What anybody may ask about their own rights. */
export const reviewKinds: readonly Kind[] = [review("SelfSubjectAccessReview"), review("SelfSubjectRulesReview")];

const largest = 64 * 1024;

/** The object that was posted. Throws a Refusal for anything else. */
export async function postedObject(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new Refusal(badRequest("the request body is too large"));
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  } catch {
    // Told below: whatever is no object is the same mistake.
  }
  throw new Refusal(badRequest("the object provided is unrecognized (must be of type object)"));
}

const section = (parent: Readonly<Record<string, unknown>> | undefined, key: string) => parent?.[key] as Readonly<Record<string, unknown>> | undefined;
const word = (parent: Readonly<Record<string, unknown>> | undefined, key: string) => (typeof parent?.[key] === "string" ? parent[key] : "");

/** Answers either review for this person, as the real authorizer would decide. */
export function reviewed(user: User, plural: string, posted: Readonly<Record<string, unknown>>): object {
  const spec = section(posted, "spec");
  const head = { apiVersion: "authorization.k8s.io/v1", metadata: { creationTimestamp: null }, spec: spec ?? {} };
  if (plural === "selfsubjectrulesreviews") {
    const rules = rulesOf(user, word(spec, "namespace"));
    return {
      kind: "SelfSubjectRulesReview",
      ...head,
      status: {
        resourceRules: rules.filter(({ resources }) => resources.length > 0).map(({ verbs, apiGroups, resources }) => ({ verbs, apiGroups, resources })),
        nonResourceRules: rules.flatMap(({ verbs, nonResourceURLs }) => (nonResourceURLs ? [{ verbs, nonResourceURLs }] : [])),
        incomplete: false,
      },
    };
  }
  const path = section(spec, "nonResourceAttributes");
  const asked = section(spec, "resourceAttributes");
  if (path === undefined && asked === undefined) throw new Refusal(badRequest("exactly one of nonResourceAttributes or resourceAttributes must be specified"));
  const optional = (key: string) => (word(asked, key) === "" ? {} : { [key]: word(asked, key) });
  const allowed =
    path === undefined
      ? decide(user, { verb: word(asked, "verb"), group: word(asked, "group"), resource: word(asked, "resource"), ...optional("subresource"), ...optional("namespace"), ...optional("name") }).allowed
      : word(path, "verb") === "get" && mayRead(user, word(path, "path"));
  return { kind: "SelfSubjectAccessReview", ...head, status: { allowed } };
}

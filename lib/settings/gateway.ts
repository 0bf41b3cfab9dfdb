import { z } from "zod";
import { secret, type Surroundings } from "./secret";
import { groups, mistake, section, text } from "./section";

/** What of a person a header may carry. `role` is what the identity's own `roles` make of their groups. */
export const personFields = ["username", "email", "name", "id", "groups", "role"] as const;
export type PersonField = (typeof personFields)[number];

const headerName = () => z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, "the name of a header: letters, digits and hyphens");

/** Headers that say how a request travels, or whose it is for Castor itself: no identity may be put into them. */
const reserved = /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|keep-alive|proxy-.*|cookie|set-cookie|origin|referer|sec-.*|x-forwarded-.*|forwarded|expect)$/i;

const identityHeader = () => headerName().refine((name) => !reserved.test(name), "a header that only says who is asking");

const role = () =>
  section({
    groups: groups().min(1, "at least one group").describe("Whose members."),
    role: text().describe("What the tool calls them, for example `Admin`."),
  });

/** How a tool is told who is asking. */
const identity = (around: Surroundings) =>
  section({
    kind: z.enum(["none", "headers", "bearer", "jwt"]).default("none").describe("Not at all, by plain headers, by a bearer token, or by a token that Castor signs for a minute."),
    headers: z.record(identityHeader(), z.enum(personFields)).default({}).describe("For `headers`: what each header carries, for example `{X-WEBAUTH-USER: username}`."),
    token: secret(around).optional().describe("For `bearer`: the same secret for everybody, instead of `from`."),
    from: z.enum(["id-token", "access-token"]).optional().describe("For `bearer`: the person's own token from the identity provider."),
    header: identityHeader().default("X-JWT-Assertion").describe("For `jwt`: the header that carries the token; `Authorization` gets `Bearer ` before it."),
    audience: text().optional().describe("For `jwt`: whom the token is for; the tool's hostname where absent."),
    roles: z.array(role()).default([]).describe("The first of these whose groups a person is in gives their role."),
    role: text().optional().describe("The role of everybody else; none where absent."),
  }).superRefine((found, context) => {
    if (found.kind === "headers" && Object.keys(found.headers).length === 0) mistake(context, "at least one header", "none", ["headers"]);
    if (found.kind === "bearer" && (found.token === undefined) === (found.from === undefined)) mistake(context, "exactly one of token and from", found.token === undefined ? "neither" : "both", ["from"]);
  });

const access = () =>
  section({
    groups: groups().min(1, "at least one group").describe("Whose members."),
    level: z.enum(["full", "read"]).default("full").describe("`read` refuses whatever changes something, as far as the tool can be judged from outside."),
  });

/** A tool behind Castor's own sign-in. */
export const toolGateway = (around: Surroundings) =>
  section({
    access: z.array(access()).default([]).describe("Who may open it; the first that fits counts. Administrators always may, nobody else where nothing fits."),
    identity: identity(around).prefault({}).describe("How the tool is told who is asking."),
    open: z.enum(["here", "tab"]).default("here").describe("Where its tile opens it: inside Castor's page, or in a tab of its own."),
  });

/** What holds for all tools behind the sign-in. */
export const gateway = () =>
  section({
    requestLimit: z.number().int("a whole number").min(1, "at least 1").max(10_240, "at most 10240").default(64).describe("The largest request that is passed on, MiB; answers have no limit."),
    timeout: z.number().min(1, "at least 1").max(600, "at most 600").default(60).describe("Seconds within which a tool must begin to answer."),
    keyRotation: z.number().int("a whole number").min(1, "at least 1").max(365, "at most 365").default(30).describe("Days after which the key that signs tokens for tools is replaced."),
  });

/** Castor as the sign-in of ingresses that are not its own, in place of oauth2-proxy. */
export const ingressSignIn = () =>
  section({
    domain: z
      .string()
      .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, "a domain of at least two parts, without a dot at its start")
      .describe("The domain that Castor shares with those ingresses: its cookie goes to every host in it."),
    groups: groups().default([]).describe("Who is let in, whatever an ingress asks for beside; empty means every signed-in person."),
  });

/** How often one browser may try, in a minute. */
export const rateLimits = () =>
  section({
    signIns: z.number().int("a whole number").min(1, "at least 1").default(60).describe("Sign-ins begun from one address in a minute."),
    tickets: z.number().int("a whole number").min(1, "at least 1").default(120).describe("Tools opened by one session in a minute."),
  });

/** Who may read Castor's own counters. */
export const metrics = (around: Surroundings) =>
  section({
    token: secret(around, 16).describe("Bearer token with which Prometheus reads `/metrics`; without this section there is no such page."),
  });

/** Which services of a cluster are looked at for tools and links. */
export const found = () =>
  section({
    every: z.number().min(10, "at least 10").max(3_600, "at most 3600").default(60).describe("Seconds between two looks."),
    namespaces: z.array(text()).default([]).describe("Only in these namespaces; everywhere where empty."),
  });

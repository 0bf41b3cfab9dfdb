import { z } from "zod";
import { readUrl } from "@/lib/model/read-url";
import { cluster } from "./cluster";
import { gateway, ingressSignIn, metrics, rateLimits } from "./gateway";
import { secret, type Surroundings } from "./secret";
import { network } from "./network";
import { groups, lifetime, mistake, section, text } from "./section";
import { issuerUrl, originUrl } from "./url";

const store = (around: Surroundings) =>
  section({
    path: text().optional().describe("Folder of the embedded database, relative to this file."),
    url: secret(around).optional().describe("A PostgreSQL connection URL, for more than one Castor."),
  })
    .meta({ oneOf: [{ required: ["path"] }, { required: ["url"] }] })
    .transform((found, context): StoreSettings => {
      if ((found.path === undefined) === (found.url === undefined)) {
        mistake(context, "exactly one of path and url", found.path === undefined ? "neither" : "both");
      }
      return found.url === undefined ? { path: found.path ?? "" } : { url: found.url };
    });

/** Where Castor keeps what it must remember. */
export type StoreSettings = { readonly path: string } | { readonly url: string };

const session = () =>
  section({
    idle: lifetime().prefault("8h").describe("A session ends this long after its last use."),
    absolute: lifetime().prefault("7d").describe("A session ends this long after signing in, however much it is used."),
  });

const audit = () =>
  section({
    retention: lifetime().prefault("365d").describe("How long entries of the audit log are kept."),
  });

const signIn = (around: Surroundings) =>
  section({
    title: text().default("Keycloak").describe("The identity provider's name, for the pages that mention it."),
    issuer: issuerUrl().describe("The OpenID Connect issuer, exactly as the provider spells it."),
    clientId: text().describe("Castor's client at the provider."),
    clientSecret: secret(around).describe("That client's secret."),
    groupsClaim: text()
      .default("groups")
      .describe("The claim of the ID token that lists groups; dots lead into objects (`realm_access.roles`)."),
    scopes: z
      .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, "a scope name"))
      .default(["openid", "profile", "email"])
      .refine((scopes) => scopes.includes("openid"), "a list that contains openid")
      .describe("What Castor asks the provider for."),
    session: session().prefault({}).describe("How long a person stays signed in."),
  });

/** The whole file. Secrets are looked up in `around`; `toolOptions` are the tools and their own options. */
export const settingsSchema = (around: Surroundings, toolOptions: Readonly<Record<string, z.ZodType>>) =>
  section({
    publicUrl: originUrl().describe("Where people reach Castor: scheme, host and port. https, except on localhost."),
    secret: secret(around, 32).describe("At least 32 random characters; encrypts what the Store keeps of sessions."),
    store: store(around).prefault({ path: ".castor/store" }).describe("Where Castor remembers sessions and preferences."),
    signIn: signIn(around).describe("The identity provider."),
    trustedProxies: z.array(network()).default([]).describe("Addresses or networks of the proxies before Castor whose `X-Forwarded-For` it believes; for the audit log and the rate limits."),
    audit: audit().prefault({}).describe("What people changed through Castor."),
    gateway: gateway().prefault({}).describe("What holds for all tools behind Castor's sign-in."),
    ingressSignIn: ingressSignIn().optional().describe("Castor as the sign-in of other ingresses, with oauth2-proxy's endpoints."),
    rateLimits: rateLimits().prefault({}).describe("How often one browser may try."),
    metrics: metrics(around).optional().describe("Castor's own counters, for Prometheus."),
    administrators: groups().default([]).describe("Groups whose members may see every cluster."),
    clusters: z.array(cluster(around, toolOptions)).min(1, "at least one cluster").describe("The clusters, in the order shown."),
  }).superRefine(({ publicUrl, ingressSignIn: shared }, context) => {
    const hostname = readUrl(publicUrl)?.hostname;
    if (shared === undefined || hostname === undefined) return;
    if (hostname === shared.domain || hostname.endsWith(`.${shared.domain}`)) return;
    mistake(context, `a domain in which Castor's own host ${hostname} lies: else browsers take no cookie of it from there`, shared.domain, ["ingressSignIn", "domain"]);
  });

import type { Account as OidcAccount, Configuration, KoaContextWithOIDC, Provider } from "oidc-provider";
import { accounts, subjectOf, type Account } from "../../accounts";
import type { IdentityKeys } from "./keys";
import { problemPage, render, renderSignedOut } from "./pages";
import { endSession } from "./logout";
import type { Memory } from "./memory";

/** The one client of the realm: the portal. */
export interface IdentityClient {
  readonly id: string;
  readonly secret: string;
  /** Where people reach the portal; the first one is told over the back channel who signed out. */
  readonly publicUrls: readonly [string, ...string[]];
  /** Where the portal's sign-in comes back to, below its public URL. */
  readonly callbackPaths: readonly string[];
  /** Where people may be sent after signing out, below the public URL. */
  readonly signedOutPaths: readonly string[];
}

/** The path of the realm; everything of the provider is below it, as in Keycloak. */
export const realm = "/realms/castor";
/** Life of an access token and of an ID token, s. */
export const tokenLife = 300;
/** Life of a session and of what hangs on it, s: a working day. */
const sessionLife = 10 * 3600;

const groupsScope = "groups";
const allScopes = `openid profile email ${groupsScope}`;

/** The account of a subject. */
export function accountOf(subject: string | undefined): Account | undefined {
  return accounts.find((account) => subjectOf(account) === subject);
}

/** Makes the OpenID provider of the realm, Keycloak-like in its paths and claims. */
export async function createProvider(issuer: string, client: IdentityClient, keys: IdentityKeys, memory: Memory): Promise<Provider> {
  const provider = new (await loadProvider())(issuer, configuration(client, keys, memory));
  provider.proxy = false;
  return provider;
}

/** oidc-provider greets Node 20 with a warning about support that is no news to whoever starts a demo. */
async function loadProvider(): Promise<typeof Provider> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return (await import("oidc-provider")).Provider;
  } finally {
    console.warn = warn;
  }
}

function configuration(client: IdentityClient, keys: IdentityKeys, memory: Memory): Configuration {
  const below = (paths: readonly string[]) => client.publicUrls.flatMap((url) => paths.map((path) => `${url}${path}`));
  const protocol = "/protocol/openid-connect";
  return {
    adapter: (model) => memory.adapter(model),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        client_name: "Castor",
        redirect_uris: below(client.callbackPaths),
        post_logout_redirect_uris: below(client.signedOutPaths),
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        backchannel_logout_uri: `${client.publicUrls[0]}/api/auth/backchannel-logout`,
        backchannel_logout_session_required: true,
        scope: allScopes,
      },
    ],
    jwks: { keys: [keys.signing] as NonNullable<Configuration["jwks"]>["keys"] },
    cookies: { keys: [keys.cookie], names: { session: "castor_idp_session", interaction: "castor_idp_interaction", resume: "castor_idp_resume" } },
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "given_name", "family_name"], email: ["email", "email_verified"], [groupsScope]: ["groups"] },
    // Keycloak puts the claims of the granted scopes into the ID token too.
    conformIdTokenClaims: false,
    findAccount: (_ctx, subject) => asOidcAccount(subject),
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    expiresWithSession: () => true,
    loadExistingGrant: grantEverything,
    ttl: { AccessToken: tokenLife, IdToken: tokenLife, AuthorizationCode: 60, Interaction: 1800, RefreshToken: sessionLife, Session: sessionLife, Grant: sessionLife },
    interactions: { url: (_ctx, { uid }) => `${realm}/sign-in/${uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: endSession, postLogoutSuccessSource: renderSignedOut },
    },
    renderError: (ctx, { error, error_description: description }) => render(ctx, problemPage(`${description ?? "The request was not understood."} (${error})`, ctx.status, client.publicUrls[0])),
    // The provider's own guard refuses loopback, which is where the demo's portal is.
    fetch: (url, { method, headers, body, signal, redirect }: RequestInit = {}) =>
      fetch(url, { method: method ?? "GET", headers: headers ?? {}, body: body ?? null, signal: signal ?? null, redirect: redirect ?? "manual" }),
    routes: {
      authorization: `${protocol}/auth`,
      token: `${protocol}/token`,
      userinfo: `${protocol}/userinfo`,
      jwks: `${protocol}/certs`,
      end_session: `${protocol}/logout`,
    },
  };
}

function asOidcAccount(subject: string): OidcAccount | undefined {
  const account = accountOf(subject);
  if (account === undefined) return undefined;
  const { username, name, email, groups } = account;
  const [given_name = name, family_name = name] = name.split(" ");
  const claims = { sub: subject, preferred_username: username, name, given_name, family_name, email, email_verified: true, groups: [...groups] };
  return { accountId: subject, claims: () => claims };
}

/** Whoever signs in has consented: the portal is the laboratory's own. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { session, client, provider } = oidc;
  if (session?.accountId === undefined || client === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(allScopes);
  await grant.save();
  return grant;
}

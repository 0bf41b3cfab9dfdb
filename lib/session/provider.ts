import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import * as oidc from "openid-client";
import type { Settings } from "@/lib/settings";
import type { Tokens } from "@/lib/store";
import type { Claims } from "./claims";

/** What a refresh answered. */
export interface Refreshed {
  readonly tokens: Tokens;
  /** Seconds the access token lives, where the provider says. */
  readonly lifetime: number | undefined;
  /** Of the new ID token, where there is one. */
  readonly claims: Claims | undefined;
}

/** The identity provider after sign-in: refreshing, signing out, and checking what it tells by itself. */
export interface IdentityProvider {
  /** New tokens for a refresh token; the old one is void afterwards. Errors: see {@link isInvalidGrant}. */
  refresh(refreshToken: string): Promise<Refreshed>;
  /** Where a browser goes to end its session there; undefined where the provider does not answer or has no such page. */
  endSessionUrl(idToken: string | undefined): Promise<string | undefined>;
  /** Its signing keys. */
  keys(): Promise<JWTVerifyGetKey>;
}

/** How long the provider may take for an answer, s. */
const patience = 5;
/** How long its description of itself is believed, ms. */
const believed = 600_000;

export function createIdentityProvider({ signIn, publicUrl }: Settings): IdentityProvider {
  let known: { config: oidc.Configuration; at: number } | undefined;
  let keySet: { uri: string; keys: JWTVerifyGetKey } | undefined;

  const discover = async (timeout: number): Promise<oidc.Configuration> => {
    const execute = [oidc.enableNonRepudiationChecks, ...(signIn.issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [])];
    const authentication = oidc.ClientSecretBasic(signIn.clientSecret);
    const config = await oidc.discovery(new URL(signIn.issuer), signIn.clientId, { [oidc.clockTolerance]: 10 }, authentication, { execute, timeout });
    config.timeout = patience;
    known = { config, at: Date.now() };
    return config;
  };
  const configuration = async () => (known !== undefined && Date.now() - known.at < believed ? known.config : discover(patience));

  return {
    async refresh(refreshToken) {
      const found = await oidc.refreshTokenGrant(await configuration(), refreshToken);
      return {
        tokens: {
          accessToken: found.access_token,
          refreshToken: found.refresh_token ?? refreshToken,
          ...(found.id_token === undefined ? {} : { idToken: found.id_token }),
        },
        lifetime: found.expiresIn(),
        claims: found.claims(),
      };
    },
    async endSessionUrl(idToken) {
      try {
        // Asked anew each time: a browser must not be sent to a provider that is down.
        const config = await discover(2);
        if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
        const hint = idToken === undefined ? {} : { id_token_hint: idToken };
        return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: `${publicUrl}/signed-out`, ...hint }).href;
      } catch {
        return undefined;
      }
    },
    async keys() {
      const uri = (await configuration()).serverMetadata().jwks_uri;
      if (uri === undefined) throw new Error("the identity provider names no jwks_uri");
      if (keySet?.uri !== uri) keySet = { uri, keys: createRemoteJWKSet(new URL(uri), { timeoutDuration: patience * 1000 }) };
      return keySet.keys;
    },
  };
}

/** Whether the provider said that this refresh token is no longer good; anything else may pass. */
export function isInvalidGrant(error: unknown): boolean {
  return typeof error === "object" && error !== null && (error as { error?: unknown }).error === "invalid_grant";
}

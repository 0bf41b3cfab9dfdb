import type { KoaContextWithOIDC, Provider } from "oidc-provider";
import { renderSignOut } from "./pages";

/**
 * Ends the session at once where the portal proves with its ID token that it speaks for the
 * person who is signed in here, and asks the person otherwise: a link must not sign anybody out.
 */
export async function endSession(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const { session, params, provider, entities } = ctx.oidc;
  const hint = entities["IdTokenHint"] as { readonly payload?: { readonly sub?: string } } | undefined;
  if (session?.accountId === undefined || hint?.payload?.sub !== session.accountId) return renderSignOut(ctx, form);
  await endProviderSession(provider, session);
  ctx.cookies.set(provider.cookieName("session"), null, { signed: true });
  const target = typeof params?.["post_logout_redirect_uri"] === "string" ? new URL(params["post_logout_redirect_uri"]) : undefined;
  if (typeof params?.["state"] === "string") target?.searchParams.set("state", params["state"]);
  ctx.status = 303;
  ctx.redirect(target?.href ?? ctx.oidc.urlFor("end_session_success"));
}

/** The part of the provider's client that its published types leave out. */
interface BackchannelClient {
  backchannelLogout(subject: string, sessionId: string | undefined): Promise<void>;
}

type Session = InstanceType<Provider["Session"]>;

/** Ends one session: its clients are told over the back channel, and nothing it was granted works any more. */
export async function endProviderSession(provider: Provider, session: Session): Promise<void> {
  const { accountId, authorizations = {} } = session;
  for (const [clientId, { grantId }] of Object.entries(authorizations)) {
    const client = await provider.Client.find(clientId);
    if (client?.backchannelLogoutUri !== undefined && accountId !== undefined) {
      // A portal that cannot be told finds out at its next refresh.
      await (client as unknown as BackchannelClient).backchannelLogout(accountId, session.sidFor(clientId)).catch(() => undefined);
    }
    if (grantId === undefined) continue;
    await Promise.all([provider.AccessToken, provider.RefreshToken, provider.AuthorizationCode].map((kind) => kind.revokeByGrantId(grantId)));
    await (await provider.Grant.find(grantId))?.destroy();
  }
  await session.destroy();
}

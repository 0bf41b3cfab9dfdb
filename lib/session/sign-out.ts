import type { Settings } from "@/lib/settings";
import { sessionId, type EndedSession, type Store, type Tokens } from "@/lib/store";
import { cookieNames, cookieOptions, forgetCookie, readCookie } from "./cookies";
import type { Endings } from "./endings";
import type { SessionLog } from "./log";
import type { IdentityProvider } from "./provider";
import { problemRedirect, redirectTo } from "./problem-page";
import { isSameOrigin } from "./same-origin";

interface Parts {
  readonly settings: Settings;
  readonly store: Store;
  readonly provider: IdentityProvider;
  readonly endings: Endings;
  readonly log: SessionLog;
}

/**
 * Ends the session here first, so that nothing after it can keep it alive, then sends the browser to
 * the provider to end the session there.
 */
export function createSignOut({ settings: { publicUrl }, store, provider, endings, log }: Parts) {
  const forget = [forgetCookie(cookieNames(publicUrl).session, cookieOptions(publicUrl))];
  return async (request: Request): Promise<Response> => {
    if (!isSameOrigin(request.headers, publicUrl)) {
      const error = { code: "forbidden", message: "This request did not come from Castor's own pages." };
      return Response.json({ error }, { status: 403, headers: { "cache-control": "no-store" } });
    }
    const token = readCookie(request.headers.get("cookie"), cookieNames(publicUrl).session);
    if (token === undefined) return redirectTo(`${publicUrl}/signed-out`, forget);
    const id = sessionId(token);
    let tokens: Tokens | undefined;
    let ended: readonly EndedSession[];
    try {
      tokens = await store.sessions.tokens(id);
      ended = await store.sessions.delete(id);
    } catch (error) {
      // The cookie stays: a browser that forgot it would believe the session gone.
      log.warn({ err: error }, "a session could not be ended");
      return problemRedirect(publicUrl, "sign-out", "/");
    }
    endings.tell(ended, "signed-out");
    if (ended.length === 0) return redirectTo(`${publicUrl}/signed-out`, forget);
    const there = await provider.endSessionUrl(tokens?.idToken);
    return redirectTo(there ?? `${publicUrl}/signed-out?provider=unreachable`, forget);
  };
}

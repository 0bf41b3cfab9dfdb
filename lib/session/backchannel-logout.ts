import { jwtVerify, type JWTPayload } from "jose";
import { isCastorError } from "@/lib/model/problem";
import type { Settings } from "@/lib/settings";
import type { Store } from "@/lib/store";
import type { Endings } from "./endings";
import type { SessionLog } from "./log";
import type { IdentityProvider } from "./provider";

interface Parts {
  readonly settings: Settings;
  readonly store: Store;
  readonly provider: IdentityProvider;
  readonly endings: Endings;
  readonly clock: () => number;
  readonly log: SessionLog;
}

const event = "http://schemas.openid.net/event/backchannel-logout";
/** Signatures by a key that only the provider has: never `none`, never a secret shared with us. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/** How old a logout token may be, s, and how far two clocks may differ. */
const oldest = 300;
const tolerance = 30;
const longest = 65_536;

/** OpenID Connect Back-Channel Logout 1.0: the provider says that a session (`sid`) or a person (`sub`) signed out. */
export function createBackchannelLogout({ settings, store, provider, endings, clock, log }: Parts) {
  const { issuer, clientId } = settings.signIn;

  const verified = async (token: string): Promise<JWTPayload> => {
    const options = {
      issuer,
      audience: clientId,
      algorithms,
      clockTolerance: tolerance,
      maxTokenAge: oldest,
      currentDate: new Date(clock()),
      requiredClaims: ["iat", "jti", "events"],
    };
    const { payload } = await jwtVerify(token, await provider.keys(), options);
    const { events, nonce, sid, sub, jti } = payload;
    if (typeof events !== "object" || events === null || !Object.hasOwn(events, event)) throw new Refused("it is no logout token");
    if (nonce !== undefined) throw new Refused("it has a nonce");
    if (typeof sid !== "string" && typeof sub !== "string") throw new Refused("it names neither a session nor a person");
    if (!(await store.once.use("jti", jti ?? "", clock() + (oldest + tolerance) * 2_000))) throw new Refused("it was used before");
    return payload;
  };

  return async (request: Request): Promise<Response> => {
    try {
      const token = await logoutToken(request);
      const { sid, sub } = await verified(token);
      const ended = typeof sid === "string" ? await store.sessions.deleteBySid(issuer, sid) : await store.sessions.deleteByPerson(`${issuer}#${sub ?? ""}`);
      endings.tell(ended, "signed-out");
      log.info({ sessions: ended.length }, "the identity provider signed somebody out");
      return answer(200);
    } catch (error) {
      const why = reasonOf(error);
      log.warn({ reason: why ?? String((error as Partial<Error>).message) }, "a logout token was refused");
      return why === undefined ? answer(503, "Castor cannot check this now.") : answer(400, why);
    }
  };
}

class Refused extends Error {
  readonly refused = true;
}

/** Why the token is bad, for its sender; undefined where it may be good and we could not tell. */
function reasonOf(error: unknown): string | undefined {
  if (isCastorError(error)) return undefined;
  const { code, refused, message } = error as { code?: unknown; refused?: unknown; message?: unknown };
  if (refused === true) return `The logout token is refused: ${String(message)}.`;
  const checked = typeof code === "string" && /^ERR_(JWT|JWS|JOSE|JWKS)/.test(code) && code !== "ERR_JWKS_TIMEOUT" && code !== "ERR_JOSE_GENERIC";
  return checked ? "The logout token is refused: it is not valid here." : undefined;
}

async function logoutToken(request: Request): Promise<string> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("application/x-www-form-urlencoded")) throw new Refused("it was not sent as a form");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > longest) throw new Refused("it is too long");
    chunks.push(chunk);
  }
  const token = new URLSearchParams(Buffer.concat(chunks).toString("utf8")).get("logout_token");
  if (token === null || token === "") throw new Refused("it is missing");
  return token;
}

function answer(status: number, description?: string): Response {
  const headers = { "cache-control": "no-store" };
  if (description === undefined) return new Response(null, { status, headers });
  return Response.json({ error: status === 400 ? "invalid_request" : "temporarily_unavailable", error_description: description }, { status, headers });
}

import { createHash, randomBytes } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import type { Settings } from "@/lib/settings";
import { isCastorError } from "@/lib/model/problem";
import type { Store } from "@/lib/store";
import { authOptions, providerId } from "./auth-options";
import { cookieNames, cookieOptions, forgetCookie, readCookie } from "./cookies";
import type { SessionLog } from "./log";
import { askNextAuth } from "./next-auth";
import { problemRedirect, redirectTo, type SignInProblem } from "./problem-page";
import { returnPath } from "./return-path";

interface Parts {
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: () => number;
  readonly log: SessionLog;
  /** Whether this browser is signed in. */
  readonly isSignedIn: (cookie: string | null) => Promise<boolean>;
  /** Ends the session that this browser had before. */
  readonly endPrevious: (cookie: string | null) => Promise<void>;
}

/** How long the state of a sign-in counts, ms: as long as next-auth's own cookies. */
const stateLife = 900_000;

/** What a provider answers to an authorization request; nothing else of the query reaches next-auth. */
const answerParameters = ["code", "state", "iss", "session_state", "error", "error_description"];

/** The way to the identity provider and back, both by next-auth. */
export function createSignIn({ settings, store, clock, log, isSignedIn, endPrevious }: Parts) {
  const { publicUrl } = settings;
  const names = cookieNames(publicUrl);
  const options = cookieOptions(publicUrl);
  const forgetFlow = [names.state, names.nonce, names.pkce, names.callbackUrl, names.csrf].map((name) => forgetCookie(name, options));

  const ask = async (request: Parameters<typeof askNextAuth>[0]) => {
    let reason: SignInProblem = "denied";
    const onError = (code: string, error: unknown) => {
      reason = reasonOf(code, error);
      log.warn({ code, reason, error: String((error as Partial<Error>).message).slice(0, 300) }, "a sign-in failed");
    };
    const answer = await askNextAuth(request, authOptions({ settings, store, clock, log, onError }));
    const failed = answer.redirect === undefined || answer.redirect.startsWith(`${publicUrl}/api/auth/`) || answer.redirect.startsWith(`${publicUrl}/sign-in`);
    return { ...answer, problem: failed ? reason : undefined };
  };

  const start = async (request: Request): Promise<Response> => {
    const to = returnPath(new URL(request.url).searchParams.get("to"), publicUrl);
    try {
      if (await isSignedIn(request.headers.get("cookie"))) return redirectTo(`${publicUrl}${to}`);
    } catch (error) {
      if (isCastorError(error)) return problemRedirect(publicUrl, "store", to);
      throw error;
    }
    const { token, cookie } = csrf(authOptions({ settings, store, clock, log, onError: () => undefined }));
    const { redirect, cookies, problem } = await ask({
      method: "POST",
      action: ["signin", providerId],
      query: {},
      body: { csrfToken: token, callbackUrl: `${publicUrl}${to}` },
      cookies: { [names.csrf]: cookie },
    });
    if (redirect === undefined || problem !== undefined) return problemRedirect(publicUrl, "provider", to, forgetFlow);
    return redirectTo(redirect, cookies);
  };

  const finish = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method !== "GET" || pathname !== `/api/auth/callback/${providerId}`) return notFound();
    const header = request.headers.get("cookie");
    const carried = readCookie(header, names.callbackUrl) ?? "";
    const to = returnPath(carried.startsWith(`${publicUrl}/`) ? carried.slice(publicUrl.length) : null, publicUrl);
    const fail = async (reason: SignInProblem) => {
      // Somebody who reloads or goes back after signing in is signed in: nothing failed for them.
      const fine = reason === "expired" && (await isSignedIn(header).catch(() => false));
      return fine ? redirectTo(`${publicUrl}${to}`, forgetFlow) : problemRedirect(publicUrl, reason, to, forgetFlow);
    };
    const state = searchParams.get("state") ?? "";
    try {
      if (state === "" || !(await store.once.use("state", state, clock() + stateLife))) return await fail("expired");
    } catch {
      return fail("store");
    }
    const flow = [names.state, names.nonce, names.pkce].flatMap((name) => {
      const value = readCookie(header, name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const { cookies, problem } = await ask({
      method: "GET",
      action: ["callback", providerId],
      query: Object.fromEntries(answerParameters.flatMap((name) => (searchParams.has(name) ? [[name, searchParams.get(name) ?? ""]] : []))),
      body: {},
      cookies: Object.fromEntries(flow),
    });
    if (problem !== undefined) return fail(searchParams.get("error") === "access_denied" ? "denied" : problem);
    await endPrevious(header).catch((error: unknown) => log.warn({ err: error }, "an earlier session could not be ended"));
    const session = cookies.filter((cookie) => cookie.startsWith(`${names.session}=`));
    return redirectTo(`${publicUrl}${to}`, [...session, ...forgetFlow]);
  };

  return { start, finish };
}

/** next-auth's double-submit token, made here so that starting a sign-in takes one request and no form. */
function csrf({ secret = "" }: NextAuthOptions): { token: string; cookie: string } {
  const token = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(`${token}${secret}`).digest("hex");
  return { token, cookie: `${token}|${hash}` };
}

function reasonOf(code: string, error: unknown): SignInProblem {
  if (code.startsWith("adapter_error")) return "store";
  const message = String((error as { message?: unknown }).message);
  return /\bstate\b|nonce|code_verifier|invalid_grant|PKCE/i.test(message) ? "expired" : "provider";
}

function notFound(): Response {
  return Response.json({ error: { code: "not-found", message: "There is nothing here." } }, { status: 404, headers: { "cache-control": "no-store" } });
}

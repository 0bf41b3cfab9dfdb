/** Why nobody could be signed in, or out; the words for each are on the page. */
export type SignInProblem = "provider" | "expired" | "denied" | "store" | "sign-out" | "too-often";

/** A redirect to the page that says so and offers another try. */
export function problemRedirect(publicUrl: string, reason: SignInProblem, to: string, cookies: readonly string[] = []): Response {
  return redirectTo(`${publicUrl}/sign-in/problem?${new URLSearchParams({ reason, to }).toString()}`, cookies);
}

/** 303: whatever the method was, the next request is a GET. */
export function redirectTo(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

const statuses: Record<SignInProblem, number> = { provider: 503, store: 503, "sign-out": 503, expired: 400, denied: 403, "too-often": 429 };

/** The HTTP status that belongs to an address of the problem page, for the server to set; undefined for every other address. */
export function signInProblemStatus(url: string): number | undefined {
  if (!/^\/sign-in\/problem(?:\?|$)/.test(url)) return undefined;
  const reason = new URLSearchParams(url.split("?")[1]).get("reason") ?? "";
  return Object.hasOwn(statuses, reason) ? statuses[reason as SignInProblem] : statuses.provider;
}

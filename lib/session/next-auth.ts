import type { NextAuthOptions } from "next-auth";
import imported from "next-auth";

/** What next-auth answered: where to, and the cookies that go with it. */
export interface NextAuthAnswer {
  readonly redirect: string | undefined;
  readonly cookies: readonly string[];
}

export interface NextAuthRequest {
  readonly method: "GET" | "POST";
  /** `["callback", "oidc"]`: what follows `/api/auth/`. */
  readonly action: readonly [string, string];
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
}

type Handler = (request: object, response: object, options: NextAuthOptions) => Promise<unknown>;

// A CommonJS package: bundlers hand over the function, Node a namespace around it.
const handler = (typeof imported === "function" ? imported : (imported as { default: unknown }).default) as Handler;

/**
 * Asks next-auth without a server between: its handler for Node's requests gets exactly the cookies,
 * query and body named here and no header at all, so nothing a client or a proxy adds can reach it.
 */
export async function askNextAuth(request: NextAuthRequest, options: NextAuthOptions): Promise<NextAuthAnswer> {
  const headers = new Map<string, unknown>();
  const response = {
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: unknown) {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    status: () => response,
    json: () => response,
    send: () => response,
    end: () => response,
  };
  const { action, query, body, cookies, method } = request;
  await handler({ method, query: { ...query, nextauth: [...action] }, body, cookies, headers: {} }, response, options);
  const redirect = headers.get("location");
  const set = headers.get("set-cookie");
  return {
    redirect: typeof redirect === "string" ? redirect : undefined,
    cookies: Array.isArray(set) ? set.filter((cookie): cookie is string => typeof cookie === "string") : [],
  };
}

import { isIPv6 } from "node:net";
import { createRateLimit, type RefusalBook } from "@/lib/gateway";

interface Parts {
  readonly start: (request: Request) => Promise<Response>;
  /** Sign-ins begun from one address in a minute. */
  readonly most: number;
  readonly publicUrl: string;
  readonly refusals: Pick<RefusalBook, "tell">;
}

/**
 * Begins sign-ins only so often for each browser's address, since each of them asks the identity provider and
 * fills the Store. The answer is 429 for programs, and leads people on to the page that explains it.
 */
export function limitSignIns({ start, most, publicUrl, refusals }: Parts): (request: Request) => Promise<Response> {
  const limit = createRateLimit(most);
  return async (request) => {
    const from = request.headers.get("x-castor-from") ?? "";
    const wait = await limit.take(network(from));
    if (wait === undefined) return start(request);
    refusals.tell({ reason: "rate", place: "sign-in", sentence: `More than ${most} sign-ins were begun from this address in a minute.`, from, method: request.method, path: "/sign-in" });
    const to = new URL(request.url).searchParams.get("to");
    const query = new URLSearchParams({ reason: "too-often", ...(to === null || to.length > 2_048 ? {} : { to }) });
    const headers = { "retry-after": String(wait), refresh: `0; url=${publicUrl}/sign-in/problem?${query.toString()}`, "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" };
    return new Response(`Too many sign-ins. Try again in ${wait} seconds.\n`, { status: 429, headers });
  };
}

/** One subscriber has 2^64 addresses of IPv6: those of one network count as one. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = [head, tail ?? ""].map((part) => part.split(":").filter((group) => group !== ""));
  const [first = [], last = []] = groups;
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  return `${[...first, ...zeros, ...last].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}

import type { RequestListener } from "node:http";
import { answerJson, listenWith, readJson, Refusal, type Exchange } from "./exchange";
import { faultMeaning, faults, isFault, type Fault } from "./fault";
import { answerPage } from "./page";
import { controlPage } from "./control-page";
import type { Upstream } from "./serve";

/** What the control server may do to the demo. */
export interface Controlled {
  readonly upstreams: readonly Upstream[];
  /** Ends a person's sessions at the identity provider, which tells the product over the back channel; answers how many. */
  readonly endSessions: (username: string) => Promise<number>;
}

/** The identity provider belongs to no cluster's network: `*` leaves it alone, its own name does not. */
export const outsideTheNetwork = "identity";

/**
 * The upstreams a name means: one id, `<cluster>/*` for everything of a cluster, or `*` for
 * the whole network between the portal and the clusters.
 */
export function selectUpstreams(all: readonly Upstream[], name: string): readonly Upstream[] {
  if (name === "*") return all.filter(({ id }) => id !== outsideTheNetwork);
  if (name.endsWith("/*")) return all.filter(({ id }) => id.startsWith(name.slice(0, -1)));
  return all.filter(({ id }) => id === name);
}

/** Sets a fault on all upstreams that a name means; refuses a name that means none. */
export async function setFault(all: readonly Upstream[], name: string, fault: Fault): Promise<readonly string[]> {
  const meant = selectUpstreams(all, name);
  if (meant.length === 0) throw new Refusal(404, `no upstream is called ${name}`);
  await Promise.all(meant.map((upstream) => upstream.setFault(fault)));
  return meant.map(({ id }) => id);
}

/**
 * The demo's control server: what is simulated, where, and how each may be made to fail.
 * It changes something only for requests of this very origin, or of programs, which send none.
 */
export function control({ upstreams, endSessions }: Controlled): RequestListener {
  const list = () => upstreams.map(({ id, url, fault }) => ({ id, url, fault }));

  return listenWith(async (exchange) => {
    requireLoopbackName(exchange);
    const { req, res, method, path } = exchange;
    if (path === "/" && method === "GET") {
      if (req.headers.accept?.includes("text/html")) return answerPage(res, controlPage(list()));
      return answerJson(res, { faults: faultMeaning, upstreams: list() });
    }
    if (method !== "POST" || (path !== "/fault" && path !== "/logout")) throw new Refusal(404, "there is GET /, POST /fault and POST /logout");
    requireSameOrigin(exchange);
    const body = fields(await readJson(req));
    if (path === "/logout") {
      if (typeof body["username"] !== "string") throw new Refusal(400, 'expected {"username": "…"}');
      return answerJson(res, { ended: await endSessions(body["username"]) });
    }
    const { upstream, fault } = body;
    if (typeof upstream !== "string" || !isFault(fault)) throw new Refusal(400, `expected {"upstream": "pollux/prometheus", "fault": ${faults.map((name) => `"${name}"`).join(" | ")}}`);
    answerJson(res, { fault, upstreams: await setFault(upstreams, upstream, fault) });
  });
}

function fields(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

/** A name that someone else's DNS points at loopback is not this server's. */
function requireLoopbackName({ req }: Exchange): void {
  if (!/^(localhost|127\.\d+\.\d+\.\d+)(:\d+)?$/i.test(req.headers.host ?? "")) throw new Refusal(421, "ask for localhost");
}

function requireSameOrigin({ req }: Exchange): void {
  const { origin, host } = req.headers;
  if (origin !== undefined && origin !== `http://${host}`) throw new Refusal(403, "a page of another site may not change the demo");
  if (!/^application\/json\b/i.test(req.headers["content-type"] ?? "")) throw new Refusal(415, "send application/json");
}

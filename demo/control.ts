import type { RequestListener } from "node:http";
import { answerJson, listenWith, readJson, Refusal, type Exchange } from "./exchange";
import { faultMeaning, faults, isFault } from "./fault";
import { answerPage } from "./page";
import { controlPage } from "./control-page";
import { isScenario, scenarios, type ScenarioStage, type ScenarioWish } from "./scenario-stage";
import type { Upstream } from "./serve";
import { setFault } from "./upstream-faults";

/** What the control server may do to the demo. */
export interface Controlled {
  readonly upstreams: readonly Upstream[];
  /** Ends a person's sessions at the identity provider, which tells the product over the back channel; answers how many. */
  readonly endSessions: (username: string) => Promise<number>;
  /** What may happen for a while. */
  readonly stage: ScenarioStage;
}

/**
 * The demo's control server: what is simulated, where, and how each may be made to fail.
 * It changes something only for requests of this very origin, or of programs, which send none.
 */
export function control({ upstreams, endSessions, stage }: Controlled): RequestListener {
  const list = () => upstreams.map(({ id, url, fault }) => ({ id, url, fault }));

  return listenWith(async (exchange) => {
    requireLoopbackName(exchange);
    const { req, res, method, path } = exchange;
    if (path === "/" && method === "GET") {
      if (req.headers.accept?.includes("text/html")) return answerPage(res, controlPage(list(), stage.running()));
      return answerJson(res, { faults: faultMeaning, scenarios, running: stage.running(), upstreams: list() });
    }
    if (method !== "POST" || !["/fault", "/logout", "/scenario"].includes(path)) throw new Refusal(404, "there is GET /, POST /fault, POST /scenario and POST /logout");
    requireSameOrigin(exchange);
    const body = fields(await readJson(req));
    if (path === "/logout") {
      if (typeof body["username"] !== "string") throw new Refusal(400, 'expected {"username": "…"}');
      return answerJson(res, { ended: await endSessions(body["username"]) });
    }
    if (path === "/scenario") return answerJson(res, await stage.begin(wishOf(body)));
    const { upstream, fault } = body;
    if (typeof upstream !== "string" || !isFault(fault)) throw new Refusal(400, `expected {"upstream": "pollux/prometheus", "fault": ${faults.map((name) => `"${name}"`).join(" | ")}}`);
    answerJson(res, { fault, upstreams: await setFault(upstreams, upstream, fault) });
  });
}

function wishOf({ scenario, seconds, node, claim }: Readonly<Record<string, unknown>>): ScenarioWish {
  if (!isScenario(scenario)) throw new Refusal(400, `expected {"scenario": ${Object.keys(scenarios).map((name) => `"${name}"`).join(" | ")}, "seconds": 240}`);
  return { scenario, ...(typeof seconds === "number" && { seconds }), ...(typeof node === "string" && { node }), ...(typeof claim === "string" && { claim }) };
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

import { answerJson, answerText, type Exchange, Refusal } from "../../exchange";
import { answerPage } from "../../page";
import type { Engine } from "../../promql";
import type { RuleEngine } from "../../rules-engine";
import { answerData, answerError, instantBody, matrixBody } from "./answers";
import { labelNames, labelSets, labelValues, metadataBody } from "./catalogue";
import { alertsPage, targetsPage } from "./pages";
import { inParameter, rangeParams, readParams, timeParam } from "./params";
import { queryPage } from "./query-page";
import { alertsBody, rulesBody } from "./rules-answer";
import { buildInfo, configBody, type Identity, runtimeInfo } from "./status";
import { type Targets, targetsBody } from "./targets";

/** Everything the answers are made of. */
export interface Backend {
  readonly engine: Engine;
  readonly rules: RuleEngine;
  readonly targets: Targets;
  readonly identity: Identity;
  readonly place: string | undefined;
  readonly clock: () => number;
}

type Api = (backend: Backend, params: URLSearchParams) => unknown;

const api: Readonly<Record<string, Api>> = {
  query: ({ engine, clock }, params) => {
    const at = timeParam(params, "time", clock());
    return instantBody(inParameter("query", () => engine.instant(params.get("query") ?? "", at)), at);
  },
  query_range: ({ engine }, params) => {
    const { start, end, step } = rangeParams(params);
    return matrixBody(inParameter("query", () => engine.range(params.get("query") ?? "", start, end, step)));
  },
  series: ({ rules, clock }, params) => labelSets(rules.source, params, clock(), true),
  labels: ({ rules, clock }, params) => labelNames(labelSets(rules.source, params, clock(), false)),
  metadata: ({ rules }, params) => metadataBody(rules.source, params),
  targets: ({ targets, identity, clock }) => targetsBody(targets(clock()), identity.scrapeInterval),
  rules: ({ rules }, params) => rulesBody(rules.groups, params.get("type") ?? ""),
  alerts: ({ rules }) => alertsBody(rules.groups),
  alertmanagers: ({ identity }) => ({
    activeAlertmanagers: identity.alertmanagerUrls.map((url) => ({ url: `${url}/api/v2/alerts` })),
    droppedAlertmanagers: [],
  }),
  "status/buildinfo": ({ identity }) => buildInfo(identity),
  "status/runtimeinfo": ({ identity }) => runtimeInfo(identity),
  "status/config": ({ identity }) => configBody(identity),
};

const posted = new Set(["query", "query_range", "series", "labels"]);

/** Answers one request of the HTTP API, or of a person. */
export async function answer(backend: Backend, { req, res, method, path, query }: Exchange): Promise<void> {
  const name = /^\/api\/v1\/(.+)$/.exec(path)?.[1];
  if (name === undefined) return answerPages(backend, res, path, query);
  res.setHeader("access-control-allow-origin", "*");
  const valuesOf = /^label\/([^/]+)\/values$/.exec(name)?.[1];
  const handler: Api | undefined = valuesOf === undefined
    ? api[name]
    : ({ rules, clock }, params) => labelValues(labelSets(rules.source, params, clock(), false), valuesOf);
  if (!handler) return answerText(res, "404 page not found\n", 404);
  if (method !== "GET" && !(method === "POST" && posted.has(name))) return answerText(res, "Method Not Allowed\n", 405);
  try {
    answerData(res, handler(backend, await readParams(req, query)));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    answerError(res, error);
  }
}

function answerPages({ engine, rules, targets, place, clock }: Backend, res: Exchange["res"], path: string, query: URLSearchParams): void {
  switch (path) {
    case "/-/healthy":
      return answerText(res, "Prometheus Server is Healthy.\n");
    case "/-/ready":
      return answerText(res, "Prometheus Server is Ready.\n");
    case "/":
      res.writeHead(302, { location: "/graph" }).end();
      return;
    case "/graph":
      return answerPage(res, queryPage(place, engine, query, clock()));
    case "/alerts":
      return answerPage(res, alertsPage(place, rules.groups));
    case "/targets":
      return answerPage(res, targetsPage(place, targets(clock()), clock()));
    case "/favicon.ico":
      return answerJson(res, {}, 404);
    default:
      return answerText(res, "404 page not found\n", 404);
  }
}

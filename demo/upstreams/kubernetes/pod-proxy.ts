import type { ServerResponse, IncomingMessage } from "node:http";
import { answerText } from "../exporters/metrics-answer";
import { scrapeNode } from "../exporters/node-exporter";
import type { Api } from "./call";
import { listAt, textAt } from "./json-value";
import type { Route } from "./route";
import { badRequest, notFound, Refusal, serviceUnavailable } from "./status";

/** `name`, `name:port` or `scheme:name:port`, as the proxy's path takes it. */
function addressed(text: string): { name: string; port: string } {
  const parts = text.split(":");
  if (parts.length > 3 || (parts.length === 3 && parts[0] !== "http" && parts[0] !== "https" && parts[0] !== "")) {
    throw new Refusal(badRequest(`invalid pod request "${text}"`));
  }
  const [name = "", port = ""] = parts.length === 3 ? parts.slice(1) : parts;
  return { name, port };
}

/**
 * Carries a request to a pod. The only pods that answer are node exporters, on the port they are known by in the
 * cluster and on the one where they really listen.
 */
export function proxyToPod({ world, cluster, store }: Api, route: Route, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
  const { name, port } = addressed(route.name ?? "");
  const pod = store.get(route.kind, route.namespace, name);
  if (pod === undefined) throw new Refusal(notFound({ resource: "pods", group: "", name }));
  const node = cluster.nodes.find((each) => each.name === textAt(pod, "spec", "nodeName"));
  const exporter = listAt(pod, "metadata", "ownerReferences").some((owner) => textAt(owner, "kind") === "DaemonSet" && textAt(owner, "name") === "node-exporter");
  const answers = exporter && node !== undefined && ["", "9100", "http-metrics", String(node.exporter.port)].includes(port);
  if (!answers) throw new Refusal(serviceUnavailable(`error trying to reach service: dial tcp ${textAt(pod, "status", "podIP") ?? ""}:${port === "" ? 80 : port}: connect: connection refused`));
  if (route.rest !== "metrics") return answerText(request, response, 404, "404 page not found\n", "text/plain; charset=utf-8");
  const { status, text } = scrapeNode(world, node, query.getAll("collect[]"));
  answerText(request, response, status, text, ...(status === 200 ? [] : ["text/plain; charset=utf-8"]));
}

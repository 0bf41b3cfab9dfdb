import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { loopback } from "@/lib/wire/fixtures/loopback";
import { kubernetesWire } from "..";
import { ingress, service, toolServices } from "./fixtures/chart-objects";
import { toolIds } from "./fixtures/looked-through";
import { findTools } from ".";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** A Kubernetes API that answers with what `answer` returns; a number is a status. */
async function cluster(answer: (url: URL) => unknown) {
  const server = await loopback((request, response: ServerResponse) => {
    const found = answer(new URL(request.url ?? "/", "http://x"));
    response.writeHead(typeof found === "number" ? found : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(typeof found === "number" ? { kind: "Status", code: found } : found));
  });
  const wire = kubernetesWire({ via: "url", url: server.url, token: "castor-token" }, { name: "Kubernetes of Pollux" });
  open.push(wire, server);
  return { find: (namespaces: readonly string[] = []) => findTools(wire, { namespaces, tools: toolIds }), requests: server.requests };
}

const paths = { services: "/api/v1/services", ingresses: "/apis/networking.k8s.io/v1/ingresses", routes: "/apis/gateway.networking.k8s.io/v1/httproutes" };

describe("a look at a cluster", () => {
  it("lists with Castor's own account, everywhere and page by page, and only reads", async () => {
    const { find, requests } = await cluster(({ pathname, searchParams }) => {
      if (pathname !== paths.services) return { items: null };
      return searchParams.get("continue") === null ? { metadata: { continue: "next" }, items: toolServices.slice(0, 1) } : { items: toolServices.slice(2, 3) };
    });
    expect((await find()).things.map(({ tool }) => tool)).toEqual(["grafana", "prometheus"]);
    expect(requests.map(({ url }) => url).sort()).toEqual([`${paths.services}?limit=500`, `${paths.services}?limit=500&continue=next`, `${paths.routes}?limit=500`, `${paths.ingresses}?limit=500`].sort());
    expect(requests.every(({ method, headers }) => method === "GET" && headers.authorization === "Bearer castor-token" && headers["impersonate-user"] === undefined)).toBe(true);
  });

  it("asks nothing of an address that it found: who labels a Service does not decide what Castor asks", async () => {
    const { find, requests } = await cluster(({ pathname }) => ({
      items:
        pathname === paths.services
          ? [service("p47", "grafana", { labels: { "app.kubernetes.io/name": "grafana" }, annotations: { "castor-portal/url": "http://169.254.169.254/latest/meta-data" } })]
          : pathname === paths.ingresses
            ? [ingress("p47", "grafana", "localhost", "grafana")]
            : [],
    }));
    await find();
    expect(new Set(requests.map(({ url }) => url?.split("?")[0]))).toEqual(new Set(Object.values(paths)));
  });

  it("stays within the namespaces that the settings name", async () => {
    const { find, requests } = await cluster(() => ({ items: [] }));
    await find(["monitoring", "p47"]);
    expect(requests.map(({ url }) => url?.split("?")[0]).sort()).toEqual(
      ["monitoring", "p47"].flatMap((namespace) => [`/api/v1/namespaces/${namespace}/services`, `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`, `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`]).sort(),
    );
  });

  it("does not mind a cluster without the Gateway API", async () => {
    const { find } = await cluster(({ pathname }) => (pathname === paths.routes ? 404 : { items: pathname === paths.services ? toolServices : [] }));
    expect(await find()).toMatchObject({ things: { length: toolServices.length }, missing: [] });
  });

  it("says which right is missing, and finds the rest", async () => {
    const { find } = await cluster(({ pathname }) => (pathname === paths.services ? { items: toolServices } : 403));
    expect(await find()).toMatchObject({
      things: { length: toolServices.length },
      missing: ["Castor’s account may not list Ingresses of all namespaces, so nothing of theirs is found.", "Castor’s account may not list HTTPRoutes of all namespaces, so nothing of theirs is found."],
    });
    expect((await find(["monitoring"])).missing).toHaveLength(3);
  });

  it("fails where the cluster does not answer, or answers with something else", async () => {
    await expect((await cluster(() => 503)).find()).rejects.toMatchObject({ code: "unreachable" });
    await expect((await cluster(({ pathname }) => (pathname === paths.services ? { items: [{ metadata: {} }] } : { items: [] }))).find()).rejects.toMatchObject({ code: "unexpected-shape" });
    await expect((await cluster(({ pathname }) => (pathname === paths.services ? 404 : { items: [] }))).find()).rejects.toMatchObject({ code: "not-found" });
  });
});

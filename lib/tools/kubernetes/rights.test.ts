import { afterEach, describe, expect, it } from "vitest";
import { loopback, type Loopback } from "@/lib/wire/fixtures/loopback";
import { kubernetesWire } from "./connection";
import { createRights } from "./rights";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** An API server that lets `ada` do what is about pods. */
async function made(status = 201) {
  const bodies: { readonly spec: { readonly resourceAttributes: { readonly resource: string } } }[] = [];
  const server: Loopback = await loopback((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const review = JSON.parse(body) as (typeof bodies)[number];
      bodies.push(review);
      const allowed = review.spec.resourceAttributes.resource === "pods" && request.headers["impersonate-user"] === "ada";
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ status: allowed ? { allowed } : { allowed, reason: "no RBAC policy matched" } }));
    });
  });
  const wire = kubernetesWire({ via: "url", url: server.url, token: "castor" }, { name: "Kubernetes" });
  open.push(wire, server);
  let time = 0;
  const as = (name: string) => ({ key: name, headers: async () => ({ "impersonate-user": name }) });
  return { rights: createRights(wire, () => time), as, bodies, later: (ms: number) => void (time += ms) };
}

const right = (resource: string) => ({ verb: "patch", group: "", resource, namespace: "p47" });

describe("rights", () => {
  it("are asked one by one in the person's name and answered in their order", async () => {
    const { rights, as, bodies } = await made();
    expect(await rights(as("ada"), [right("nodes"), right("pods"), right("secrets")])).toEqual([
      { ...right("nodes"), allowed: false, reason: "no RBAC policy matched" },
      { ...right("pods"), allowed: true },
      { ...right("secrets"), allowed: false, reason: "no RBAC policy matched" },
    ]);
    expect(bodies).toContainEqual({ apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes: right("pods") } });
  });

  it("are asked again after ten seconds, and never lent to another", async () => {
    const { rights, as, bodies, later } = await made();
    await Promise.all([rights(as("ada"), [right("pods")]), rights(as("ada"), [right("pods"), right("pods")])]);
    expect(bodies).toHaveLength(1);
    expect(await rights(as("bob"), [right("pods")])).toMatchObject([{ allowed: false }]);
    later(10_001);
    await rights(as("ada"), [right("pods")]);
    expect(bodies).toHaveLength(3);
  });

  it("that nobody answered are not remembered, and never taken for given", async () => {
    const { rights, as, bodies } = await made(500);
    for (const asked of [1, 2]) {
      await expect(rights(as("ada"), [right("pods")])).rejects.toMatchObject({ code: "unreachable" });
      expect(bodies).toHaveLength(asked);
    }
  });
});

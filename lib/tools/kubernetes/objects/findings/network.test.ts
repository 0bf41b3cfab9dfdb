import { expect, it } from "vitest";
import { evidence, manifest, objectOf, pod, type Manifest } from "../fixtures/manifests";
import type { Member } from "../member";
import { ingresses } from "./ingresses";
import { services } from "./services";

const service = (spec: object = {}) => manifest("Service", "blueapi", {}, { spec: { selector: { app: "app" }, ports: [{ name: "http", port: 80, targetPort: "http" }], ...spec } });
const slice = (...ready: readonly boolean[]) => manifest("EndpointSlice", "blueapi-x", {}, { endpoints: ready.map((one) => ({ addresses: ["10.0.0.1"], conditions: { ready: one } })) });
const withPort = pod("a", { container: { spec: { ports: [{ name: "http", containerPort: 8000 }] } } });

it("finds services that lead nowhere, and why", () => {
  const title = (spec: object, ...children: readonly Manifest[]) => services(evidence(service(spec), { children }))[0]?.title;
  expect(title({}, slice())).toBe("The service leads nowhere: its selector matches no pod.");
  expect(title({}, slice(false), withPort)).toBe("The service leads nowhere: its pod is not ready.");
  expect(title({}, slice(), pod("a"))).toBe("The service leads nowhere: no container has a port called http.");
  expect(title({ selector: undefined }, slice())).toContain("nobody keeps its endpoints");
  expect(title({}, slice(true, false), withPort)).toBeUndefined();
  expect(title({ type: "ExternalName" }, slice())).toBeUndefined();
});

it("says nothing of a service whose endpoints could not be read", () => {
  expect(services(evidence(service(), { children: [withPort] }))).toEqual([]);
});

it("finds ingresses and routes to services and ports that do not exist", () => {
  const ingress = (port: object) => manifest("Ingress", "web", {}, { spec: { rules: [{ host: "p47.example.org", http: { paths: [{ path: "/", backend: { service: { name: "blueapi", port } } }] } }] } });
  const here: Member = { ref: objectOf(service()).ref, object: objectOf(service()), children: [] };
  const of = (raw: Manifest, member: Member) => ingresses({ ...evidence(raw), children: [member] }).map(({ title }) => title);
  expect(of(ingress({ number: 80 }), here)).toEqual([]);
  expect(of(ingress({ name: "http" }), here)).toEqual([]);
  expect(of(ingress({ number: 8080 }), here)).toEqual(["The service blueapi has no port 8080."]);
  expect(of(ingress({ number: 80 }), { ref: here.ref, gone: true, children: [] })).toEqual(["The service blueapi does not exist."]);
  // What may not be read is not accused.
  expect(of(ingress({ number: 80 }), { ref: here.ref, children: [] })).toEqual([]);
  const route = manifest("HTTPRoute", "web", {}, { spec: { rules: [{ backendRefs: [{ name: "blueapi", port: 8080 }] }] } });
  expect(of(route, here)).toEqual(["The service blueapi has no port 8080."]);
});

import type { WorldCluster } from "../../../world/cluster";
import { timestamp } from "../kind";
import { inNamespace, ofCluster } from "./manifest";
import type { Manifest } from "./manifest";

const balancer = "172.23.242.200";

/** Conditions that hold, as controllers write them. */
export const held = (since: string, ...types: readonly (readonly [type: string, reason: string, message: string])[]) =>
  types.map(([type, reason, message]) => ({ type, status: "True", reason, message, lastTransitionTime: since, observedGeneration: 1 }));

type Annotations = Readonly<Record<string, string>>;

/** An address that people open, given by an Ingress. */
export function ingress(namespace: string, name: string, host: string, service: string, port: string | number, annotations: Annotations, tls?: string): Manifest {
  const backend = { service: { name: service, port: typeof port === "string" ? { name: port } : { number: port } } };
  return inNamespace(namespace, "networking.k8s.io/v1", "Ingress", { name, annotations }, {
    spec: { ingressClassName: "nginx", ...(tls !== undefined && { tls: [{ hosts: [host], secretName: tls }] }), rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] },
    status: { loadBalancer: { ingress: [{ ip: balancer }] } },
  });
}

/** What the launcher Homepage reads. */
export const homepage = (group: string, name: string, more: Annotations = {}): Annotations => ({
  "gethomepage.dev/enabled": "true",
  "gethomepage.dev/name": name,
  "gethomepage.dev/group": group,
  ...Object.fromEntries(Object.entries(more).map(([key, value]) => [`gethomepage.dev/${key}`, value])),
});

/** The same given by a route of the Gateway; `found` is false where it leads to a Service that is not there. */
export function route(cluster: WorldCluster, namespace: string, name: string, hostname: string, { service, port, found = true, annotations }: { readonly service: string; readonly port: number; readonly found?: boolean; readonly annotations?: Annotations }): Manifest {
  const since = timestamp(cluster.origin + 86_400_000);
  const parentRef = { group: "gateway.networking.k8s.io", kind: "Gateway", namespace: "gateway-system", name: "beamlines" };
  const resolved = found
    ? held(since, ["ResolvedRefs", "ResolvedRefs", "Resolved all the Object references for the Route"])
    : [{ type: "ResolvedRefs", status: "False", reason: "BackendNotFound", message: `Service ${namespace}/${service} not found`, lastTransitionTime: since, observedGeneration: 1 }];
  return inNamespace(namespace, "gateway.networking.k8s.io/v1", "HTTPRoute", { name, ...(annotations && { annotations }) }, {
    spec: { parentRefs: [parentRef], hostnames: [hostname], rules: [{ matches: [{ path: { type: "PathPrefix", value: "/" } }], backendRefs: [{ group: "", kind: "Service", name: service, port, weight: 1 }] }] },
    status: { parents: [{ parentRef, controllerName: "gateway.envoyproxy.io/gatewayclass-controller", conditions: [...held(since, ["Accepted", "Accepted", "Route is accepted"]), ...resolved] }] },
  });
}

/** A port of every node; the site's firewall lets 30048 to 30060 through. */
function nodePort(namespace: string, name: string, app: string, port: number, targetPort: string | number, at: number): Manifest {
  return inNamespace(namespace, "v1", "Service", { name, labels: { app } }, { spec: { type: "NodePort", ports: [{ name: "http", port, targetPort, nodePort: at }], selector: { app } } });
}

/** What leads into the staging cluster: Ingresses, NodePorts, and the Gateway with its routes. */
function pollux(cluster: WorldCluster): readonly Manifest[] {
  const since = timestamp(cluster.origin + 86_400_000);
  return [
    ingress("p47-beamline", "p47-blueapi", "p47-blueapi.diamond.ac.uk", "p47-blueapi", "http", homepage("P47", "blueapi of P47", { description: "Runs the beamline's plans", icon: "mdi-robot-industrial" })),
    ingress("p47-beamline", "p47-opis", "p47-opis.diamond.ac.uk", "p47-epics-opis", "http", homepage("P47", "Screens of P47", { description: "The beamline's synoptics in a browser" }), "p47-opis-tls"),
    ingress("monitoring", "grafana", "grafana-pollux.diamond.ac.uk", "grafana", "http", homepage("Monitoring", "Grafana", { icon: "grafana.png" })),
    nodePort("p47-beamline", "p47-opis-nodeport", "p47-epics-opis", 80, "http", 30_048),
    nodePort("p47-beamline", "p47-rabbitmq-management", "p47-rabbitmq", 15_672, 15_672, 30_049),
    nodePort("p45-beamline", "bl45p-mo-brick-01-screens", "bl45p-mo-brick-01", 8080, 8080, 30_053),
    nodePort("p38-beamline", "bl38p-di-dcam-01-mjpeg", "bl38p-di-dcam-01", 8080, 8080, 30_057),
    ofCluster("gateway.networking.k8s.io/v1", "GatewayClass", "envoy", { spec: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller", description: "Envoy, for beamlines' web pages" }, status: { conditions: held(since, ["Accepted", "Accepted", "Valid GatewayClass"]) } }),
    inNamespace("gateway-system", "gateway.networking.k8s.io/v1", "Gateway", "beamlines", {
      spec: { gatewayClassName: "envoy", listeners: [{ name: "http", port: 80, protocol: "HTTP", hostname: "*.diamond.ac.uk", allowedRoutes: { namespaces: { from: "All" } } }] },
      status: { addresses: [{ type: "IPAddress", value: "172.23.242.201" }], conditions: held(since, ["Accepted", "Accepted", "The Gateway has been scheduled by Envoy Gateway"], ["Programmed", "Programmed", "Address assigned to the Gateway, 1/1 envoy Deployment replicas available"]), listeners: [{ name: "http", attachedRoutes: 4, supportedKinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }], conditions: held(since, ["Programmed", "Programmed", "Sending translated listener configuration to the data plane"]) }] },
    }),
    route(cluster, "p47-beamline", "p47-blueapi", "blueapi.p47.diamond.ac.uk", { service: "p47-blueapi", port: 8000 }),
    route(cluster, "training", "web", "web-gateway.diamond.ac.uk", { service: "web", port: 80 }),
    route(cluster, "training", "lost-route", "lost-gateway.diamond.ac.uk", { service: "no-such-service", port: 80, found: false }),
    inNamespace("training", "networking.istio.io/v1", "VirtualService", "web", { spec: { hosts: ["web.training.svc.cluster.local"], http: [{ route: [{ destination: { host: "web", subset: "stable" }, weight: 90 }, { destination: { host: "web", subset: "canary" }, weight: 10 }] }] }, status: {} }),
    inNamespace("training", "networking.istio.io/v1", "DestinationRule", "web", { spec: { host: "web", trafficPolicy: { loadBalancer: { simple: "LEAST_REQUEST" } }, subsets: [{ name: "stable", labels: { version: "stable" } }, { name: "canary", labels: { version: "canary" } }] }, status: {} }),
  ];
}

/** What leads into a cluster from outside. */
export function exposureManifests(cluster: WorldCluster): readonly Manifest[] {
  const ingressClass = ofCluster("networking.k8s.io/v1", "IngressClass", { name: "nginx", annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } }, { spec: { controller: "k8s.io/ingress-nginx" } });
  if (cluster.id === "pollux") return [ingressClass, ...pollux(cluster)];
  if (cluster.id === "i22") return [ingressClass, ingress("i22-beamline", "i22-blueapi", "i22-blueapi.diamond.ac.uk", "i22-blueapi", "http", homepage("I22", "blueapi of I22"))];
  // The portal's settings name these already, under the addresses of the demo.
  const known = { "castor-portal/hidden": "true" };
  return [
    ingressClass,
    ingress("argocd", "argocd-server", "argocd.diamond.ac.uk", "argocd-server", "https", homepage("Delivery", "Argo CD")),
    ingress("keycloak", "keycloak", "sign-in.diamond.ac.uk", "keycloak", "https", homepage("Sign-in", "Keycloak"), "keycloak-tls"),
    ingress("stackrox", "central", "stackrox.diamond.ac.uk", "central", "https", { ...homepage("Security", "StackRox"), ...known }),
    ingress("graylog", "graylog", "graylog.diamond.ac.uk", "graylog", "http", { ...homepage("Logs", "Graylog"), ...known }),
  ];
}

import { ageColumn } from "./definition";
import type { Definition } from "./definition";
import { conditionPath, conditions, flag, list, map, open, parts, whole, word, words } from "./field";

const gateway = { group: "gateway.networking.k8s.io", version: "v1", categories: ["gateway-api"] } as const;
const istio = { group: "networking.istio.io", version: "v1", categories: ["istio-io", "networking-istio-io"] } as const;

const parentRef = parts("Identifies the Gateway that a route wants to be attached to.", { group: word("Group of the referent."), kind: word("Kind of the referent."), namespace: word("Namespace of the referent."), name: word("Name of the referent."), sectionName: word("Name of a listener of the Gateway.") }, ["name"]);
const backendRef = parts("A Service that requests are sent to.", { name: word("Name of the referent."), namespace: word("Namespace of the referent."), port: whole("The Service's port.", { minimum: 1, maximum: 65_535 }), weight: whole("The share of requests sent to it.") }, ["name"]);

/** The kinds of the Gateway API. */
export const gatewayApi: readonly Definition[] = [
  {
    ...gateway,
    kind: "GatewayClass",
    plural: "gatewayclasses",
    shortNames: ["gc"],
    cluster: true,
    about: "GatewayClass describes a class of Gateways available to the user for creating Gateway resources.",
    spec: { controllerName: word("ControllerName is the name of the controller that is managing Gateways of this class."), description: word("Description helps describe a GatewayClass with more details."), parametersRef: open("A reference to a resource with the class's configuration.") },
    required: ["controllerName"],
    status: { conditions, supportedFeatures: list("Features that the class supports.", open("A feature.")) },
    columns: [["Controller", ".spec.controllerName"], ["Accepted", conditionPath("Accepted")], ageColumn, ["Description", ".spec.description", "string", 1]],
  },
  {
    ...gateway,
    kind: "Gateway",
    plural: "gateways",
    shortNames: ["gtw"],
    about: "Gateway represents an instance of a service-traffic handling infrastructure by binding Listeners to a set of IP addresses.",
    spec: {
      gatewayClassName: word("GatewayClassName is the name of a GatewayClass."),
      listeners: list("Listeners associated with this Gateway.", parts("A listener.", { name: word("Name of the listener."), hostname: word("Hostname to match."), port: whole("Port to listen on."), protocol: word("Protocol expected.", "HTTP", "HTTPS", "TCP", "TLS", "UDP"), tls: open("TLS configuration."), allowedRoutes: open("Which routes may attach.") }, ["name", "port", "protocol"])),
      addresses: list("Addresses requested for this Gateway.", open("An address.")),
    },
    required: ["gatewayClassName", "listeners"],
    status: { addresses: list("Addresses bound to the Gateway.", parts("An address.", { type: word("Type of the address."), value: word("The address.") })), conditions, listeners: list("Status of each listener.", open("A listener's status.")) },
    columns: [["Class", ".spec.gatewayClassName"], ["Address", ".status.addresses[*].value"], ["Programmed", conditionPath("Programmed")], ageColumn],
  },
  {
    ...gateway,
    kind: "HTTPRoute",
    plural: "httproutes",
    about: "HTTPRoute provides a way to route HTTP requests.",
    spec: {
      parentRefs: list("ParentRefs references the resources that a Route wants to be attached to.", parentRef),
      hostnames: words("Hostnames that should match against the HTTP Host header to select a HTTPRoute."),
      rules: list("Rules are a list of HTTP matchers, filters and actions.", parts("A rule.", { matches: list("Conditions of the rule.", open("A match.")), filters: list("Filters of matching requests.", open("A filter.")), backendRefs: list("Where matching requests are sent.", backendRef) })),
    },
    status: { parents: list("Status with respect to each parent.", open("A parent's status.")) },
    columns: [["Hostnames", ".spec.hostnames"], ageColumn],
  },
];

/** The kinds of Istio that the training shows. */
export const istioKinds: readonly Definition[] = [
  {
    ...istio,
    kind: "VirtualService",
    plural: "virtualservices",
    shortNames: ["vs"],
    about: "VirtualService configures traffic routing: who reaches which version of what.",
    spec: { hosts: words("The destination hosts to which traffic is being sent."), gateways: words("The names of gateways and sidecars that should apply these routes."), http: list("An ordered list of route rules for HTTP traffic.", parts("A route rule.", { match: list("Conditions of the rule.", open("A match.")), route: list("Where traffic goes, by weight.", open("A destination.")), timeout: word("Timeout of requests."), retries: open("Retry policy.") })) },
    status: { conditions },
    columns: [["Gateways", ".spec.gateways"], ["Hosts", ".spec.hosts"], ageColumn],
  },
  {
    ...istio,
    kind: "DestinationRule",
    plural: "destinationrules",
    shortNames: ["dr"],
    about: "DestinationRule defines policies for traffic to a service after routing has occurred.",
    spec: { host: word("The name of a service from the service registry."), trafficPolicy: open("Load balancing, connection pools, outlier detection and TLS."), subsets: list("Named sets of a service's pods.", parts("A subset.", { name: word("Name of the subset."), labels: map("Labels of its pods.") })) },
    required: ["host"],
    status: { conditions },
    columns: [["Host", ".spec.host"], ageColumn],
  },
];

/** Flagger's kind. */
export const flagger: readonly Definition[] = [
  {
    group: "flagger.app",
    version: "v1beta1",
    kind: "Canary",
    plural: "canaries",
    categories: ["all"],
    about: "Canary is the progressive delivery of a workload, judged by metrics.",
    spec: {
      targetRef: parts("The workload that is delivered.", { apiVersion: word("Its API version."), kind: word("Its kind."), name: word("Its name.") }, ["kind", "name"]),
      service: open("The Services and routes that Flagger makes."),
      analysis: parts("How the new version is judged.", { interval: word("Time between checks."), threshold: whole("How many failed checks end it."), maxWeight: whole("The largest share of traffic."), stepWeight: whole("How much each step adds."), metrics: list("What is measured.", open("A metric.")) }),
      progressDeadlineSeconds: whole("Seconds until a delivery without progress is given up."),
      suspend: flag("Whether the delivery is suspended."),
      autoscalerRef: open("An autoscaler of the workload."),
    },
    required: ["targetRef", "service", "analysis"],
    status: { phase: word("The phase of the delivery.", "Initializing", "Initialized", "Waiting", "Progressing", "Promoting", "Finalising", "Succeeded", "Failed"), canaryWeight: whole("The new version's share of traffic."), failedChecks: whole("Failed checks so far."), iterations: whole("Checks so far."), lastAppliedSpec: word("Hash of the delivered spec."), lastTransitionTime: word("When the phase changed last."), conditions },
    columns: [["Status", ".status.phase"], ["Weight", ".status.canaryWeight"], ["Suspended", ".spec.suspend", "boolean", 1], ["FailedChecks", ".status.failedChecks", "string", 1], ["Interval", ".spec.analysis.interval", "string", 1], ["StepWeight", ".spec.analysis.stepWeight", "string", 1], ["MaxWeight", ".spec.analysis.maxWeight", "string", 1], ["LastTransitionTime", ".status.lastTransitionTime"]],
  },
];


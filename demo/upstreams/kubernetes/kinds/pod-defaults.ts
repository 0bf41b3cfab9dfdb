import { dig, isObject, listAt, objectAt } from "../json-value";

type Fields = Readonly<Record<string, unknown>>;

/** What the API server writes where a probe's maker was silent. */
const probeDefaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

function probed(probe: unknown): object {
  if (!isObject(probe)) return {};
  const { httpGet } = probe;
  return { ...probeDefaults, ...probe, ...(isObject(httpGet) && { httpGet: { path: "/", scheme: "HTTP", ...httpGet } }) };
}

function containerDefaults(container: unknown): Fields {
  const given = isObject(container) ? container : {};
  const image = typeof given.image === "string" ? given.image : "";
  const latest = !/[:@][^/]*$/.test(image) || image.endsWith(":latest");
  const limits = objectAt(given, "resources", "limits");
  const requests = { ...limits, ...objectAt(given, "resources", "requests") };
  const probes = ["livenessProbe", "readinessProbe", "startupProbe"].filter((key) => given[key] !== undefined);
  return {
    ...given,
    ...(Array.isArray(given.ports) && { ports: given.ports.map((port: unknown) => ({ protocol: "TCP", ...(isObject(port) ? port : {}) })) }),
    imagePullPolicy: given.imagePullPolicy ?? (latest ? "Always" : "IfNotPresent"),
    resources: { ...objectAt(given, "resources"), ...(Object.keys(requests).length > 0 && { requests }) },
    terminationMessagePath: given.terminationMessagePath ?? "/dev/termination-log",
    terminationMessagePolicy: given.terminationMessagePolicy ?? "File",
    ...Object.fromEntries(probes.map((key) => [key, probed(given[key])])),
  };
}

/** A pod's spec with what the API server fills in. */
export function podSpecDefaults(spec: Fields): Fields {
  const account = spec.serviceAccountName ?? spec.serviceAccount ?? "default";
  return {
    ...spec,
    ...(Array.isArray(spec.initContainers) && { initContainers: spec.initContainers.map(containerDefaults) }),
    containers: listAt(spec, "containers").map(containerDefaults),
    restartPolicy: spec.restartPolicy ?? "Always",
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    dnsPolicy: spec.dnsPolicy ?? "ClusterFirst",
    serviceAccountName: account,
    serviceAccount: account,
    securityContext: spec.securityContext ?? {},
    schedulerName: spec.schedulerName ?? "default-scheduler",
    enableServiceLinks: spec.enableServiceLinks ?? true,
  };
}

/** A workload's pod template with what the API server fills in. It gives no account: that is each pod's. */
export function withTemplate(template: Fields): Fields {
  const given = objectAt(template, "spec");
  const { enableServiceLinks: _, serviceAccount, serviceAccountName, ...spec } = podSpecDefaults(given);
  const named = given.serviceAccountName === undefined && given.serviceAccount === undefined ? {} : { serviceAccount, serviceAccountName };
  return { ...template, metadata: { creationTimestamp: null, ...objectAt(template, "metadata") }, spec: { ...spec, ...named } };
}

/** The quality of service that follows from a pod's requests and limits. */
export function qualityOf(spec: Fields): "Guaranteed" | "Burstable" | "BestEffort" {
  const containers = [...listAt(spec, "initContainers"), ...listAt(spec, "containers")];
  const asked = containers.map((container) => ({ requests: objectAt(container, "resources", "requests"), limits: objectAt(container, "resources", "limits") }));
  if (asked.every(({ requests, limits }) => Object.keys(requests).length + Object.keys(limits).length === 0)) return "BestEffort";
  const whole = asked.every(({ requests, limits }) => ["cpu", "memory"].every((key) => limits[key] !== undefined && (requests[key] === undefined || dig(requests, key) === limits[key])));
  return whole ? "Guaranteed" : "Burstable";
}

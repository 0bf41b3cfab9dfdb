/** One container of a workload's pods. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  /** Cores. */
  readonly cpu: { readonly request: number; readonly limit?: number };
  /** Bytes. */
  readonly memory: { readonly request: number; readonly limit?: number };
  /** The fraction of scheduling periods in which it is held back, where that is worth telling. */
  readonly throttled?: number;
}

/** What a cluster is asked to run: the pods follow from it. */
export interface Workload {
  readonly kind: "StatefulSet" | "Deployment" | "DaemonSet";
  readonly namespace: string;
  readonly name: string;
  /** Of a DaemonSet: left out, it runs on every node. */
  readonly replicas: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerSpec[];
  /** The node its pods are bound to, where it matters. */
  readonly node?: string;
  readonly hostNetwork?: boolean;
  /** What its Service offers, where it has one. */
  readonly service?: { readonly type?: "LoadBalancer"; readonly ports: readonly { readonly name: string; readonly port: number }[] };
}

/** The parts of a workload that most leave alone. */
export interface Rest {
  readonly labels?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly hostNetwork?: boolean;
  readonly replicas?: number;
  readonly cores?: number;
  readonly memoryMiB?: number;
  readonly service?: NonNullable<Workload["service"]>;
}

const mebi = 2 ** 20;

/** A container with requests at a fifth and a quarter of its limits, as the IOC chart has them. */
export function container(name: string, image: string, cores = 0.5, memoryMiB = 256): ContainerSpec {
  return {
    name,
    image,
    cpu: { request: cores / 5, limit: cores },
    memory: { request: Math.round(memoryMiB / 4) * mebi, limit: memoryMiB * mebi },
  };
}

/** A workload of one container named after it; more containers are given by name and image. */
export function workload(
  kind: Workload["kind"],
  namespace: string,
  name: string,
  images: string | Readonly<Record<string, string>>,
  { labels = {}, replicas = 1, cores, memoryMiB, ...rest }: Rest = {},
): Workload {
  const list = typeof images === "string" ? { [name]: images } : images;
  return {
    kind,
    namespace,
    name,
    replicas,
    labels: { app: name, "app.kubernetes.io/name": name, ...labels },
    containers: Object.entries(list).map(([key, image]) => container(key, image, cores, memoryMiB)),
    ...rest,
  };
}

/** An IOC as its chart deploys it: a StatefulSet on the host's network, stopped when it has no replica. */
export function ioc(domain: string, name: string, image: string, { stopped = false, node = `${domain}-srv-01`, description = "" } = {}): Workload {
  return workload("StatefulSet", `${domain}-beamline`, name, image, {
    replicas: stopped ? 0 : 1,
    node,
    hostNetwork: true,
    labels: {
      location: name.split("-")[0] ?? name,
      domain,
      enabled: stopped ? "false" : "true",
      ioc: "true",
      ...(description === "" ? {} : { description: description.replaceAll(" ", "_") }),
    },
  });
}

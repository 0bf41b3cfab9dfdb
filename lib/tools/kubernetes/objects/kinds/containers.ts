import { duration, type FactGroup, type FactValue } from "@/lib/model";
import { bytes, cores, table, told } from "../fact";
import { named } from "../family/known";
import type { Field } from "../field";

/** `registry/team/app:1.2@sha256:…` without the digest, which nobody reads. */
export const imageName = (image: string | undefined): string => (image ?? "").replace(/@sha256:[0-9a-f]{64}$/, (digest) => `@${digest.slice(1, 14)}…`);

/** What a container asks for and may use: "0.25 cores to 1.00 cores". */
function room(resources: Field, name: "cpu" | "memory"): string {
  const read = name === "cpu" ? cores : bytes;
  const [request, limit] = [read(resources.at(`requests.${name}`)), read(resources.at(`limits.${name}`))];
  if (request === undefined && limit === undefined) return "not set";
  if (limit === undefined) return `${request ?? ""}, no limit`;
  if (request === undefined || request === limit) return `at most ${limit}`;
  const [from = "", unit] = request.split(" ");
  return `${limit.endsWith(` ${unit ?? ""}`) ? from : request} to ${limit}`;
}

/** A probe in words: "GET /ready on port http every 10 s, 3 failures". */
export function probeWords(probe: Field): string {
  const [http, tcp, exec, grpc] = [probe.at("httpGet"), probe.at("tcpSocket"), probe.at("exec"), probe.at("grpc")];
  const what = http.exists
    ? `GET ${http.at("path").text ?? "/"} on port ${http.at("port").text ?? "?"}`
    : tcp.exists
      ? `connect to port ${tcp.at("port").text ?? "?"}`
      : grpc.exists
        ? `gRPC health on port ${grpc.at("port").text ?? "?"}`
        : exec.exists
          ? `run ${exec.at("command").words.join(" ").slice(0, 80)}`
          : "unknown";
  return `${what} every ${probe.at("periodSeconds").number ?? 10} s, ${probe.at("timeoutSeconds").number ?? 1} s each, ${probe.at("failureThreshold").number ?? 3} failures`;
}

/** What the containers of a pod template are: for pods and for workloads. */
export function containerFacts(spec: Field): readonly FactGroup[] {
  const init = spec.at("initContainers").list.map((container) => ({ container, type: container.at("restartPolicy").text === "Always" ? "sidecar" : "init" }));
  const all = [...init, ...spec.at("containers").list.map((container) => ({ container, type: "" }))];
  const rows = all.map(({ container, type }): (FactValue | string)[] => [
    `${container.at("name").text ?? ""}${type === "" ? "" : ` (${type})`}`,
    imageName(container.at("image").text),
    room(container.at("resources"), "cpu"),
    room(container.at("resources"), "memory"),
    container.at("ports").list.map((port) => `${port.at("name").text ?? ""} ${port.at("containerPort").text ?? ""}/${port.at("protocol").text ?? "TCP"}`.trim()).join(", ") || "–",
  ]);
  const probes = all.flatMap(({ container }) =>
    ["startup", "readiness", "liveness"].flatMap((name) => {
      const probe = container.at(`${name}Probe`);
      return probe.exists ? [[container.at("name").text ?? "", name, probeWords(probe)]] : [];
    }),
  );
  return [...table("Containers", ["Name", "Image", "CPU", "Memory", "Ports"], rows), ...table("Probes", ["Container", "Probe", "Asks"], probes)];
}

/** A container's state in words, with how it ended last. */
export function containerState(status: Field, now: number): FactValue {
  const { waiting, running, terminated } = { waiting: status.at("state.waiting"), running: status.at("state.running"), terminated: status.at("state.terminated") };
  if (waiting.exists) return told(waiting.at("reason").text ?? "Waiting", waiting.at("reason").text === "ContainerCreating" || waiting.at("reason").text === "PodInitializing" ? "progressing" : "bad", waiting.at("message").text);
  if (terminated.exists) {
    const code = terminated.at("exitCode").number ?? 0;
    return told(`${terminated.at("reason").text ?? "Ended"}, exit code ${code}`, code === 0 ? "stopped" : "bad", terminated.at("message").text);
  }
  if (running.exists) {
    const since = running.at("startedAt").time;
    const ready = status.at("ready").flag === true;
    return told(`${ready ? "Running" : "Running, not ready"}${since === undefined ? "" : ` for ${duration(now - since)}`}`, ready ? "well" : "warning");
  }
  return told("Not started", "progressing");
}

/** Where a template's volumes come from; what they name is in the pods' own namespace. */
export function volumeFacts(spec: Field, namespace: string | undefined): readonly FactGroup[] {
  const mounts = [...spec.at("initContainers").list, ...spec.at("containers").list].flatMap((container) =>
    container.at("volumeMounts").list.map((mount) => ({ volume: mount.at("name").text ?? "", path: `${container.at("name").text ?? ""}:${mount.at("mountPath").text ?? ""}` })),
  );
  const rows = spec.at("volumes").list
    .filter((volume) => !(volume.at("name").text ?? "").startsWith("kube-api-access-"))
    .map((volume) => [volume.at("name").text ?? "", volumeSource(volume, namespace), mounts.filter((mount) => mount.volume === volume.at("name").text).map(({ path }) => path).join(", ") || "not mounted"]);
  return table("Volumes", ["Name", "From", "Mounted at"], rows);
}

const objects: Readonly<Record<string, readonly [kind: string, field: string]>> = { configMap: ["ConfigMap", "name"], secret: ["Secret", "secretName"], persistentVolumeClaim: ["PersistentVolumeClaim", "claimName"] };
const others: Readonly<Record<string, string>> = { emptyDir: "Empty directory", hostPath: "Path on the node", projected: "Several sources", nfs: "NFS", csi: "CSI driver", ephemeral: "Claim of its own", downwardAPI: "The pod's own fields" };

function volumeSource(volume: Field, namespace: string | undefined): FactValue {
  const [source = "", place] = volume.entries.find(([key]) => key !== "name") ?? [];
  const [kind, key] = objects[source] ?? [];
  const name = key === undefined ? undefined : place?.at(key).text;
  if (kind !== undefined && name !== undefined) return { ref: named(kind, name, namespace), text: `${kind} ${name}` };
  const words = [others[source] ?? source, place?.at("server").text, place?.at("path").text, place?.at("driver").text];
  return { text: words.filter((word) => word !== undefined).join(" ") };
}

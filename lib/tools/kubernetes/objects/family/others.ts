import { wellKnownKind, type ObjectRef, type Wellness } from "@/lib/model";
import type { Field } from "../field";
import type { KubeObject } from "../kube-object";
import type { FindKin } from "./kin";
import { known } from "./known";

/** HorizontalPodAutoscaler and ScaledObject: what they scale. */
export const scaleTarget: FindKin = async ({ ref, body }, reader) => {
  const target = body.at("spec.scaleTargetRef");
  const name = target.at("name").text;
  const kind = await reader.names.named(target.at("apiVersion").text ?? "apps/v1", target.at("kind").text ?? "Deployment", reader.headers);
  if (name === undefined || kind === undefined) return {};
  const { group, version, resource } = kind;
  return { refs: [{ group, version, resource, kind: kind.kind, name, ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }) }] };
};

/** Node: the pods on it that the person may see. */
export const podsOnNode: FindKin = async ({ ref }, reader) => {
  const { objects, more } = await reader.list(known("Pod"), { fieldSelector: `spec.nodeName=${ref.name}`, limit: 500 });
  return { members: objects.map((pod) => ({ ref: pod.ref, object: pod, children: [] })), more };
};

/** The names of ConfigMaps, Secrets and claims that a pod uses, by kind. */
export function usedBy(pod: KubeObject, kind: "ConfigMap" | "Secret" | "ServiceAccount"): readonly string[] {
  const spec = pod.body.at("spec");
  if (kind === "ServiceAccount") return [spec.at("serviceAccountName").text ?? "default"];
  const [lower, volume] = kind === "ConfigMap" ? ["configMap", "configMap.name"] : ["secret", "secret.secretName"];
  const containers = [...spec.at("containers").list, ...spec.at("initContainers").list];
  const names: (Field | undefined)[] = [
    ...containers.flatMap((container) => [
      ...container.at("envFrom").list.map((from) => from.at(`${lower}Ref.name`)),
      ...container.at("env").list.map((env) => env.at(`valueFrom.${lower}KeyRef.name`)),
    ]),
    ...spec.at("volumes").list.flatMap((one) => [one.at(volume ?? ""), ...one.at("projected.sources").list.map((source) => source.at(`${lower}.name`))]),
    ...(kind === "Secret" ? spec.at("imagePullSecrets").list.map((secret) => secret.at("name")) : []),
  ];
  return names.flatMap((name) => name?.text ?? []);
}

/** ConfigMap, Secret, ServiceAccount: the pods of the namespace that use it; asked seldom, as nothing here is urgent. */
export const users: FindKin = ({ ref }, reader) =>
  reader.slowly(`users of ${ref.kind} ${ref.name}`, 15_000, async () => {
    const { objects } = await reader.list(known("Pod"), { namespace: ref.namespace, limit: 500 });
    const found = objects.filter((pod) => usedBy(pod, ref.kind as "ConfigMap").includes(ref.name));
    return { members: found.map((pod) => ({ ref: pod.ref, object: pod, children: [] })) };
  });

const healths: Readonly<Record<string, Wellness>> = { Healthy: "well", Progressing: "progressing", Degraded: "bad", Missing: "bad", Suspended: "stopped" };

/** An Argo CD Application's health and sync as one of Castor's states. */
export function argoWellness(health: string | undefined, sync: string | undefined): Wellness {
  const found = health === undefined ? undefined : healths[health];
  if (sync === "OutOfSync" && (found === undefined || found === "well")) return "warning";
  return found ?? (sync === "Synced" ? "well" : "unknown");
}

/** Argo CD Application: its resources as it lists them itself, with its own word on how they are. */
export const argoResources: FindKin = async ({ body }, reader) => {
  const listed = body.at("status.resources").list;
  const told = await Promise.all(
    listed.map(async (resource) => {
      const [kind, group, version, name] = [resource.at("kind").text ?? "", resource.at("group").text ?? "", resource.at("version").text ?? "v1", resource.at("name").text ?? ""];
      const usual = wellKnownKind(kind, group);
      const found = usual ?? (await reader.names.named(group === "" ? version : `${group}/${version}`, kind, reader.headers));
      if (found === undefined || name === "") return [];
      const namespace = resource.at("namespace").text;
      const ref: ObjectRef = { group, version: found.version, resource: found.resource, kind, name, ...(namespace === undefined ? {} : { namespace }) };
      const [health, sync] = [resource.at("health.status").text, resource.at("status").text];
      return [{ ref, standing: { wellness: argoWellness(health, sync), status: [health, sync].filter((word) => word !== undefined).join(", ") } }];
    }),
  );
  return { told: told.flat() };
};

/** What operators usually make of their own kinds. Secrets are left out: nobody should read them all to draw a tree. */
const usuallyOwned = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod", "Service", "ConfigMap", "PersistentVolumeClaim", "ServiceAccount", "Ingress", "HTTPRoute", "HorizontalPodAutoscaler"];

/** Any other kind: what names it as its owner among the usual kinds and those of its own API group, in its namespace. Asked seldom. */
export const owned: FindKin = (object, reader) => {
  const { ref } = object;
  if (ref.namespace === undefined || !ref.group.includes(".") || ref.group.endsWith(".k8s.io")) return Promise.resolve({});
  return reader.slowly(`owned by ${object.uid}`, 15_000, async () => {
    const own = await reader.names.ofGroup(ref.group, ref.version, reader.headers).catch(() => []);
    const kinds = [...usuallyOwned.map(known), ...own.filter(({ namespaced, resource }) => namespaced && resource !== ref.resource)].slice(0, 40);
    const lists = await Promise.all(kinds.map((kind) => reader.list(kind, { namespace: ref.namespace, limit: 500 })));
    const objects = lists.flatMap((list) => list.objects.filter(({ owners }) => owners.some(({ uid }) => uid === object.uid)));
    return { objects };
  });
};

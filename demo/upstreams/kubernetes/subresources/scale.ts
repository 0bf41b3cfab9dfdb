import type { Call } from "../call";
import { dig, isObject, numberAt, textAt, withAt } from "../json-value";
import type { Kind, KubeObject } from "../kind";
import { selectorText } from "../label-selector";
import { jsonPatch } from "../patch/json-patch";
import { mergePatch } from "../patch/merge-patch";
import { badRequest, invalid, noSuchPath, Refusal, unsupportedMediaType } from "../status";
import { sentObject, sentType, sentValue } from "../write/body";
import { commit } from "../write/commit";
import { checkVersion, needed } from "../write/target";

const pathOf = (path: string) => path.split(".").filter((step) => step !== "");

/** An object's scale: how many it wants, how many there are, and which pods those are. */
export function scaleOf(kind: Kind, object: KubeObject): KubeObject {
  const paths = kind.scale;
  const [wanted, there] = paths === undefined ? [["spec", "replicas"], ["status", "replicas"]] : [pathOf(paths.specReplicasPath), pathOf(paths.statusReplicasPath)];
  const selected = paths?.labelSelectorPath === undefined ? undefined : dig(object, ...pathOf(paths.labelSelectorPath));
  const selector = typeof selected === "string" ? selected : selectorText(paths === undefined ? dig(object, "spec", "selector") : selected);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    apiVersion: "autoscaling/v1",
    kind: "Scale",
    metadata: { name, ...(namespace !== undefined && { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, ...(wanted ?? [])) ?? 0 },
    status: { replicas: numberAt(object, ...(there ?? [])) ?? 0, ...(selector !== "" && { selector }) },
  };
}

/** Answers GET, PUT and PATCH of a scale. Throws a Refusal. */
export async function scale(call: Call): Promise<KubeObject> {
  const { kind } = call.route;
  const method = call.request.method ?? "GET";
  if (method === "GET") return scaleOf(kind, needed(call));
  const type = sentType(call.request);
  const sent = method === "PUT" ? await sentObject(call.request) : await sentValue(call.request, type.endsWith("yaml"));
  const before = needed(call);
  const current = scaleOf(kind, before);
  if (method === "PATCH" && !/json-patch|merge-patch|apply-patch/.test(type)) throw new Refusal(unsupportedMediaType(["application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml"]));
  if (method !== "PUT" && method !== "PATCH") throw new Refusal(noSuchPath());
  const wanted = method === "PUT" ? sent : type.includes("json-patch") ? jsonPatch(current, sent) : mergePatch(current, sent);
  if (!isObject(wanted)) throw new Refusal(badRequest("the object provided is unrecognized (must be of type object)"));
  checkVersion(call.route, before, { resourceVersion: textAt(wanted, "metadata", "resourceVersion") });
  const replicas = dig(wanted, "spec", "replicas") ?? 0;
  if (typeof replicas !== "number" || !Number.isInteger(replicas)) throw new Refusal(badRequest("Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32"));
  if (replicas < 0) throw new Refusal(invalid({ kind: "Scale", group: "autoscaling" }, before.metadata.name, [{ reason: "FieldValueInvalid", message: `Invalid value: ${replicas}: must be greater than or equal to 0`, field: "spec.replicas" }]));
  const path = kind.scale === undefined ? ["spec", "replicas"] : pathOf(kind.scale.specReplicasPath);
  return scaleOf(kind, commit({ call, before, after: withAt(before, path, replicas), part: "scale" }));
}

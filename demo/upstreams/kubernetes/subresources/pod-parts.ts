import type { Call } from "../call";
import { dig, numberAt, objectAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { conflict, Refusal, success } from "../status";
import type { Status } from "../status";
import { sentObject } from "../write/body";
import { commit } from "../write/commit";
import { isDry, needed, subjectOf } from "../write/target";

/** Answers a scheduler's decision: the pod gets its node. */
export async function bind(call: Call): Promise<Status> {
  const sent = await sentObject(call.request);
  const pod = needed(call);
  const node = textAt(sent, "target", "name") ?? "";
  const bound = textAt(pod, "spec", "nodeName") ?? "";
  if (bound !== "") throw new Refusal(conflict(subjectOf(call.route), `pod ${pod.metadata.name} is already assigned to node "${bound}"`));
  if (!isDry(call.query)) call.api.store.put(call.route.kind, { ...pod, spec: { ...objectAt(pod, "spec"), nodeName: node } });
  return { ...success(subjectOf(call.route)), code: 201 };
}

/** Answers a request for a service account's token: a new bearer token that this server knows. */
export async function tokenFor(call: Call): Promise<KubeObject> {
  const sent = await sentObject(call.request);
  const account = needed(call);
  const { name, namespace = "" } = account.metadata;
  const seconds = numberAt(sent, "spec", "expirationSeconds") ?? 3_600;
  const token = call.api.issueToken({ name: `system:serviceaccount:${namespace}:${name}`, groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"] });
  return {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    metadata: { ...account.metadata },
    spec: { ...objectAt(sent, "spec"), expirationSeconds: seconds },
    status: { token, expirationTimestamp: timestamp(call.api.now() + seconds * 1_000) },
  };
}

/** Answers `kubectl debug`: containers are added to a running pod, and nothing else is changed. */
export async function addEphemeral(call: Call, after: (before: KubeObject) => Promise<KubeObject>): Promise<KubeObject> {
  const before = needed(call);
  const wanted = await after(before);
  return commit({ call, before, after: { ...before, spec: { ...objectAt(before, "spec"), ephemeralContainers: dig(wanted, "spec", "ephemeralContainers") ?? [] } }, part: "ephemeralcontainers" });
}

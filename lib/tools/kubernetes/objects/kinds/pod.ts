import type { LogPod } from "@/lib/model";
import { nodePod } from "../../pod-status";
import { pod as podSchema } from "../../schema";
import { are, at, chips, count, fact, group, link, table, told } from "../fact";
import { named } from "../family/known";
import type { Field } from "../field";
import { defineKind, state, type State } from "../kind-knowledge";
import type { KubeObject } from "../kube-object";
import { containerFacts, containerState, volumeFacts } from "./containers";

const passing = /^(?:ContainerCreating|PodInitializing|Pending|Init:\d+\/\d+)$/;

function podState(object: KubeObject): State {
  const parsed = podSchema.safeParse(object.body.raw);
  if (!parsed.success) return state("unknown", object.body.at("status.phase").text ?? "Unknown", "Kubernetes says nothing about it yet.");
  const { status, ready, containers, restarts } = nodePod(parsed.data);
  const [all, again] = [`${ready}/${containers} ready`, restarts === 0 ? "" : ` It was restarted ${restarts === 1 ? "once" : `${restarts} times`}.`];
  if (status === "Running" && ready === containers) return state("well", all, `${containers === 1 ? "Its container runs and is" : `All ${containers} containers run and are`} ready.${again}`);
  if (status === "Running") return state("warning", all, `${ready} of ${count(containers, "container")} ${are(ready, containers)} ready.${again}`);
  if (status === "Completed" || status === "Succeeded") return state("stopped", status, "It has done its work.");
  if (status === "Terminating") return state("stopped", status, "It is being deleted.");
  if (passing.test(status)) return state("progressing", status, status === "Pending" ? "It waits for a node." : "Its containers are being started.");
  return state("bad", status, `Its state is ${status}; ${ready} of ${count(containers, "container")} ${are(ready, containers)} ready.${again}`);
}

/** Statuses of all containers, in the spec's order within each list. */
export function containerStatuses({ body }: KubeObject): readonly { readonly status: Field; readonly spec: Field; readonly type: LogPod["containers"][number]["type"] }[] {
  const of = (list: string, statuses: string, type: "container" | "init" | "ephemeral") =>
    body.at(`spec.${list}`).list.map((spec) => {
      const status = body.at(`status.${statuses}`).list.find((one) => one.at("name").text === spec.at("name").text);
      return { spec, status: status ?? body.at("status.none"), type: type === "init" && spec.at("restartPolicy").text === "Always" ? ("sidecar" as const) : type };
    });
  return [...of("initContainers", "initContainerStatuses", "init"), ...of("containers", "containerStatuses", "container"), ...of("ephemeralContainers", "ephemeralContainerStatuses", "ephemeral")];
}

/** The pod with its containers, for reading logs. */
export function logPod(object: KubeObject): LogPod {
  return {
    namespace: object.ref.namespace ?? "",
    name: object.ref.name,
    containers: containerStatuses(object).map(({ spec, status, type }) => ({
      name: spec.at("name").text ?? "",
      type,
      restarts: status.at("restartCount").number ?? 0,
      running: status.at("state.running").exists,
    })),
  };
}

export const pod = defineKind({
  kind: "/Pod",
  state: podState,
  facts({ object, now }) {
    const { body, ref } = object;
    const spec = body.at("spec");
    const statuses = containerStatuses(object);
    const node = spec.at("nodeName").text;
    return [
      ...group(
        "Pod",
        fact("Node", link(node === undefined ? undefined : named("Node", node, undefined))),
        fact("Address", chips(body.at("status.podIPs").list.flatMap((address) => address.at("ip").text ?? []))),
        fact("Started", at(body.at("status.startTime").time)),
        fact("Quality of service", body.at("status.qosClass").text),
        fact("Service account", link(named("ServiceAccount", spec.at("serviceAccountName").text ?? "default", ref.namespace))),
        fact("Restart policy", spec.at("restartPolicy").text),
        fact("Priority class", spec.at("priorityClassName").text),
        fact("Network", spec.at("hostNetwork").flag === true ? told("The node's own", "warning", "Its ports are the node's, and its network figures too.") : undefined),
      ),
      ...table(
        "State of the containers",
        ["Name", "State", "Restarts", "Last ended"],
        statuses.map(({ spec: container, status }) => {
          const last = status.at("lastState.terminated");
          return [
            container.at("name").text ?? "",
            containerState(status, now),
            String(status.at("restartCount").number ?? 0),
            last.exists ? told(`${last.at("reason").text ?? "Ended"}, exit code ${last.at("exitCode").text ?? "?"}`) : "–",
          ];
        }),
      ),
      ...containerFacts(spec),
      ...volumeFacts(spec, ref.namespace),
    ];
  },
});

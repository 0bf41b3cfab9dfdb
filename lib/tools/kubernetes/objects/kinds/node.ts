import { nodeInfo } from "../../node-info";
import { node as nodeSchema } from "../../schema";
import { bytes, chips, cores, fact, group, table, told } from "../fact";
import { defineKind, state } from "../kind-knowledge";

export const node = defineKind({
  kind: "/Node",
  state({ body }) {
    const parsed = nodeSchema.safeParse(body.raw);
    if (!parsed.success) return state("unknown", "Unknown", "Kubernetes says nothing about it yet.");
    const { ready, schedulable, conditions } = nodeInfo(parsed.data);
    if (!ready) return state("bad", "Not ready", "It is not ready: its pods may not run.");
    const pressed = conditions.map(({ type }) => type);
    if (pressed.length > 0) return state("warning", pressed.join(", "), `It is ready, but says ${pressed.join(" and ")}.`);
    return schedulable ? state("well", "Ready", "It is ready and takes pods.") : state("warning", "Ready, cordoned", "It is ready, but cordoned: it takes no new pods.");
  },
  facts({ object: { body, labels }, children }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const info = status.at("nodeInfo");
    const capacity = (name: string) => [status.key("allocatable").key(name), status.key("capacity").key(name)] as const;
    const rows = status.at("capacity").entries.map(([name]) => {
      const read = name === "cpu" ? cores : /memory|storage|hugepages/.test(name) ? bytes : (value: { readonly text: string | undefined }) => value.text;
      return [name, ...capacity(name).map((value) => read(value) ?? "–")];
    });
    return [
      ...group(
        "Node",
        fact("Roles", chips(Object.keys(labels).filter((label) => label.startsWith("node-role.kubernetes.io/")).map((label) => label.slice(24)).filter((role) => role !== ""))),
        fact("Takes new pods", spec.at("unschedulable").flag === true ? told("No, it is cordoned", "warning") : "Yes"),
        fact("Addresses", chips(status.at("addresses").list.map((address) => `${address.at("type").text ?? ""} ${address.at("address").text ?? ""}`))),
        fact("Pods you may see", children.length === 0 ? undefined : `${children.length}`),
        fact("Kubelet", info.at("kubeletVersion").text),
        fact("System", info.at("osImage").text),
        fact("Kernel", info.at("kernelVersion").text),
        fact("Processor", info.at("architecture").text),
        fact("Container runtime", info.at("containerRuntimeVersion").text),
        fact("Zone", labels["topology.kubernetes.io/zone"]),
      ),
      ...table("What it has", ["Resource", "For pods", "In all"], rows),
      ...table("Taints", ["Key", "Value", "Effect"], spec.at("taints").list.map((taint) => [taint.at("key").text, taint.at("value").text, taint.at("effect").text])),
    ];
  },
  control: ({ body }) => ({ unschedulable: body.at("spec.unschedulable").flag === true }),
});

import { fact, group } from "../fact";
import { defineKind, state } from "../kind-knowledge";

const levels: Readonly<Record<string, string>> = { privileged: "everything is allowed", baseline: "known escalations are refused", restricted: "only hardened pods are allowed" };

export const namespace = defineKind({
  kind: "/Namespace",
  state: ({ body }) => (body.at("status.phase").text === "Terminating" ? state("stopped", "Terminating", "It is being deleted, with everything in it.") : state("well", "Active", "It is in use.")),
  facts({ object: { labels, annotations } }) {
    const level = (mode: string) => {
      const name = labels[`pod-security.kubernetes.io/${mode}`];
      return name === undefined ? "Not set" : `${name}${levels[name] === undefined ? "" : `: ${levels[name]}`}`;
    };
    return [
      ...group("Pod Security", fact("Refuses what breaks", level("enforce")), fact("Warns of what breaks", level("warn")), fact("Records what breaks", level("audit"))),
      ...group(
        "Namespace",
        fact("Purpose", annotations["openshift.io/description"] ?? annotations["description"]),
        fact("Istio side-cars", labels["istio-injection"] === "enabled" ? "Added to new pods" : undefined),
        fact("Managed by", labels["app.kubernetes.io/managed-by"]),
      ),
    ];
  },
});

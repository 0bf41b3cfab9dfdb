import { objectHref, wellKnownRef, type Person } from "@/lib/model";
import type { AlertLink, AlertRule } from "@/lib/model/alerting";
import { readWorkloadKey, type TopologyNow } from "@/lib/model/alerting/topology";
import { bearerOf, type Located } from "@/lib/model/alerting/trouble";
import { readUrl } from "@/lib/model/read-url";
import { link, type LinkKind, type LinkTargets } from "@/lib/tools/link";
import type { ClusterParts } from "../cluster";

type Tools = Pick<ClusterParts, "settings" | "upstreams" | "hints" | "toolBase">;

/** The ways out of an alert's page: Castor's own pages first, then the tools that the person may use, then the runbook. */
export function alertLinks(cluster: Tools, person: Person, { alert, about }: Located, topology: TopologyNow, rule: AlertRule | undefined): readonly AlertLink[] {
  const { id } = cluster.settings;
  const { placed } = about;
  const [namespace = "", pod = ""] = splitKey(about.pod);
  const node = about.node ?? placed?.node;
  const workload = about.workload === undefined ? undefined : readWorkloadKey(about.workload);
  const podRef = about.pod === undefined ? undefined : wellKnownRef({ kind: "Pod", namespace, name: pod });
  const workloadRef = workload && wellKnownRef(workload);
  const subjectRef = about.subject.kind === "workload" ? about.subject.ref : undefined;
  const claims = about.claim === undefined ? (placed?.claims ?? []) : [about.claim];
  const bearer = bearerOf(about);
  const application = [bearer, ...claims.map((claim) => `PersistentVolumeClaim/${claim}`)].flatMap((key) => (key === undefined ? [] : (topology.applications.get(key) ?? [])))[0];
  const tool = toolLinks(cluster, person);
  const runbook = webAddress(alert.annotations["runbook_url"]);
  const found: readonly (AlertLink | undefined)[] = [
    node === undefined ? undefined : { kind: "node", title: `Node ${node}`, href: `/clusters/${id}/nodes/${encodeURIComponent(node)}` },
    podRef && { kind: "pod", title: `Pod ${pod}`, href: objectHref(id, podRef) },
    podRef && { kind: "logs", title: `Logs of ${pod}`, href: `${objectHref(id, podRef)}?tab=logs` },
    subjectRef === undefined || (workload !== undefined && subjectRef.kind === workload.kind) ? undefined : { kind: "workload", title: `${subjectRef.kind} ${subjectRef.name}`, href: objectHref(id, subjectRef) },
    workloadRef && { kind: "workload", title: `${workloadRef.kind} ${workloadRef.name}`, href: objectHref(id, workloadRef) },
    ...claims.slice(0, 5).map((claim) => claimLink(id, claim)),
    application && tool("application", "argo-cd", application, "application", `Application ${application.name} in Argo CD`),
    node === undefined || about.subject.kind !== "node" ? undefined : tool("node", "grafana", nodeTarget(cluster, node), "grafana", `${node} in Grafana`),
    podRef && tool("pod", "grafana", { namespace, pod }, "grafana", `${pod} in Grafana`),
    rule && tool("query", "prometheus", { expression: rule.query }, "prometheus", "The rule's expression in Prometheus"),
    tool("alert", "alertmanager", { alertname: alert.name }, "alertmanager", `${alert.name} in Alertmanager`),
    runbook === undefined ? undefined : { kind: "runbook", title: "Runbook", href: runbook },
  ];
  return found.filter((one) => one !== undefined);
}

function toolLinks({ upstreams, toolBase }: Tools, person: Person) {
  return <K extends LinkKind>(target: K, tool: string, of: LinkTargets[K], kind: AlertLink["kind"], title: string): AlertLink | undefined => {
    const found = upstreams.find((upstream) => upstream.tool.id === tool);
    const base = toolBase(person, tool);
    if (found === undefined || base === undefined) return undefined;
    const href = link(found.tool, { base, options: found.settings.options }, target, of);
    return href === undefined ? undefined : { kind, title, href };
  };
}

function nodeTarget({ hints }: Tools, node: string): LinkTargets["node"] {
  const { address, instance } = hints(node);
  return { node, ...(address === undefined ? (instance === undefined ? {} : { instance }) : { address }) };
}

function claimLink(cluster: string, claim: string): AlertLink | undefined {
  const [namespace = "", name = ""] = splitKey(claim);
  const ref = wellKnownRef({ kind: "PersistentVolumeClaim", namespace, name });
  return ref && { kind: "claim", title: `Claim ${name}`, href: objectHref(cluster, ref) };
}

/** `namespace/name` taken apart. */
const splitKey = (key: string | undefined): readonly string[] => {
  const slash = key?.indexOf("/") ?? -1;
  return key === undefined || slash < 0 ? [] : [key.slice(0, slash), key.slice(slash + 1)];
};

/** An address that a rule's author wrote, where it is one of the web: `javascript:` must never become a link. */
function webAddress(text: string | undefined): string | undefined {
  const url = text === undefined ? undefined : readUrl(text);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
}

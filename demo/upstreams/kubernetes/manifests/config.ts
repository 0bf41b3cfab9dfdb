import type { WorldCluster } from "../../../world/cluster";
import type { Workload } from "../../../world/workload";
import { provisionedDashboards, type Provisioned } from "../../grafana/dashboards";
import { isIoc } from "./ioc-template";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { namespaceNames } from "./namespaces";
import { detailsOf } from "./pod-template";

type Data = Readonly<Record<string, string>>;

/** An IOC's configuration: its description for ibek, and the script that starts it. */
const iocData = (name: string): Data => ({
  "ioc.yaml": `# yaml-language-server: $schema=/epics/ibek-defs/ioc.schema.json\nioc_name: ${name}\ndescription: ${name}, from its services repository\nentities:\n  - type: epics.EpicsCaMaxArrayBytes\n    max_bytes: 6000000\n  - type: devIocStats.iocAdminSoft\n    IOC: ${name.toUpperCase()}\n`,
  "start.sh": "#!/bin/bash\nset -x\nibek runtime generate /epics/ioc/config /epics/ibek-defs/*\nexec /epics/ioc/bin/linux-x86_64/ioc /epics/runtime/st.cmd\n",
});

/** The contents of ConfigMaps that pods mount, by name. */
const contents: Readonly<Record<string, Data>> = {
  coredns: { Corefile: ".:53 {\n    errors\n    health {\n       lameduck 5s\n    }\n    ready\n    kubernetes cluster.local in-addr.arpa ip6.arpa\n    prometheus :9153\n    forward . /etc/resolv.conf\n    cache 30\n    loop\n    reload\n    loadbalance\n}\n" },
  "kube-proxy": { "config.conf": "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\nclusterCIDR: 10.42.0.0/16\n", "kubeconfig.conf": "apiVersion: v1\nkind: Config\n" },
  "p47-blueapi-config": { "config.yaml": "env:\n  sources:\n    - kind: dodal\n      module: dodal.beamlines.p47\nstomp:\n  enabled: true\n  url: tcp://p47-rabbitmq:61613\n", "init_config.yaml": "scratch:\n  root: /workspaces\n" },
  "i22-blueapi-config": { "config.yaml": "env:\n  sources:\n    - kind: dodal\n      module: dodal.beamlines.i22\n", "init_config.yaml": "scratch:\n  root: /workspaces\n" },
  "p47-rabbitmq-config": { "10-defaults.conf": "management.path_prefix = /\nstomp.listeners.tcp.1 = 61613\n" },
  "p47-epics-opis-config": { "default.conf": "server {\n  listen 80;\n  root /usr/share/nginx/html;\n  autoindex on;\n}\n" },
  "p47-epics-gateways-config": { "pvlist": "EVALUATION ORDER ALLOW, DENY\nBL47P.* ALLOW\n", "gateway.access": "ASG(DEFAULT) {\n  RULE(1, READ)\n}\n" },
  "i22-epics-gateways-config": { "pvlist": "EVALUATION ORDER ALLOW, DENY\nBL22I.* ALLOW\n" },
  "grafana-config": { "grafana.ini": "[server]\nserve_from_sub_path = false\n[auth.proxy]\nenabled = true\nheader_name = X-WEBAUTH-USER\nheaders = Name:X-WEBAUTH-NAME Email:X-WEBAUTH-EMAIL Role:X-WEBAUTH-ROLE\nwhitelist = 127.0.0.1, ::1\nenable_login_token = true\n[security]\nallow_embedding = false\n" },
};

/** The dashboards that are kept in ConfigMaps: the stack's, those of the customers together, and one of each beamline. */
function dashboards(cluster: WorldCluster): readonly Manifest[] {
  const beamlines = cluster.namespaces.filter((name) => name.endsWith("-beamline"));
  const byMap = new Map<string, Provisioned[]>();
  for (const each of provisionedDashboards(beamlines)) {
    const key = `${each.configMap.namespace}/${each.configMap.name}`;
    byMap.set(key, [...(byMap.get(key) ?? []), each]);
  }
  return [...byMap.values()].flatMap((files) => {
    const [first] = files;
    if (first === undefined) return [];
    const { configMap, folder } = first;
    const labels = { grafana_dashboard: "1", ...(configMap.namespace === "monitoring" && { "app.kubernetes.io/name": "grafana" }) };
    const annotations = folder && { "k8s-sidecar-target-directory": `/tmp/dashboards/${folder.title}` };
    return [inNamespace(configMap.namespace, "v1", "ConfigMap", { name: configMap.name, labels, ...(annotations && { annotations }) }, { data: Object.fromEntries(files.map(({ file, dashboard }) => [file, JSON.stringify(dashboard, null, 2)])) })];
  });
}

const rootCertificate = "-----BEGIN CERTIFICATE-----\nMIIBdjCCAR2gAwIBAgIBADAKBggqhkjOPQQDAjAjMSEwHwYDVQQDDBhkZW1vLXNl\ncnZlci1jYUAxNzMwMDAwMDAwMB4XDTI0MTAyNzAwMDAwMFoXDTM0MTAyNTAwMDAw\n-----END CERTIFICATE-----\n";

/** Every ConfigMap that workloads mount or read, the dashboards, and the root certificate that each namespace has. */
export function configManifests(cluster: WorldCluster, workloads: readonly Workload[]): readonly Manifest[] {
  const mounted = workloads.flatMap((workload) =>
    (detailsOf(workload).volumes ?? []).flatMap((volume) => {
      const name = (volume as { readonly configMap?: { readonly name: string } }).configMap?.name;
      if (name === undefined || name === "grafana-customer-dashboards") return [];
      const data = contents[name] ?? (isIoc(workload) ? iocData(workload.name) : { "settings.yaml": `# settings of ${workload.name}\n` });
      return [inNamespace(workload.namespace, "v1", "ConfigMap", { name, labels: workload.labels }, { data })];
    }));
  return [
    ...new Map(mounted.map((manifest) => [`${manifest.metadata.namespace ?? ""}/${manifest.metadata.name}`, manifest])).values(),
    ...dashboards(cluster),
    ...namespaceNames(cluster).map((namespace) => inNamespace(namespace, "v1", "ConfigMap", { name: "kube-root-ca.crt", annotations: { "kubernetes.io/description": "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP." } }, { data: { "ca.crt": rootCertificate } })),
    ...(cluster.id === "argus" ? [inNamespace("argocd", "v1", "ConfigMap", "argocd-cmd-params-cm", { data: { "server.insecure": "false", "application.namespaces": "*-beamline" } }), inNamespace("argocd", "v1", "ConfigMap", "argocd-cm", { data: { url: "https://argocd.example.org", "application.resourceTrackingMethod": "annotation" } })] : []),
    inNamespace("kube-public", "v1", "ConfigMap", "cluster-info", { data: { "cluster-name": cluster.id, version: cluster.version } }),
  ];
}

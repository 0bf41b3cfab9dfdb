const specs = new Map<string, object>();

/** The scheduler that a crowd's pods name: not the cluster's own, so that nobody places or plays them and no node feels them. */
export const crowdScheduler = "data-analysis-scheduler";

/** The spec of a pod of the crowd. Thousands share few of them, so that a large crowd stays small in memory. */
export function crowdSpec(program: string, image: string, node: string | undefined): object {
  const key = `${image} ${node ?? ""}`;
  let spec = specs.get(key);
  if (spec === undefined) {
    spec = {
      containers: [{ name: program, image, imagePullPolicy: "IfNotPresent", resources: { requests: { cpu: "50m", memory: node === undefined ? "900Gi" : "64Mi" }, limits: { cpu: "1", memory: node === undefined ? "900Gi" : "1Gi" } }, env: [{ name: "BEAMLINE", value: "p47" }], terminationMessagePath: "/dev/termination-log", terminationMessagePolicy: "File" }],
      ...(node !== undefined && { nodeName: node }),
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      dnsPolicy: "ClusterFirst",
      serviceAccountName: "default",
      serviceAccount: "default",
      securityContext: {},
      schedulerName: crowdScheduler,
      enableServiceLinks: true,
      tolerations: ["not-ready", "unreachable"].map((taint) => ({ key: `node.kubernetes.io/${taint}`, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 })),
    };
    specs.set(key, spec);
  }
  return spec;
}

import type { ExporterTarget } from "@/lib/model";
import type { EndpointSlice } from "./schema";

/** Node exporter's own port, where a slice has several and names none of them. */
const usualPort = 9_100;

function portOf({ ports }: EndpointSlice): number | undefined {
  const known = (ports ?? []).flatMap(({ name, port }) => (port ? [{ name: name ?? "", port }] : []));
  const named = known.find(({ name }) => /metrics/.test(name)) ?? known.find(({ port }) => port === usualPort) ?? known[0];
  return named?.port;
}

/** One target a node, IPv4 where there is a choice. Endpoints that are not ready are kept: whoever looks sees that they are silent. */
export function exporterTargets(slices: readonly EndpointSlice[]): readonly ExporterTarget[] {
  const found = new Map<string, ExporterTarget>();
  for (const slice of [...slices].sort((a, b) => (a.addressType ?? "").localeCompare(b.addressType ?? ""))) {
    const port = portOf(slice);
    if (port === undefined || slice.addressType === "FQDN") continue;
    for (const { addresses, nodeName, targetRef } of slice.endpoints ?? []) {
      const [address] = addresses;
      if (!nodeName || address === undefined || found.has(nodeName)) continue;
      const pod = targetRef?.kind === "Pod" && targetRef.name && targetRef.namespace ? { namespace: targetRef.namespace, name: targetRef.name } : undefined;
      found.set(nodeName, { node: nodeName, address, port, ...(pod === undefined ? {} : { pod }) });
    }
  }
  return [...found.values()].sort((a, b) => (a.node < b.node ? -1 : 1));
}

/** Where one node's exporter listens, as the cluster's EndpointSlices say. */
export interface ExporterTarget {
  readonly node: string;
  /** An IP address. */
  readonly address: string;
  readonly port: number;
  /** The exporter's own pod, where the endpoint names it: the way through the API server's pod proxy. */
  readonly pod?: { readonly namespace: string; readonly name: string };
}

/** How Prometheus labels this exporter's series by default: `address:port`. */
export function instanceOf({ address, port }: ExporterTarget): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

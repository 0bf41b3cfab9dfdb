import type { Wire } from "@/lib/wire";
import { applicationsAnswer, versionAnswer } from "./schema";

/** An application and what it keeps in its cluster. */
export interface Application {
  /** Where Argo CD keeps the application itself. */
  readonly namespace: string;
  readonly name: string;
  readonly resources: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
}

export interface ArgoCd {
  /** Without the build that follows a `+`. */
  version(signal?: AbortSignal): Promise<string>;
  /** Those that deploy to a cluster that Argo CD calls by one of these names or server URLs. */
  applications(destinations: readonly string[], signal?: AbortSignal): Promise<readonly Application[]>;
}

/** Nothing of an application's source or history is needed. */
const fields = ["metadata.name", "metadata.namespace", "spec.destination", "status.resources"].map((field) => `items.${field}`).join(",");

const spelling = (destination: string) => destination.toLowerCase().replace(/\/+$/, "");

export function argoCd(wire: Wire): ArgoCd {
  return {
    version: async (signal) => (await wire.get("/api/version", versionAnswer, { signal })).Version.split("+")[0] ?? "",
    async applications(destinations, signal) {
      const wanted = new Set(destinations.map(spelling));
      const { items } = await wire.get("/api/v1/applications", applicationsAnswer, { query: { fields }, signal, timeoutMs: 10_000 });
      return (items ?? [])
        .filter(({ spec: { destination } }) => [destination.name, destination.server].some((told) => told !== "" && wanted.has(spelling(told))))
        .map(({ metadata: { namespace, name }, spec: { destination }, status }) => ({
          ...{ namespace, name },
          resources: (status?.resources ?? []).map((resource) => ({ kind: resource.kind, namespace: resource.namespace === "" ? destination.namespace : resource.namespace, name: resource.name })),
        }));
    },
  };
}

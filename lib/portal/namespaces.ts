import type { Namespaces, Person } from "@/lib/model";
import type { Asker } from "@/lib/tools/kubernetes";

interface Parts {
  readonly asker: (person: Person) => Asker;
  /** The namespaces that the person named in their preferences, for clusters where nobody may list them. */
  readonly named: (person: Person) => Promise<readonly string[]>;
  /** Where they may list pods. */
  readonly scope: (asker: Asker, named: readonly string[], signal: AbortSignal | undefined) => Promise<Namespaces>;
}

/** Where a person may look in a cluster: everywhere, or in these namespaces. */
export function createNamespaces({ asker, named, scope }: Parts) {
  return async (person: Person, signal?: AbortSignal): Promise<Namespaces> => scope(asker(person), await named(person), signal);
}

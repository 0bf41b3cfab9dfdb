import type { Namespaces, Person } from "@/lib/model";
import type { Headers } from "@/lib/wire";

interface Parts {
  readonly headers: (person: Person) => Promise<Headers>;
  /** The namespaces that the person named in their preferences, for clusters where nobody may list them. */
  readonly named: (person: Person) => Promise<readonly string[]>;
  /** Where these headers may list pods. */
  readonly scope: (headers: Headers, named: readonly string[], signal: AbortSignal | undefined) => Promise<Namespaces>;
}

/** Where a person may look in a cluster: everywhere, or in these namespaces. */
export function createNamespaces({ headers, named, scope }: Parts) {
  return async (person: Person, signal?: AbortSignal): Promise<Namespaces> => scope(await headers(person), await named(person), signal);
}

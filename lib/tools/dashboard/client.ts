import { CastorError } from "@/lib/model";
import type { Wire } from "@/lib/wire";

export interface Dashboard {
  /** Throws unless something answers there; a sign-in page or a redirect to one counts. */
  reach(signal?: AbortSignal): Promise<void>;
}

export function dashboard(wire: Wire): Dashboard {
  return {
    async reach(signal) {
      const status = await wire.status("/", { signal });
      if (status >= 500) throw new CastorError("unreachable", `${wire.name} is in trouble: it answers with error ${status}.`);
      if (status === 404) throw new CastorError("not-found", `${wire.name} has no page at its address; is its URL right?`);
    },
  };
}

import type { Person } from "@/lib/model";
import { revisions } from "@/lib/tools/kubernetes";
import type { ClusterParts } from "./cluster";
import type { Portal } from "./index";

/** The Portal's answer about earlier states of a workload. `find` refuses clusters that the person may not see. */
export function revisionsOf(find: (person: Person, cluster: string) => ClusterParts): Pick<Portal, "revisions"> {
  return {
    async revisions(person, cluster, ref, signal) {
      const parts = find(person, cluster);
      return revisions(parts.api, ref, { headers: await parts.headers(person), signal });
    },
  };
}

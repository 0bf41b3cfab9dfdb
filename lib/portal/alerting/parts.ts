import type { Person } from "@/lib/model";
import type { Store } from "@/lib/store";
import type { Auditor } from "../auditor";
import type { ClusterParts } from "../cluster";
import type { Log } from "../index";
import type { Now } from "../shared";

/** What the answers about alerts are made of. */
export interface AlertingParts {
  /** Throws `not-found` where the person may not see the cluster. */
  readonly find: (person: Person, cluster: string) => ClusterParts;
  readonly store: Store;
  readonly auditor: Auditor;
  readonly now: Now;
  readonly log: Log;
}

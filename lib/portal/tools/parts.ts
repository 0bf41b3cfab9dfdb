import type { Person } from "@/lib/model";
import type { Behind } from "../behind";
import type { ClusterParts } from "../cluster";
import type { Log } from "../index";
import type { KnownSessions } from "../known-sessions";
import type { Now } from "../shared";

/** What the answers about tools are made with. */
export interface ToolsParts {
  /** Throws `not-found` where the person may not see the cluster. */
  readonly find: (person: Person, cluster: string) => ClusterParts;
  readonly behind: Behind;
  readonly known: KnownSessions;
  readonly publicUrl: string;
  readonly log: Log;
  readonly now: Now;
}

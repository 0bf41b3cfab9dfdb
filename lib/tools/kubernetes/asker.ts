import type { Headers } from "@/lib/wire";

/** In whose name a cluster's API is asked. */
export interface Asker {
  /** All that the cluster's decisions depend on, so that what was learnt for one may be told another with the same key. No token: those change. */
  readonly key: string;
  /** Says who asks; for each request anew, as tokens run out. Throws where nothing may be asked in that name. */
  headers(): Promise<Headers>;
}

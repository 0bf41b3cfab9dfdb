import type { Cluster } from "@/lib/model";

/** As much of a cluster as is needed to name it in its accent. */
export type AccentedCluster = Pick<Cluster, "id" | "title" | "accent">;

import type { Wire } from "@/lib/wire";
import { healthAnswer } from "./schema";

export interface Grafana {
  /** `database` is `ok`, or what is wrong with it. */
  health(signal?: AbortSignal): Promise<{ readonly database: string; readonly version?: string | undefined }>;
}

export function grafana(wire: Wire): Grafana {
  return { health: (signal) => wire.get("/api/health", healthAnswer, { signal }) };
}

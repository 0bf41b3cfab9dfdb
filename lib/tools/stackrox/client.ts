import type { Wire } from "@/lib/wire";
import { metadataAnswer, pingAnswer } from "./schema";

export interface Stackrox {
  ping(signal?: AbortSignal): Promise<string>;
  /** Empty where Central does not tell it. */
  version(signal?: AbortSignal): Promise<string>;
}

export function stackrox(wire: Wire): Stackrox {
  return {
    ping: async (signal) => (await wire.get("/v1/ping", pingAnswer, { signal })).status,
    version: async (signal) => (await wire.get("/v1/metadata", metadataAnswer, { signal })).version ?? "",
  };
}

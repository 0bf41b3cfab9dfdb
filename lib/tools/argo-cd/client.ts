import type { Wire } from "@/lib/wire";
import { versionAnswer } from "./schema";

export interface ArgoCd {
  /** Without the build that follows a `+`. */
  version(signal?: AbortSignal): Promise<string>;
}

export function argoCd(wire: Wire): ArgoCd {
  return { version: async (signal) => (await wire.get("/api/version", versionAnswer, { signal })).Version.split("+")[0] ?? "" };
}

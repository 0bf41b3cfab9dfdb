import type { Frame, Snapshot } from "@/lib/model";

/**
 * How the one stream of this browser is: `down` after a second attempt has failed,
 * `signed-out` when the server wants a new sign-in. Without any topic it counts as live.
 */
export type StreamStatus = "live" | "connecting" | "down" | "signed-out";

/** What a tab tells the engine. */
export type ToEngine =
  /** All topics the tab listens to now. `awake`: somebody has just turned to the tab, so a waiting retry is due. */
  | { readonly kind: "topics"; readonly topics: readonly string[]; readonly awake?: boolean }
  /** A Web Lock that the tab holds as long as it lives. */
  | { readonly kind: "lock"; readonly name: string }
  /** Where there are no Web Locks. */
  | { readonly kind: "ping" }
  | { readonly kind: "bye" };

/** What the engine tells a tab. */
export type ToTab =
  /** `offset`: the server's clock minus this machine's, ms; absent before the first hello. */
  | { readonly kind: "status"; readonly status: StreamStatus; readonly offset?: number }
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "frame"; readonly frame: Frame }
  /** What was held belongs to another person: drop it. */
  | { readonly kind: "reset" }
  /** The engine is new and knows nobody: say your topics again. */
  | { readonly kind: "who" };

import { createRoot } from "react-dom/client";
import { useFrames, useStreamStatus, useTopic } from "@/components/live";

// A tab of the bench: it follows a topic that all follow and one of its own, through the product's own hooks.

/** What the bench reads from the tab. */
interface Seen {
  /** The number of each frame, and when it came, ms since the epoch. */
  readonly shared: (readonly [turn: number, at: number])[];
  readonly own: (readonly [turn: number, at: number])[];
}

const seen: Seen = { shared: [], own: [] };
Object.assign(globalThis, { seen });

function Tab({ own }: { readonly own: string }) {
  const status = useStreamStatus();
  const state = useTopic<"node">("node/bench/shared");
  useFrames<{ turn: number }>("node/bench/shared", (frames) => note(seen.shared, frames));
  useFrames<{ turn: number }>(own, (frames) => note(seen.own, frames));
  return (
    <output>
      {status} {state.status}
    </output>
  );
}

function note(list: (readonly [number, number])[], frames: readonly { readonly value?: { readonly turn: number } }[]): void {
  const now = performance.timeOrigin + performance.now();
  for (const { value } of frames) if (value !== undefined) list.push([value.turn, now]);
}

const place = document.getElementById("root");
if (place !== null) createRoot(place).render(<Tab own={`node/bench/own-${location.hash.slice(1)}`} />);

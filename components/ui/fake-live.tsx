import type { ReactNode } from "react";
import { createTab, LiveContext } from "@/components/live";
import type { Frame, TopicKind, TopicValues } from "@/lib/model";
import type { ToTab } from "@/components/live/message";

/** For tests: the stream as a page sees it, with news that the test sends. */
export function fakeLive(now: number) {
  let receive: (message: ToTab) => void = () => undefined;
  const tab = createTab(
    (listener) => {
      receive = listener;
      return () => undefined;
    },
    { now: () => now, setTimeout: () => 0, clearTimeout: () => undefined },
  );
  return {
    Live: ({ children }: { readonly children: ReactNode }) => <LiveContext value={() => tab}>{children}</LiveContext>,
    status: (status: "live" | "connecting" | "down" | "signed-out") => receive({ kind: "status", status }),
    frame: (frame: Frame) => receive({ kind: "frame", frame }),
    /** A value of a topic, measured at `at`. */
    value<K extends TopicKind>(kind: K, cluster: string, value: TopicValues[K], at = now) {
      receive({ kind: "frame", frame: { topic: `${kind}/${cluster}`, at, every: 10_000, value } });
    },
  };
}

"use client";
import { Button } from "@/components/ui/button";
import { Difference } from "../difference";
import type { JsonObject } from "./json";
import { printed, written } from "./manifest";

interface Props {
  /** The text that the person began with. */
  readonly base: string;
  readonly live: JsonObject;
  readonly onRestart: (keep: boolean) => void;
}

/** Says that somebody changed the object meanwhile, and what; nothing of it is overwritten unseen. */
export function StaleEdit({ base, live, onRestart }: Props) {
  return (
    <section aria-label="Changed meanwhile" className="flex flex-col gap-3">
      <p role="alert" className="rounded-s bg-warn-bg px-3 py-2 text-[13px]">
        <span className="font-medium text-warn">Somebody changed it since you began.</span> Nothing was applied. This is what is different now:
      </p>
      <Difference before={base} after={printed(written(live))} label="when you began, and now" />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => onRestart(false)}>Leave my changes, begin anew</Button>
        <Button className="border-text" onClick={() => onRestart(true)}>
          Put my changes onto it
        </Button>
      </div>
    </section>
  );
}

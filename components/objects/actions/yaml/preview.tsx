"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StateMark } from "@/components/ui/state";
import type { ObjectRef } from "@/lib/model/api-resource";
import type { ActionCluster } from "../action";
import { Difference } from "../difference";
import { kubectlLine, withInput } from "../kubectl";
import { KubectlNote } from "../kubectl-note";
import { TypedName } from "../typed-name";
import { fieldManager } from "./apply-document";
import type { Outcome } from "./editing";
import { equal } from "./json";
import { LeftoverNote } from "./leftover-note";
import { printed, written } from "./manifest";

interface Props {
  readonly cluster: ActionCluster;
  readonly refData: ObjectRef;
  readonly outcome: Extract<Outcome, { status: "applied" }>;
  readonly busy: boolean;
  readonly onApply: (alsoRemove: boolean) => void;
  readonly onBack: () => void;
}

/** What Kubernetes would make of it, before anything is changed: the difference, its warnings, and the last question. */
export function Preview({ cluster, refData, outcome, busy, onApply, onBack }: Props) {
  const [typed, setTyped] = useState("");
  const [remove, setRemove] = useState(false);
  const { live, result, document, forced, leftovers, warnings } = outcome;
  const [before, after] = [written(live), written(result)];
  const alike = equal(before, after);
  const same = alike && leftovers.length === 0;
  const mustType = cluster.stage === "production";
  const wrong = same ? "There is nothing to apply." : alike && !remove ? "There is nothing to apply unless it is removed by a patch." : mustType && typed !== refData.name ? "Type the name to go on." : undefined;
  const line = kubectlLine(cluster.id, refData.namespace, ["apply", "--server-side", `--field-manager=${fieldManager}`, ...(forced ? ["--force-conflicts"] : []), "-f", "-"]);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === undefined && !busy) onApply(remove);
      }}
    >
      <p role="status" className="font-medium">
        {same ? "Kubernetes would change nothing." : alike ? "Applying alone would change nothing." : "Kubernetes takes it. This would change:"}
      </p>
      {alike ? null : <Difference before={printed(before)} after={printed(after)} label="now, and after applying" />}
      {warnings.map((warning) => (
        <p key={warning} className="text-[13px] wrap-anywhere">
          <StateMark state="warn">Kubernetes warns:</StateMark> {warning}
        </p>
      ))}
      <LeftoverNote leftovers={leftovers} remove={remove} onRemove={setRemove} />
      {mustType && !same ? <TypedName cluster={cluster.title} name={refData.name} typed={typed} onType={setTyped} /> : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p id="apply-reason" className="mr-auto text-[13px] text-muted">
          {busy ? "Under way…" : (wrong ?? "")}
        </p>
        <Button aria-disabled={busy} onClick={busy ? undefined : onBack}>
          Back to the text
        </Button>
        <Button type="submit" aria-disabled={busy || wrong !== undefined} aria-describedby="apply-reason" className="not-aria-disabled:border-text aria-disabled:text-faint">
          Apply to {cluster.title}
        </Button>
      </div>
      <KubectlNote line={withInput(line, printed(document))} />
    </form>
  );
}

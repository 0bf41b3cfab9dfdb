"use client";
import { useState } from "react";
import { UserCheck } from "lucide-react";
import { request } from "@/components/live";
import { Button } from "@/components/ui/button";
import type { Acknowledgement } from "@/lib/model/alerting/alert";
import { problemOf } from "@/lib/model/problem";
import { AcknowledgeDialog } from "./acknowledge-dialog";

interface Props {
  readonly cluster: string;
  readonly alert: { readonly id: string; readonly name: string };
  readonly acknowledgement: Pick<Acknowledgement, "by" | "note"> | undefined;
  readonly may: boolean;
  /** Why not. */
  readonly reason: string | undefined;
  readonly onDone?: () => void;
}

/** Takes an alert on, from somebody else where that must be, and gives it back. */
export function AcknowledgeButton({ cluster, alert, acknowledgement, may, reason, onDone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const explained = may ? undefined : reason;
  const release = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await request(`/api/clusters/${cluster}/alerts/${alert.id}/acknowledgement`, { method: "DELETE" });
      onDone?.();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {acknowledgement === undefined ? null : (
        <span title={acknowledgement.note} className="inline-flex max-w-64 items-center gap-1.5 text-[13px]">
          <UserCheck aria-hidden="true" width={15} height={15} className="shrink-0 text-muted" />
          <span className="truncate">{acknowledgement.by.name} has it</span>
        </span>
      )}
      <Button disabled={!may} title={explained} onClick={() => setOpen(true)}>
        {acknowledgement === undefined ? <UserCheck aria-hidden="true" width={15} height={15} /> : null}
        {acknowledgement === undefined ? "Acknowledge" : "Take over"}
      </Button>
      {acknowledgement === undefined ? null : (
        <Button disabled={!may || busy} title={explained} onClick={() => void release()}>
          Give back
        </Button>
      )}
      {problem === undefined ? null : (
        <p role="alert" className="w-full text-[13px] text-crit">
          {problem}
        </p>
      )}
      {isOpen ? <AcknowledgeDialog cluster={cluster} alerts={[alert]} onClose={() => setOpen(false)} {...(onDone === undefined ? {} : { onDone })} /> : null}
    </>
  );
}

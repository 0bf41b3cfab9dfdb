import Link from "next/link";
import { StateMark } from "@/components/ui/state";
import { objectHref } from "@/lib/model/api-resource";
import type { CreationState } from "./yaml/creating";

interface Props {
  readonly cluster: string;
  readonly states: readonly CreationState[];
  readonly total: number;
  readonly created: boolean;
}

const marks = {
  accepted: { state: "ok", word: "Kubernetes takes it" },
  created: { state: "ok", word: "Created" },
  refused: { state: "crit", word: "Refused" },
  left: { state: "plain", word: "Not tried" },
} as const;

function summary(states: readonly CreationState[], total: number, created: boolean): string {
  const count = (status: CreationState["status"]) => states.filter((one) => one.status === status).length;
  if (states.length < total) return `${states.length} of ${total}…`;
  if (created) return `${count("created")} of ${total} created.`;
  return count("refused") === 0 ? "Kubernetes takes all of it." : `Kubernetes refuses ${count("refused")} of ${total}. What needs an object that comes before it can only be told when that is there.`;
}

/** What Kubernetes says to each document, or what became of it. */
export function CreationList({ cluster, states, total, created }: Props) {
  return (
    <section aria-label="Documents" className="flex flex-col gap-2">
      <p role="status" className="font-medium">
        {summary(states, total, created)}
      </p>
      <ol className="flex flex-col divide-y divide-line rounded-s border border-line text-[13px]">
        {states.map((one, index) => (
          <li key={index} className="flex flex-wrap items-baseline justify-between gap-x-3 px-3 py-2">
            <span className="min-w-0 wrap-anywhere">
              {one.status === "created" ? (
                <Link href={objectHref(cluster, one.ref)} prefetch={false} className="font-medium underline">
                  {one.ref.kind} {one.ref.name}
                </Link>
              ) : (
                `${one.ref.kind} ${one.ref.name}`
              )}
              {one.ref.namespace === undefined ? null : <span className="text-muted"> in {one.ref.namespace}</span>}
            </span>
            <StateMark state={marks[one.status].state}>{marks[one.status].word}</StateMark>
            {one.status === "refused" ? <span className="w-full text-muted wrap-anywhere">{[one.refusal.sentence, ...one.refusal.details, ...(one.refusal.said === undefined ? [] : [`Kubernetes says: ${one.refusal.said}`])].join(" ")}</span> : null}
            {"warnings" in one ? one.warnings.map((warning) => <span key={warning} className="w-full text-muted wrap-anywhere">Kubernetes warns: {warning}</span>) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

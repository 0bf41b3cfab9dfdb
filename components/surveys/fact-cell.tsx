import Link from "next/link";
import { Ago } from "@/components/ui/ago";
import { Meter } from "@/components/ui/meter";
import { StateMark, type State } from "@/components/ui/state";
import { objectHref, type FactValue, type Wellness } from "@/lib/model";
import { surveyHref } from "./survey-search";

const states: Record<Wellness, State | undefined> = { well: "ok", progressing: "info", warning: "warn", bad: "crit", stopped: "stale", unknown: undefined };

/** One value of a survey, drawn by what it is. */
export function FactCell({ value, cluster }: { readonly value: FactValue; readonly cluster: string }) {
  if ("ref" in value) {
    return (
      <Link href={objectHref(cluster, value.ref)} prefetch={false} className="font-medium hover:underline">
        {value.text ?? value.ref.name}
      </Link>
    );
  }
  if ("at" in value) return <Ago at={value.at} every={60_000} />;
  if ("chips" in value) return <Chips of={value.chips} />;
  if ("part" in value) {
    const fraction = value.of === 0 ? null : value.part / value.of;
    return (
      <div className="flex min-w-36 flex-col gap-1">
        <span className="whitespace-nowrap">{value.text}</span>
        <Meter label={value.text} fraction={fraction} ink={fraction !== null && fraction > 0.9 ? "text-crit" : fraction !== null && fraction > 0.8 ? "text-warn" : "text-s3"} />
      </div>
    );
  }
  if (value.survey !== undefined) {
    return (
      <Link href={surveyHref(cluster, value.survey)} prefetch={false} className="font-medium hover:underline">
        {value.text}
      </Link>
    );
  }
  const state = value.state === undefined ? undefined : states[value.state];
  return <span title={value.hint}>{state === undefined ? value.text : <StateMark state={state}>{value.text}</StateMark>}</span>;
}

function Chips({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {of.map((each) => (
        <li key={each} className="rounded-s bg-sunken px-1.5 text-xs leading-5 text-muted">
          {each}
        </li>
      ))}
    </ul>
  );
}

/** The words of a value, to filter and to sort by. */
export function factWords(value: FactValue): string {
  if ("ref" in value) return value.text ?? value.ref.name;
  if ("at" in value) return new Date(value.at).toISOString();
  if ("chips" in value) return value.chips.join(" ");
  return value.text;
}

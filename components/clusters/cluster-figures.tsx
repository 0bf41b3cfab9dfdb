"use client";
import Link from "next/link";
import { Amount } from "@/components/ui/quantity";
import { useLive } from "@/components/ui/snapshots";
import { Sparkline } from "@/components/ui/sparkline";
import { StateMark } from "@/components/ui/state";
import { quantity, type Readiness, type Unit, type Usage } from "@/lib/model";
import { AlertChips, firing } from "./alert-chips";
import { FigureNotes } from "./figure-notes";
import { Stat, type StatParts } from "./stat";

/** "73 of 192 cores": both in the unit of the whole and as exact as each other, so that they compare at a glance. */
function usedOf(used: number, total: number, unit: Unit): string {
  const { figure, unit: name } = quantity(total, unit);
  const whole = Number(figure);
  const part = total > 0 ? (used / total) * whole : 0;
  const round = Number.isInteger(whole);
  const decimals = whole >= (round ? 10 : 100) ? 0 : whole >= 10 || round ? 1 : 2;
  return `${part.toFixed(decimals)} of ${round ? whole : figure} ${name}`;
}

const share = (used: number, total: number) => (total > 0 ? used / total : Number.NaN);

function cpu({ cpu: { usedCores, totalCores }, history }: Usage): StatParts {
  return {
    figure: <Amount value={share(usedCores, totalCores)} unit="fraction" />,
    beside: usedOf(usedCores, totalCores, "cores"),
    below: <Sparkline points={history.cpu} unit="fraction" top={1} label="CPU over the last hour" />,
  };
}

function memory({ memory: { usedBytes, totalBytes }, history }: Usage): StatParts {
  return {
    figure: <Amount value={share(usedBytes, totalBytes)} unit="fraction" />,
    beside: usedOf(usedBytes, totalBytes, "bytes"),
    below: <Sparkline points={history.memory} unit="fraction" top={1} label="Memory over the last hour" ink="text-s3" />,
  };
}

function pods({ pods: { total, notWell } }: Usage): StatParts {
  return { figure: total, below: notWell === 0 ? <StateMark state="ok">All well</StateMark> : <StateMark state="warn">{`${notWell} not well`}</StateMark> };
}

function nodes(cluster: string, { ready, total, notReady }: Readiness): StatParts {
  const [first] = notReady;
  const where = notReady.length === 1 && first !== undefined ? `/clusters/${cluster}/nodes/${first}` : `/clusters/${cluster}/nodes`;
  return {
    figure: ready,
    beside: `of ${total}`,
    below:
      ready >= total ? (
        <StateMark state="ok">All ready</StateMark>
      ) : (
        <Link href={where} prefetch={false} title={notReady.join(", ")} className="underline decoration-transparent underline-offset-2 hover:decoration-current">
          <StateMark state="crit">{`${total - ready} not ready`}</StateMark>
        </Link>
      ),
  };
}

/** The five figures of a cluster. Each depends on its own topic: one dead upstream dims only what it feeds. */
export function ClusterFigures({ cluster }: { readonly cluster: string }) {
  const readiness = useLive("readiness", cluster);
  const usage = useLive("usage", cluster);
  const alerts = useLive("alerts", cluster);
  const health = useLive("health", cluster);
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 px-4 pt-2 pb-3 sm:px-5 md:grid-cols-6 lg:grid-cols-[minmax(120px,0.7fr)_1.4fr_1.4fr_1.5fr_minmax(110px,0.6fr)]">
        <Stat label="Nodes ready" state={readiness} className="md:max-lg:col-span-2">
          {(value) => nodes(cluster, value)}
        </Stat>
        <Stat label="CPU in use" state={usage} className="max-md:order-2 max-md:col-span-2 md:max-lg:order-4 md:max-lg:col-span-3">
          {cpu}
        </Stat>
        <Stat label="Memory in use" state={usage} className="max-md:order-2 max-md:col-span-2 md:max-lg:order-4 md:max-lg:col-span-3">
          {memory}
        </Stat>
        <Stat label="Alerts firing" state={alerts} className="max-lg:order-3 max-lg:col-span-2">
          {(counts) => ({
            figure: firing(counts),
            beside: counts.suppressed > 0 ? `${counts.suppressed} suppressed` : undefined,
            below: <AlertChips counts={counts} />,
          })}
        </Stat>
        <Stat label="Pods" state={usage} className="max-lg:order-1 md:max-lg:col-span-2">
          {pods}
        </Stat>
      </dl>
      <FigureNotes
        entries={[
          { what: "Nodes ready", state: readiness },
          { what: "CPU, memory and pods", state: usage },
          { what: "Alerts firing", state: alerts },
          { what: "The state of the tools", state: health },
        ]}
      />
    </>
  );
}

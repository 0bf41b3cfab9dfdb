import type { LogPod } from "@/lib/model/object-report";
import { containersOf, firstContainer, sinceWords, tails, type ContainerChoice, type LogChoice } from "./choice";
import { Choose, Toggle } from "./toggle";

const kinds: Readonly<Record<ContainerChoice["type"], string>> = { container: "", init: "init", sidecar: "sidecar", ephemeral: "ephemeral" };

/** What is read: which containers, which run of them, how far back. */
export function LogBar({ pods, choice, onChange }: { readonly pods: readonly LogPod[]; readonly choice: LogChoice; readonly onChange: (change: Partial<LogChoice>) => void }) {
  const containers = containersOf(pods);
  const since = Object.hasOwn(sinceWords, choice.since) ? sinceWords : { [choice.since]: `last ${choice.since}`, ...sinceWords };
  const counts = tails.includes(choice.tail) ? tails : [choice.tail, ...tails];
  return (
    <div role="group" aria-label="What is read" className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {containers.length > 1 ? <Containers containers={containers} pods={pods} chosen={choice.containers} onChange={(chosen) => onChange({ containers: chosen })} /> : null}
      <Choose label="Since" value={choice.since} options={Object.entries(since).map(([value, words]) => ({ value, words }))} onChange={(value) => onChange({ since: value })} />
      <Choose label="Last" value={choice.tail} options={counts.map((count) => ({ value: count, words: count === 0 ? "all lines" : `${count.toLocaleString("en")} lines` }))} onChange={(tail) => onChange({ tail })} />
      <span className="inline-flex gap-1.5">
        <Toggle pressed={choice.follow && !choice.previous} onChange={(follow) => onChange(follow ? { follow, previous: false } : { follow })} title="Show new lines as they are written">
          Follow
        </Toggle>
        <Toggle pressed={choice.previous} onChange={(previous) => onChange({ previous })} title="The run before the last restart">
          Previous run
        </Toggle>
      </span>
    </div>
  );
}

function Containers({ containers, pods, chosen, onChange }: { readonly containers: readonly ContainerChoice[]; readonly pods: readonly LogPod[]; readonly chosen: readonly string[]; readonly onChange: (chosen: readonly string[]) => void }) {
  const first = new Set(pods.flatMap((pod) => firstContainer(pod)?.name ?? []));
  const pressed = (name: string) => (chosen.length === 0 ? first.has(name) : chosen.includes(name));
  const toggle = (name: string, on: boolean) => {
    const now = containers.filter((each) => (each.name === name ? on : pressed(each.name))).map((each) => each.name);
    // Something is always read: taking the last one away leads back to the first.
    onChange(now.length === first.size && now.every((each) => first.has(each)) ? [] : now);
  };
  return (
    <div role="group" aria-label="Containers" className="flex flex-wrap gap-1.5">
      {containers.map(({ name, type, restarts }) => (
        <Toggle key={name} pressed={pressed(name)} onChange={(on) => toggle(name, on)} title={restarts === 0 ? `The container ${name}` : `The container ${name}, restarted ${restarts} times`}>
          <span className="max-w-48 truncate font-mono text-xs">{name}</span>
          {kinds[type] === "" ? null : <span className="rounded-full bg-stale-bg px-1.5 text-[11px] text-stale">{kinds[type]}</span>}
        </Toggle>
      ))}
    </div>
  );
}

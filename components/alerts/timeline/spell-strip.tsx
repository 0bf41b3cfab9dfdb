import { duration } from "@/lib/model/units";
import type { Spell } from "@/lib/model/alerting/timeline";
import { spellLooks } from "./transition-words";

const hour = 3_600_000;
const windows = [6 * hour, 24 * hour, 7 * 24 * hour, 30 * 24 * hour];
const most = 30 * 24 * hour;
/** Nobody tells more rectangles apart. */
const mostDrawn = 300;

/** The shortest usual stretch that holds all of them. */
export function stripWindow(spells: readonly Spell[], now: number): number {
  const [first] = spells;
  return first === undefined ? 24 * hour : (windows.find((window) => now - first.from <= window) ?? most);
}

/** An alert's spells as a strip that ends now: the state by word, colour and pattern. */
export function SpellStrip({ spells, now }: { readonly spells: readonly Spell[]; readonly now: number }) {
  const window = stripWindow(spells, now);
  const from = now - window;
  const drawn = spells.filter(({ to = now }) => to > from).slice(-mostDrawn);
  const states = (["firing", "suppressed", "pending"] as const).filter((state) => drawn.some((spell) => spell.state === state));
  const at = (time: number) => Math.min(100, Math.max(0, ((time - from) / window) * 100));
  return (
    <div className="flex flex-col gap-1">
      <div role="img" aria-label={stripWords(drawn, from, now)} className="relative h-6 overflow-hidden rounded-s border border-line bg-sunken">
        {drawn.map(({ from: begun, to = now, state }) => (
          <span
            key={`${begun} ${state}`}
            title={`${spellLooks[state].word} for ${duration(to - begun)}`}
            className={`absolute inset-y-0 min-w-[2px] ${spellLooks[state].className}`}
            style={{ left: `${at(begun)}%`, width: `${at(to) - at(begun)}%`, ...(spellLooks[state].pattern === undefined ? {} : { backgroundImage: spellLooks[state].pattern }) }}
          />
        ))}
      </div>
      <div className="flex justify-between gap-3 text-xs text-muted">
        <span>{duration(window)} ago</span>
        <span className="flex flex-wrap gap-x-3">
          {states.map((state) => (
            <span key={state} className="inline-flex items-center gap-1">
              <span aria-hidden="true" className={`inline-block size-2.5 rounded-[2px] border border-line-strong ${spellLooks[state].className}`} style={spellLooks[state].pattern === undefined ? undefined : { backgroundImage: spellLooks[state].pattern }} />
              {spellLooks[state].word}
            </span>
          ))}
        </span>
        <span>now</span>
      </div>
    </div>
  );
}

function stripWords(spells: readonly Spell[], from: number, now: number): string {
  const total = (state: Spell["state"]) => spells.filter((spell) => spell.state === state).reduce((sum, { from: begun, to = now }) => sum + to - Math.max(from, begun), 0);
  const parts = (["firing", "suppressed", "pending"] as const).flatMap((state) => (total(state) > 0 ? [`${spellLooks[state].word.toLowerCase()} for ${duration(total(state))}`] : []));
  const last = spells.at(-1);
  const is = last !== undefined && last.to === undefined ? `; now ${spellLooks[last.state].word.toLowerCase()}` : "";
  return `In the last ${duration(now - from)}: ${parts.length === 0 ? "nothing" : parts.join(", ")}${is}.`;
}

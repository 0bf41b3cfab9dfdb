import type { AlertState } from "./alert";
import { enumerated, integrationWord } from "./integration-words";
import type { Destination, RoutingExplanation } from "./routing";

const time = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });

/** A moment of these days in words that hold in every time zone: `14:00 UTC`, `3 December 2026, 14:00 UTC`. */
function moment(at: number, now: number): string {
  const clock = `${time.format(at)} UTC`;
  return date.format(at) === date.format(now) ? clock : `${date.format(at)}, ${clock}`;
}

/** What is to be said of an alert's way in one plain sentence or two. */
export function routingSentence(told: Omit<RoutingExplanation, "sentence">, state: AlertState | undefined, now: number): string {
  const means = told.path.filter(({ nowhere }) => !nowhere);
  if (means.length === 0) return nobody(told.path);
  const way = `goes to ${andTo([...new Set(means.map(meansOf))])}`;
  const begin = state === "pending" ? `Once it fires, it ${way}` : state === "resolved" ? `It is over; when it fires again, it ${way}` : `It ${way}`;
  const reason = quiet(told, means, now);
  return reason === undefined ? `${begin}.` : `${begin}, but ${reason}.`;
}

function nobody(path: readonly Destination[]): string {
  const ends = [...new Set(path.map(({ receiver }) => `“${receiver}”`))];
  if (ends.length === 0) return "Nobody hears of it: it matches no route at all.";
  return ends.length === 1 ? `Nobody hears of it: its route ends at ${ends.join("")}, which sends nothing.` : `Nobody hears of it: its routes end at ${enumerated(ends)}, which send nothing.`;
}

/** Ways of telling have their own “and”: `p47 by e-mail and webhook, and to ops by Slack`. */
const andTo = (ends: readonly string[]) => (ends.length < 2 ? (ends[0] ?? "") : `${ends.slice(0, -1).join(", to ")}, and to ${ends.at(-1) ?? ""}`);

const meansOf = ({ receiver, integrations }: Destination) => `${receiver} by ${enumerated([...new Set(integrations.map(integrationWord))])}`;

/** Why it is not told now, the first reason that Alertmanager has: inhibition, then intervals, then silences. */
function quiet({ inhibited, silences }: Omit<RoutingExplanation, "sentence">, means: readonly Destination[], now: number): string | undefined {
  if (inhibited !== undefined) return `is inhibited by ${inhibited.by.name} as long as that fires`;
  const muted = means.filter(({ mutedBy }) => mutedBy !== undefined);
  if (muted.length === means.length && muted[0] !== undefined) return mutedWords(muted[0], now);
  const [longest] = silences;
  if (longest !== undefined) return `is silenced by ${longest.createdBy === "" ? "somebody" : longest.createdBy} until ${moment(longest.endsAt, now)}`;
  return muted[0] === undefined ? undefined : `not to ${enumerated([...new Set(muted.map(({ receiver }) => receiver))])} now: there it ${mutedWords(muted[0], now)}`;
}

function mutedWords({ active, mute, mutedBy = "" }: Destination, now: number): string {
  const outside = active.length > 0 && !active.some(({ holds }) => holds);
  const ends = (outside ? active : mute.filter(({ holds }) => holds)).flatMap(({ changesAt }) => changesAt ?? []);
  const until = ends.length === 0 ? "" : ` until ${moment(Math.min(...ends), now)}`;
  return outside ? `is told only in the time “${mutedBy}”, so it waits${until}` : `is muted in the time “${mutedBy}”${until}`;
}

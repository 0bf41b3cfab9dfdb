import { randomUUID } from "node:crypto";
import { Refusal } from "../../exchange";
import type { Labels } from "../../series";
import { readTime } from "./alerts";
import { checked, matches, matchesAll, type AlertMatcher } from "./matcher";

/** A silence as the simulator keeps it; times are ms since the epoch. */
export interface StoredSilence {
  readonly id: string;
  readonly matchers: readonly AlertMatcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

export type SilenceState = "active" | "pending" | "expired";

/** The silences of one Alertmanager. */
export interface SilenceBook {
  /** Creates or changes one and answers its id: a new one where the change would rewrite history. */
  put(body: unknown): string;
  find(id: string): StoredSilence | undefined;
  /** Ends one now; answers false where there is none. */
  expire(id: string): boolean;
  list(): readonly StoredSilence[];
  state(silence: StoredSilence): SilenceState;
  /** The ids of the active silences that mute these labels. */
  muting(labels: Labels): readonly string[];
  /** Takes what a peer knows: of each silence the newer word counts. Answers whether anything was new. */
  merge(others: readonly StoredSilence[]): boolean;
}

/** How long an expired silence is kept, ms. */
const retention = 120 * 3600_000;
const order: Readonly<Record<SilenceState, number>> = { active: 0, pending: 1, expired: 2 };
/** Next to end, next to begin, and last ended come first. */
const within: Readonly<Record<SilenceState, (a: StoredSilence, b: StoredSilence) => number>> = {
  active: (a, b) => a.endsAt - b.endsAt,
  pending: (a, b) => a.startsAt - b.startsAt,
  expired: (a, b) => b.endsAt - a.endsAt,
};

/** Keeps silences with Alertmanager's rules of what may be changed in place. `changed` hears of every change made here. */
export function createSilenceBook(clock: () => number, changed: () => void = () => undefined): SilenceBook {
  const silences = new Map<string, StoredSilence>();

  const stateAt = ({ startsAt, endsAt }: StoredSilence, now: number): SilenceState => (endsAt <= now ? "expired" : startsAt > now ? "pending" : "active");
  const state = (silence: StoredSilence) => stateAt(silence, clock());
  const expire = (silence: StoredSilence, now: number) => {
    if (stateAt(silence, now) === "expired") return;
    silences.set(silence.id, { ...silence, startsAt: Math.min(silence.startsAt, now), endsAt: now, updatedAt: now });
    changed();
  };
  const seconds = (time: number) => Math.floor(time / 1_000);
  const mayChange = (before: StoredSilence, after: StoredSilence, now: number) => {
    if (JSON.stringify(before.matchers) !== JSON.stringify(after.matchers)) return false;
    const was = stateAt(before, now);
    return was === "pending" ? after.startsAt >= now : was === "active" && seconds(after.startsAt) === seconds(before.startsAt);
  };

  return {
    put(body) {
      const now = clock();
      for (const [id, { endsAt }] of silences) if (endsAt + retention < now) silences.delete(id);
      const wanted = readSilence(body, now);
      const before = silences.get(wanted.id);
      if (wanted.id !== "" && before === undefined) throw new Refusal(404, "silence not found");
      if (before !== undefined && mayChange(before, wanted, now)) {
        silences.set(before.id, wanted);
        changed();
        return before.id;
      }
      if (before !== undefined) expire(before, now);
      const made = { ...wanted, id: randomUUID(), startsAt: Math.max(wanted.startsAt, now) };
      silences.set(made.id, made);
      changed();
      return made.id;
    },
    find: (id) => silences.get(id),
    expire(id) {
      const found = silences.get(id);
      if (found !== undefined) expire(found, clock());
      return found !== undefined;
    },
    list: () => [...silences.values()].sort((a, b) => order[state(a)] - order[state(b)] || within[state(a)](a, b)),
    state,
    muting: (labels) => [...silences.values()].filter((silence) => state(silence) === "active" && matchesAll(silence.matchers, labels)).map(({ id }) => id).sort(),
    merge(others) {
      const newer = others.filter((other) => (silences.get(other.id)?.updatedAt ?? -Infinity) < other.updatedAt);
      for (const each of newer) silences.set(each.id, each);
      return newer.length > 0;
    },
  };
}

function readSilence(body: unknown, now: number): StoredSilence {
  const fields = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const startsAt = readTime(fields["startsAt"], "startsAt");
  const endsAt = readTime(fields["endsAt"], "endsAt");
  if (startsAt === undefined || endsAt === undefined) throw new Refusal(400, "a silence has a start and an end");
  if (endsAt <= startsAt) throw new Refusal(400, "failed to create silence: start time must be before end time");
  if (endsAt < now) throw new Refusal(400, "failed to create silence: end time can't be in the past");
  const matchers = Array.isArray(fields["matchers"]) ? fields["matchers"].map(readMatcher) : [];
  if (matchers.length === 0) throw new Refusal(400, "invalid silence: at least one matcher required");
  if (matchers.every((matcher) => matches(matcher, {}))) throw new Refusal(400, "invalid silence: at least one matcher must not match the empty string");
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
  return { id: text("id"), matchers, startsAt, endsAt, updatedAt: now, createdBy: text("createdBy"), comment: text("comment") };
}

function readMatcher(value: unknown): AlertMatcher {
  const { name, value: wanted, isRegex, isEqual } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof name !== "string" || typeof wanted !== "string" || typeof isRegex !== "boolean") throw new Refusal(400, "a matcher has name, value and isRegex");
  return checked({ name, value: wanted, isRegex, isEqual: isEqual !== false });
}

import type { AnySource } from "@/lib/hub";
import { topicAddress, type Person, type Topic } from "@/lib/model";
import type { SilenceReminder } from "@/lib/model/alerting";
import type { ClusterParts } from "../cluster";
import { rightsKey } from "../identity";
import type { Now } from "../shared";
import type { AlertsNow } from "./alerts-now";

/** A reminder comes so long before a silence ends, ms. */
const before = 3_600_000;

/** The asking person's own silences that end within the hour and still keep something quiet. */
export function remindersSource({ alerting: { book, memory } }: ClusterParts, topic: Topic, person: Person, now: Now): AnySource {
  const address = topicAddress(topic);
  return {
    key: `${address}#${rightsKey(person)}`,
    topic: address,
    every: 30_000,
    keep: 1,
    load: async () => remindersOf(book.current, await memory.silenceOwners(), { cluster: topic.cluster, person, at: now() }),
  };
}

/** The soonest first. Where the Store does not know whose a silence is, the name that it carries decides. */
export function remindersOf({ silences, alerts }: Pick<AlertsNow, "silences" | "alerts">, owners: ReadonlyMap<string, string>, { cluster, person, at }: { readonly cluster: string; readonly person: Pick<Person, "id" | "name">; readonly at: number }): readonly SilenceReminder[] {
  const ending = [...silences.values()].filter(({ state, endsAt }) => state === "active" && endsAt > at && endsAt - at <= before);
  const own = ending.filter(({ id, createdBy }) => (owners.has(id) ? owners.get(id) === person.id : createdBy === person.name));
  return own
    .map(({ id, comment, endsAt }) => ({ cluster, id, comment, endsAt, covers: [...alerts.values()].filter(({ state, silencedBy }) => state !== "resolved" && silencedBy.includes(id)).length }))
    .filter(({ covers }) => covers > 0)
    .sort((a, b) => a.endsAt - b.endsAt);
}

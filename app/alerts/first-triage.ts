import { asked, readSearch } from "@/components/alerts/triage/triage-search";
import type { FirstTriage } from "@/components/alerts/triage/use-triage";
import type { Cluster, Person } from "@/lib/model";
import type { MayRespond } from "@/lib/model/alerting/may-respond";
import { problemOf } from "@/lib/model/problem";
import { portal } from "@/lib/portal";

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Everything that a triage page is first painted with. It asks no upstream; where something fails, the browser asks again and says why. */
export async function firstTriage(person: Person, clusters: readonly Cluster[], only: boolean, params: Params) {
  const words = Object.entries(params).flatMap(([name, value]) => (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) => [name, one]));
  const search = asked(readSearch(new URLSearchParams(words).toString()), clusters, only);
  const [first, preferences] = await Promise.all([found(person, search, clusters), portal().preferences(person)]);
  const may: Readonly<Record<string, MayRespond>> = Object.fromEntries(clusters.map(({ id }) => [id, portal().alerting.mayRespond(person, id)]));
  const now = new Date().getTime();
  return { at: now, of: portal().peek(person, clusters.map(({ id }) => `alerting/${id}`)), page: { clusters, only, first, preferences, may } };
}

async function found(person: Person, search: FirstTriage["search"], clusters: readonly Cluster[]): Promise<FirstTriage | undefined> {
  try {
    return { search, triage: await portal().alerting.triage(person, search.clusters.length === 0 ? { ...search, clusters: clusters.map(({ id }) => id) } : search) };
  } catch (error) {
    portal().log.warn({ problem: problemOf(error), err: error }, "the alerts could not be shown at once");
    return undefined;
  }
}

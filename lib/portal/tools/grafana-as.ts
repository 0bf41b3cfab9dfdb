import { CastorError, type Person } from "@/lib/model";
import { atMost } from "@/lib/model/at-most";
import { entryId, type GatewayEntry } from "@/lib/gateway";
import { grafanaDashboards, type DashboardParts, type FoundDashboard, type GrafanaDashboards, type GrafanaOptions } from "@/lib/tools/grafana";
import { createWire, type Wire } from "@/lib/wire";
import type { ClusterParts } from "../cluster";
import { shared, type Now } from "../shared";
import { inPersonsWords } from "./persons-words";
import type { ToolsParts } from "./parts";

/** A cluster's Grafana as one session of one person sees it. */
export interface PersonsGrafana {
  /** Where the gateway puts it: the frames' origin. */
  readonly origin: string;
  /** Where its pages open: Castor's own page, or a tab. */
  readonly base: string;
  readonly options: GrafanaOptions;
  all(): Promise<{ readonly dashboards: readonly FoundDashboard[]; readonly at: number }>;
  one(uid: string): Promise<DashboardParts>;
}

/** Answers are kept so long, ms, and for so many sessions at most. */
const kept = 30_000;
const mostSessions = 500;
/** So many dashboards of one session are read at once, and so many are remembered. */
const atOnce = 6;
const mostRead = 200;

interface Answers {
  readonly all: () => Promise<{ readonly dashboards: readonly FoundDashboard[]; readonly at: number }>;
  readonly one: (uid: string) => Promise<DashboardParts>;
  usedAt: number;
}

/**
 * Grafana, asked in people's own names by what the gateway would tell it of them: nothing of Castor's own
 * goes along, and nobody is ever answered with what another session was told. Undefined where Grafana is
 * not behind the sign-in, or this person may not open it.
 */
export function createGrafanaAs({ behind, known, log, now }: Pick<ToolsParts, "known" | "log" | "now"> & { readonly behind: Pick<ToolsParts["behind"], "entries" | "identification"> }) {
  const wires = new Map<string, Wire>();
  const answers = new Map<string, Answers>();

  function answersFor(entry: GatewayEntry, person: Person): Answers {
    const session = known.idOf(person);
    if (session === undefined) throw new CastorError("unauthorized", "Sign in first.");
    for (const [key, { usedAt }] of answers) if (now() - usedAt >= kept || answers.size > mostSessions) answers.delete(key);
    const key = JSON.stringify([entry.id, session]);
    const found = answers.get(key) ?? newAnswers(grafanaDashboards(wireTo(entry), () => behind.identification.headers(entry, { sessionId: session, person })), entry, now);
    found.usedAt = now();
    answers.set(key, found);
    return found;
  }

  function wireTo(entry: GatewayEntry): Wire {
    const found = wires.get(entry.id) ?? personsWire(entry, log);
    wires.set(entry.id, found);
    return found;
  }

  return (person: Person, cluster: Pick<ClusterParts, "settings" | "upstreams" | "toolBase">): PersonsGrafana | undefined => {
    const upstream = cluster.upstreams.find(({ tool }) => tool.id === "grafana");
    const entry = behind.entries.find(({ id }) => id === entryId("grafana", cluster.settings.id));
    const base = cluster.toolBase(person, "grafana");
    if (upstream === undefined || entry === undefined || base === undefined || entry.levelOf(person) === undefined) return undefined;
    return {
      ...{ origin: entry.origin, base, options: upstream.settings.options as GrafanaOptions },
      all: async () => answersFor(entry, person).all(),
      one: async (uid) => answersFor(entry, person).one(uid),
    };
  };
}

/** The way to a tool without any credentials of Castor's. */
function personsWire({ upstream, tool, cluster }: GatewayEntry, log: ToolsParts["log"]): Wire {
  const url = new URL(upstream.url);
  url.username = "";
  url.password = "";
  return createWire({ name: `${tool.title} of ${cluster.title}`, url: url.href, log, tls: { insecure: upstream.insecure, ...(upstream.ca === undefined ? {} : { ca: upstream.ca }) } });
}

function newAnswers(grafana: GrafanaDashboards, { tool, cluster }: GatewayEntry, now: Now): Answers {
  const name = `${tool.title} of ${cluster.title}`;
  const limited = atMost(atOnce);
  const parts = new Map<string, () => Promise<DashboardParts>>();
  return {
    all: shared(() => inPersonsWords(name, async () => ({ dashboards: await grafana.all(), at: now() })), kept, now),
    one(uid) {
      const read = parts.get(uid) ?? shared(() => inPersonsWords(name, () => limited(() => grafana.one(uid))), kept, now);
      parts.delete(uid);
      parts.set(uid, read);
      for (const oldest of parts.keys()) if (parts.size > mostRead) parts.delete(oldest);
      return read();
    },
    usedAt: now(),
  };
}

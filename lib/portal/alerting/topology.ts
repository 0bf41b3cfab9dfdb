import { createHash } from "node:crypto";
import { problemOf } from "@/lib/model/problem";
import type { NodeInfo } from "@/lib/model";
import { joinTopology, noFacts, unknownTopology, type TopologyFacts, type TopologyNow } from "@/lib/model/alerting/topology";
import { argoCdClient } from "@/lib/tools/argo-cd";
import { exporterOf, exporters, type Prometheus } from "@/lib/tools/prometheus";
import { topologyOf } from "@/lib/tools/prometheus/topology";
import type { Wire } from "@/lib/wire";
import type { Now } from "../shared";

export type { TopologyNow } from "@/lib/model/alerting/topology";

/** What belongs to what in a cluster, as far as alerts need to know it; without a right of Kubernetes'. */
export interface Topology {
  /** Resolves soon: with what is known, however old. */
  read(): Promise<TopologyNow>;
  /** Never waits; whoever looks sees to it that it is measured again when it is old. */
  readonly current: TopologyNow;
}

export interface TopologyParts {
  readonly cluster: string;
  readonly prometheus: Prometheus | undefined;
  readonly argo: Wire | undefined;
  /** How Argo CD may call this cluster; by its id where absent. */
  readonly destinations?: readonly string[];
  readonly nodes: () => readonly NodeInfo[];
  readonly now: Now;
  readonly log?: { warn(fields: object, message: string): void };
}

/** How long an answer is believed, how long it may take, and how long somebody waits for the first one, ms. */
const believed = 60_000;
const longest = 15_000;
const patience = 1_200;

/** What is asked for by itself: the lists of {@link TopologyFacts}, and those that are joined into them. */
interface Parts extends Omit<TopologyFacts, "owners" | "nodes"> {
  readonly replicaSets: TopologyFacts["owners"];
  readonly jobs: TopologyFacts["owners"];
  readonly addresses: readonly { readonly name: string; readonly address: string }[];
  readonly exporters: Awaited<ReturnType<typeof exporters>>;
}

type Part = keyof Parts;
type Questions = { readonly [P in Part]: (signal: AbortSignal) => Promise<Parts[P]> };

export function createTopology({ cluster, prometheus, argo, destinations = [cluster], nodes, now, log }: TopologyParts): Topology {
  const questions: Partial<Questions> = { ...(prometheus && ofPrometheus(prometheus)), ...(argo && { applications: (signal) => argoCdClient(argo).applications(destinations, signal) }) };
  const answers: Partial<Parts> = {};
  const failing = new Set<Part>();
  let current = unknownTopology;
  let known: string | undefined;
  let asked = -Infinity;
  let running: Promise<void> | undefined;

  async function ask<P extends Part>(part: P, signal: AbortSignal): Promise<void> {
    try {
      Object.assign(answers, { [part]: await questions[part]?.(signal) });
      failing.delete(part);
    } catch (error) {
      const { code, message } = problemOf(error);
      // A cluster that does not export something says so each minute: once is enough.
      if (!failing.has(part) && code !== "not-found") log?.warn({ cluster, part, code, reason: message }, "a part of the cluster's structure is not known");
      failing.add(part);
    }
  }

  async function measure(): Promise<void> {
    const signal = AbortSignal.timeout(longest);
    await Promise.all((Object.keys(questions) as Part[]).map((part) => ask(part, signal)));
    const { replicaSets = [], jobs = [], addresses = [], exporters: found = [], ...rest } = answers;
    const facts = { ...noFacts, ...rest, owners: [...replicaSets, ...jobs], nodes: namesOf(nodes(), addresses, found) };
    // What was made of the structure so far stays good as long as nothing of it has changed.
    const mark = createHash("sha1").update(JSON.stringify(facts)).digest("hex");
    if (mark !== known) current = joinTopology(facts, now());
    known = mark;
  }

  function renew(): void {
    if (running !== undefined || now() - asked < believed) return;
    asked = now();
    running = measure().finally(() => (running = undefined));
  }

  return {
    get current() {
      renew();
      return current;
    },
    async read() {
      renew();
      if (current.at === 0 && running !== undefined) {
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([running, new Promise((resolve) => (timer = setTimeout(resolve, patience)))]);
        clearTimeout(timer);
      }
      return current;
    },
  };
}

function ofPrometheus(prometheus: Prometheus): Omit<Questions, "applications"> {
  const { nodes: addresses, ...others } = topologyOf(prometheus);
  return { ...others, addresses, exporters: (signal) => exporters(prometheus, signal) };
}

/** Every way in which nodes are called. What Kubernetes itself says comes last, as the last word counts. */
function namesOf(infos: readonly NodeInfo[], addresses: Parts["addresses"], found: Parts["exporters"]): TopologyFacts["nodes"] {
  const known = new Map([...addresses.map(({ name, address }) => [name, address] as const), ...infos.map(({ name, address = "" }) => [name, address] as const)]);
  return [...known].flatMap(([name, address]) => {
    const exporter = exporterOf(found, { node: name, ...(address === "" ? {} : { address }) });
    return [exporter?.instance ?? "", exporter?.nodename ?? "", address, name].filter((alias) => alias !== "").map((alias) => ({ name, alias }));
  });
}

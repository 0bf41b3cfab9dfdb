import { Refusal } from "./exchange";
import type { Upstream } from "./serve";
import { setFault } from "./upstream-faults";
import type { World } from "./world/world";

/** What a person may let happen for a while, in the words of the control page. */
export const scenarios = {
  "node-down": "a node of Pollux falls silent: after a minute alerts about the node, its IOC and its targets fire, and they go away again",
  "fill-claim": "a claim of p47 fills up to 98.5 %: a critical alert for p47 and its on-call fires within a minute",
  "mail-down": "no e-mail leaves any Alertmanager: notifications fail and are tried again",
} as const;

export type Scenario = keyof typeof scenarios;

export const isScenario = (value: unknown): value is Scenario => typeof value === "string" && Object.hasOwn(scenarios, value);

/** What a scenario is begun with; what is left out is chosen. */
export interface ScenarioWish {
  readonly scenario: Scenario;
  /** How long it lasts. */
  readonly seconds?: number;
  /** Of `node-down`: a node of Pollux. */
  readonly node?: string;
  /** Of `fill-claim`: a claim of Pollux that pods mount, as `namespace/name`. */
  readonly claim?: string;
}

/** What is going on, and until when; ms since the epoch. */
export interface Running {
  readonly scenario: Scenario;
  readonly about: string;
  readonly until: number;
}

export interface ScenarioStage {
  /** Refuses with 400 what it cannot do, and with 409 what goes on already. */
  begin(wish: ScenarioWish): Promise<Running>;
  running(): readonly Running[];
  /** Ends everything now. */
  stop(): Promise<void>;
}

/** How long one lasts unless somebody says otherwise, and at most. */
const usual = 240;
const longest = 3_600;
/** How long the control plane waits for a sign of life in a demonstration, ms. */
const patience = 10_000;

const where = "pollux";

/** Lets things happen that do not come by the clock. `mailDown` is told until when no mail leaves. */
export function scenarioStage({ world, upstreams, mailDown }: { readonly world: World; readonly upstreams: readonly Upstream[]; readonly mailDown: (until: number) => void }): ScenarioStage {
  const cluster = world.cluster(where);
  let going: readonly (Running & { readonly end: () => Promise<void>; readonly timer: NodeJS.Timeout })[] = [];

  /** Takes a node's exporters off the network until the answer is called. */
  const unplug = async (node: string): Promise<() => Promise<void>> => {
    const ids = [`${where}/node-exporter/${node}`, `${where}/kubelet/${node}`].filter((id) => upstreams.some((upstream) => upstream.id === id));
    for (const id of ids) await setFault(upstreams, id, "stopped");
    return async () => {
      for (const id of ids) await setFault(upstreams, id, "ok");
    };
  };

  const acts: Readonly<Record<Scenario, (wish: ScenarioWish, now: number, until: number) => Promise<readonly [about: string, end: () => Promise<void>]>>> = {
    async "node-down"({ node: name = "p45-srv-01" }, now, until) {
      const node = cluster.node(name);
      if (node === undefined || node.host) throw new Refusal(400, `Pollux has no simulated node called ${name}`);
      node.failures.add({ since: now, from: now + patience, to: until });
      return [name, await unplug(name)];
    },
    "fill-claim"({ claim = "p47-beamline/p47-data-claim" }, now, until) {
      const [namespace = "", name = ""] = claim.split("/");
      if (namespace === "" || name === "") throw new Refusal(400, "a claim is named as namespace/name");
      cluster.fillings.add({ namespace, claim: name, from: now, to: until });
      return Promise.resolve([claim, () => Promise.resolve()]);
    },
    "mail-down"(_wish, _now, until) {
      mailDown(until);
      return Promise.resolve(["e-mail", () => Promise.resolve(mailDown(0))]);
    },
  };

  const finish = async (done: Running) => {
    const found = going.find((each) => each === done);
    going = going.filter((each) => each !== done);
    clearTimeout(found?.timer);
    await found?.end();
  };

  return {
    async begin(wish) {
      const { scenario, seconds = usual } = wish;
      if (!(seconds >= 1 && seconds <= longest)) throw new Refusal(400, `a scenario lasts from 1 to ${longest} seconds`);
      if (going.some((each) => each.scenario === scenario)) throw new Refusal(409, `${scenario} goes on already`);
      const now = world.now();
      const until = now + seconds * 1_000;
      const [about, end] = await acts[scenario](wish, now, until);
      const timer = setTimeout(() => void finish(running), seconds * 1_000);
      timer.unref();
      const running = { scenario, about, until, end, timer };
      going = [...going, running];
      return { scenario, about, until };
    },
    running: () => going.map(({ scenario, about, until }) => ({ scenario, about, until })),
    async stop() {
      for (const each of going) await finish(each);
    },
  };
}

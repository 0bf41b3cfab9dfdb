import { readSince } from "@/lib/model/log-query";
import type { LogPod } from "@/lib/model/object-report";
import type { Level } from "./level";

/** What of the logs is looked at, and how: all of it stands in the address, so that a link shows the same. */
export interface LogChoice {
  /** Names of containers; empty means the first one of each pod. */
  readonly containers: readonly string[];
  readonly follow: boolean;
  readonly previous: boolean;
  /** `15m`; empty means everything. */
  readonly since: string;
  /** Last lines of each container; 0 means all. */
  readonly tail: number;
  readonly search: string;
  readonly pattern: boolean;
  readonly exact: boolean;
  readonly matching: boolean;
  readonly level: Level;
  readonly times: boolean;
  readonly wrap: boolean;
}

export const firstChoice: LogChoice = {
  containers: [],
  follow: true,
  previous: false,
  since: "",
  tail: 1_000,
  search: "",
  pattern: false,
  exact: false,
  matching: false,
  level: 0,
  times: true,
  wrap: false,
};

/** How far back, by what the address says. */
export const sinceWords: Readonly<Record<string, string>> = {
  "1m": "last minute",
  "5m": "last 5 minutes",
  "15m": "last 15 minutes",
  "1h": "last hour",
  "6h": "last 6 hours",
  "24h": "last 24 hours",
  "": "any time",
};

export const tails: readonly number[] = [100, 1_000, 10_000, 100_000, 0];
export const levelChoices: readonly Level[] = [0, 3, 4, 5];

/** Reads the choice from an address; what it does not understand is as at first. */
export function readChoice(query: URLSearchParams): LogChoice {
  const flag = (name: string, otherwise: boolean) => {
    const value = query.get(name);
    return value === "true" ? true : value === "false" ? false : otherwise;
  };
  const level = Number(query.get("level"));
  const tail = query.get("tail");
  return {
    containers: query.getAll("container").filter((name) => /^[a-z0-9][-a-z0-9]{0,62}$/.test(name)).slice(0, 50),
    follow: flag("follow", firstChoice.follow),
    previous: flag("previous", firstChoice.previous),
    since: known(query.get("since")),
    tail: tail !== null && /^\d{1,6}$/.test(tail) ? Number(tail) : firstChoice.tail,
    search: (query.get("search") ?? "").slice(0, 1_000),
    pattern: flag("pattern", false),
    exact: flag("exact", false),
    matching: flag("matching", false),
    level: levelChoices.find((each) => each === level) ?? 0,
    times: flag("times", true),
    wrap: flag("wrap", false),
  };
}

function known(since: string | null): string {
  try {
    return since !== null && readSince(since) !== undefined ? since : "";
  } catch {
    return "";
  }
}

/** Writes what differs from the first choice into an address; what else stands there stays. */
export function writeChoice(choice: LogChoice, query: URLSearchParams): void {
  query.delete("container");
  for (const name of choice.containers) query.append("container", name);
  for (const name of ["follow", "previous", "since", "tail", "search", "pattern", "exact", "matching", "level", "times", "wrap"] as const) {
    if (choice[name] === firstChoice[name]) query.delete(name);
    else query.set(name, String(choice[name]));
  }
}

/** A container of one of the pods, by its name in all of them. */
export interface ContainerChoice {
  readonly name: string;
  readonly type: LogPod["containers"][number]["type"];
  readonly restarts: number;
}

/** The container that is read where none is chosen: what the pod is for, not what prepares or accompanies it. */
export const firstContainer = ({ containers }: LogPod): LogPod["containers"][number] | undefined => containers.find(({ type }) => type === "container") ?? containers[0];

const ranks: Readonly<Record<ContainerChoice["type"], number>> = { container: 0, sidecar: 1, init: 2, ephemeral: 3 };

/** The containers of all pods, each name once: what they are for first. */
export function containersOf(pods: readonly LogPod[]): readonly ContainerChoice[] {
  const found = new Map<string, ContainerChoice>();
  for (const { name, type, restarts } of pods.flatMap(({ containers }) => containers)) {
    found.set(name, { name, type, restarts: Math.max(restarts, found.get(name)?.restarts ?? 0) });
  }
  return [...found.values()].sort((a, b) => ranks[a.type] - ranks[b.type]);
}

/** The containers that are read: of each pod the chosen ones, or its first one. */
export function targetsOf(pods: readonly LogPod[], chosen: readonly string[]): readonly { readonly pod: string; readonly container?: string }[] {
  return pods.flatMap((each) => {
    const { name: pod, containers } = each;
    if (containers.length === 0) return chosen.length === 0 ? [{ pod }] : chosen.map((container) => ({ pod, container }));
    const wanted = containers.filter(({ name }) => chosen.includes(name));
    const first = firstContainer(each);
    const taken = chosen.length === 0 && first !== undefined ? [first] : wanted;
    return taken.map(({ name }) => ({ pod, container: name }));
  });
}

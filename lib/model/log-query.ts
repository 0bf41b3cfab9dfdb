import { mostLogStreams } from "./log-stream";
import { CastorError } from "./problem";

/** One container's output that is asked for. */
export interface LogTarget {
  readonly pod: string;
  /** Without it Kubernetes chooses, where there is one only. */
  readonly container?: string;
  /** Continue from this whole second, `2026-11-21T13:58:31Z`; `since` and `tail` do not hold then. */
  readonly sinceTime?: string;
}

/** What is read of the logs of a namespace. */
export interface LogQuery {
  /** Their places are the streams' numbers in the answer. */
  readonly targets: readonly LogTarget[];
  readonly follow: boolean;
  /** Of the run before the last restart. */
  readonly previous: boolean;
  /** Only what is younger, s. */
  readonly since?: number;
  /** Only so many last lines of each container. */
  readonly tail?: number;
}

/** Most lines of each container that may be asked for at once. */
export const mostTail = 1_000_000;

/** Where Castor streams the logs of a namespace. */
export const logsPath = (cluster: string, namespace: string): string => `/api/clusters/${encodeURIComponent(cluster)}/logs/${encodeURIComponent(namespace)}`;

/** Castor's page of logs, for a link that can be sent. */
export function logsHref(cluster: string, namespace: string, pods: readonly string[], containers: readonly string[] = []): string {
  const query = new URLSearchParams([...pods.map((pod) => ["pod", pod]), ...containers.map((container) => ["container", container])]);
  return `/clusters/${cluster}/logs/${encodeURIComponent(namespace)}?${query.toString()}`;
}

/**
 * `?pod=a&pod=b&container=app&follow=true`. `pod`, `container` and `sinceTime` are lists side by
 * side, as long as there are streams; a list of one holds for all, an empty entry stands for nothing.
 */
export function writeLogQuery({ targets, follow, previous, since, tail }: LogQuery): string {
  const query = new URLSearchParams();
  for (const { pod } of targets) query.append("pod", pod);
  for (const name of ["container", "sinceTime"] as const) {
    if (targets.some((target) => target[name] !== undefined)) for (const target of targets) query.append(name, target[name] ?? "");
  }
  if (follow) query.set("follow", "true");
  if (previous) query.set("previous", "true");
  if (since !== undefined) query.set("since", String(since));
  if (tail !== undefined) query.set("tail", String(tail));
  return query.toString();
}

const podName = /^[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?$/;
const labelName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const inSeconds = { "": 1, s: 1, m: 60, h: 3_600, d: 86_400 } as const;

const invalid = (message: string) => new CastorError("invalid", message);

/** Whether a namespace can be called so. */
export const isNamespaceName = (name: string): boolean => labelName.test(name);

/** Reads what {@link writeLogQuery} writes, and what people type. Throws `invalid` and `too-large`. */
export function readLogQuery(query: URLSearchParams): LogQuery {
  const targets = readTargets(query);
  const since = readSince(query.get("since"));
  const tail = readTail(query.get("tail"));
  return {
    targets,
    follow: readFlag(query, "follow"),
    previous: readFlag(query, "previous"),
    ...(since === undefined ? {} : { since }),
    ...(tail === undefined ? {} : { tail }),
  };
}

function readTargets(query: URLSearchParams): readonly LogTarget[] {
  const [pods, containers, times] = [query.getAll("pod"), query.getAll("container"), query.getAll("sinceTime")];
  if (pods.length === 0) throw invalid("Logs need at least one pod, as in ?pod=ioc-0.");
  const count = Math.max(pods.length, containers.length, times.length);
  if (count > mostLogStreams) throw new CastorError("too-large", `Castor reads the logs of at most ${mostLogStreams} containers at once.`);
  const at = (list: readonly string[], index: number, name: string) => {
    if (list.length > 1 && list.length !== count) throw invalid(`There must be one ${name}, or as many as there are streams.`);
    return (list.length === 1 ? list[0] : list[index]) || undefined;
  };
  return Array.from({ length: count }, (_, index) => {
    const pod = at(pods, index, "pod") ?? "";
    const container = at(containers, index, "container");
    const sinceTime = at(times, index, "sinceTime");
    if (!podName.test(pod)) throw invalid(`“${pod.slice(0, 80)}” cannot be a pod's name.`);
    if (container !== undefined && !labelName.test(container)) throw invalid(`“${container.slice(0, 80)}” cannot be a container's name.`);
    if (sinceTime !== undefined && (!second.test(sinceTime) || Number.isNaN(Date.parse(sinceTime)))) throw invalid("sinceTime is a time like 2026-11-21T13:58:31Z.");
    return { pod, ...(container === undefined ? {} : { container }), ...(sinceTime === undefined ? {} : { sinceTime }) };
  });
}

function readFlag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  if (value !== null && !["", "true", "false"].includes(value)) throw invalid(`${name} is true or false.`);
  return value !== null && value !== "false";
}

/** `900`, `15m`, `24h`; undefined for everything. In seconds. */
export function readSince(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  const [, digits, unit] = /^([1-9]\d{0,8})([smhd]?)$/.exec(text) ?? [];
  if (digits === undefined) throw invalid("since is a time like 900, 15m or 24h.");
  return Number(digits) * inSeconds[unit as keyof typeof inSeconds];
}

function readTail(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  if (!/^\d{1,7}$/.test(text) || Number(text) > mostTail) throw invalid(`tail is a number of lines up to ${mostTail}.`);
  return Number(text);
}

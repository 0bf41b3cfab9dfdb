import type { Readable } from "node:stream";
import { problemOf } from "@/lib/model/problem";
import type { LogQuery, LogTarget } from "@/lib/model/log-query";
import type { LogProblem } from "@/lib/model/log-stream";
import { path, type Headers, type Wire } from "@/lib/wire";
import { refused } from "./refusal";
import { logPod, type LogPodObject } from "./schema";

/** The way to the logs of a namespace, in a person's name. */
export interface LogAccess {
  readonly wire: Pick<Wire, "get" | "pass">;
  /** Asked before each request, as tokens change. */
  readonly headers: () => Promise<Headers>;
  readonly namespace: string;
}

/** A kubelet that follows sends nothing at all, not even headers, before the container's first line: ms. */
const beginFollowing = 6 * 3_600_000;

/** Opens one container's log; the answer's body is the log, with times. Throws nothing but what `signal` does. */
export async function openLog(access: LogAccess, query: Omit<LogQuery, "targets">, target: LogTarget, signal: AbortSignal): Promise<Readable | LogProblem> {
  const { wire, namespace } = access;
  const continued = target.sinceTime !== undefined;
  const options = new URLSearchParams({ timestamps: "true" });
  const set = (name: string, value: string | number | undefined) => value === undefined || options.set(name, String(value));
  set("container", target.container);
  if (query.follow) set("follow", "true");
  if (query.previous) set("previous", "true");
  set("sinceTime", target.sinceTime);
  if (!continued) set("sinceSeconds", query.since);
  if (!continued) set("tailLines", query.tail);
  try {
    const { status, body } = await wire.pass(path`/api/v1/namespaces/${namespace}/pods/${target.pod}/log`, {
      method: "GET",
      query: `?${options.toString()}`,
      headers: { ...(await access.headers()), accept: "*/*" },
      signal,
      ...(query.follow ? { beginMs: beginFollowing } : {}),
    });
    return status === 200 ? body : refused({ ...target, namespace }, status, await beginning(body));
  } catch (error) {
    const { code, message } = problemOf(error);
    return { code, message, again: code === "unreachable" || code === "timeout", waiting: false };
  }
}

/** What the cluster knows of a pod. Throws `not-found` and `forbidden` as every question does. */
export async function podOf({ wire, namespace, headers }: LogAccess, name: string, signal: AbortSignal): Promise<LogPodObject> {
  return wire.get(path`/api/v1/namespaces/${namespace}/pods/${name}`, logPod, { headers: await headers(), signal });
}

/** The first bytes of a refusal. */
async function beginning(body: Readable, most = 8_192): Promise<string> {
  let text = "";
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      text += chunk.toString("utf8");
      if (text.length >= most) break;
    }
  } catch {
    // What was read so far is all there is to understand.
  }
  body.on("error", () => undefined).destroy();
  return text.slice(0, most);
}

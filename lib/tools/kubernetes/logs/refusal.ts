import type { LogTarget } from "@/lib/model/log-query";
import type { LogProblem } from "@/lib/model/log-stream";
import { status } from "./schema";

/** Which log was asked for. */
export interface Asked extends Pick<LogTarget, "pod" | "container"> {
  readonly namespace: string;
}

const problem = (code: LogProblem["code"], message: string, more: Partial<LogProblem> = {}): LogProblem => ({ code, message, again: false, waiting: false, ...more });

/** Why a container that has not started has not, by the word that Kubernetes has for it. */
const unstarted: Readonly<Record<string, string>> = {
  ContainerCreating: "is being created: its image is pulled or its volumes are mounted",
  PodInitializing: "waits for the init containers before it",
  ImagePullBackOff: "has not started: its image cannot be pulled",
  ErrImagePull: "has not started: its image cannot be pulled",
  InvalidImageName: "has not started: its image has an invalid name",
  ErrImageNeverPull: "has not started: its image is not on the node and may not be pulled",
  CreateContainerConfigError: "has not started: something that its configuration names is missing",
  CreateContainerError: "has not started: the node cannot create it",
  RunContainerError: "has not started: the node cannot run it",
  CrashLoopBackOff: "waits before it is started again",
};

/** Calls a container by its name, where it was asked for by one. */
export const called = ({ pod, container }: Asked): string => (container === undefined ? `The container of ${pod}` : `The container ${container} of ${pod}`);

/**
 * What a refusal of the API server means to a person. Its own words are read for what they say and
 * never shown: they name addresses inside the cluster.
 */
export function refused(asked: Asked, code: number, body: string): LogProblem {
  const { message, reason } = statusOf(body);
  if (code === 401) return problem("unauthorized", "The cluster does not accept Castor's credentials.", { again: true });
  if (code === 403) return problem("forbidden", `You may not read logs in ${asked.namespace}: the right to get pods/log is missing there.`);
  if (code === 404) return problem("not-found", `There is no pod ${asked.pod} in ${asked.namespace}.`);
  if (code === 429) return problem("unreachable", "The cluster is asked too much at the moment.", { again: true });
  if (code === 400) {
    const waiting = /is waiting to start: (?:.*\()?([A-Za-z]+)\)?$/.exec(message)?.[1] ?? (/trying and failing to pull image/.test(message) ? "ImagePullBackOff" : undefined);
    if (waiting !== undefined) {
      const why = unstarted[waiting] ?? `has not started (${waiting})`;
      return problem("not-found", `${called(asked)} ${why}.`, { again: true, waiting: true });
    }
    if (/previous terminated container/.test(message)) return problem("not-found", `${called(asked)} has not been restarted: there is no earlier output.`);
    if (/a container name must be specified/.test(message)) return problem("invalid", `${asked.pod} has several containers: choose one.`);
    if (/is not valid for pod/.test(message)) return problem("not-found", `${asked.pod} has no container ${asked.container ?? "of that name"}.`);
    if (/does not have a host assigned/.test(message)) return problem("not-found", `${asked.pod} has no node yet: it waits to be scheduled.`, { again: true, waiting: true });
    return problem("invalid", `The cluster refused to read the log of ${asked.pod}${/^[A-Za-z]+$/.test(reason) ? ` (${reason})` : ""}.`);
  }
  if (code >= 500 && /dial tcp|lookup|TLS|certificate|proxy error|:10250/i.test(message)) return problem("unreachable", `The node of ${asked.pod} does not answer, and only it has the log.`, { again: true });
  if (code >= 500) return problem("unreachable", `The cluster could not read the log of ${asked.pod}: it answered with error ${code}.`, { again: true });
  return problem("unexpected-shape", `The cluster answered ${code} instead of a log.`);
}

function statusOf(body: string): { readonly message: string; readonly reason: string } {
  try {
    return status.parse(JSON.parse(body));
  } catch {
    return { message: body, reason: "" };
  }
}

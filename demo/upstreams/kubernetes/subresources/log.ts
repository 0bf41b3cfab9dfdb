import type { Call } from "../call";
import { listAt, textAt } from "../json-value";
import { badRequest, Refusal } from "../status";
import { needed } from "../write/target";

const whole = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^-?\d+$/.test(text)) throw new Refusal(badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`));
  const value = Number(text);
  if (value < 0) throw new Refusal(badRequest(`${name} must be greater than or equal to 0`));
  return value;
};

/** Answers a container's log as text, piece by piece, until it ends or the reader leaves. Throws a Refusal. */
export async function log(call: Call): Promise<void> {
  const { api, query, response } = call;
  const pod = needed(call);
  const names = ["initContainers", "containers", "ephemeralContainers"].map((field) => listAt(pod, "spec", field).map((each) => textAt(each, "name") ?? ""));
  const own = names[1] ?? [];
  const asked = query.get("container") ?? "";
  const { name } = pod.metadata;
  if (asked === "" && own.length > 1) throw new Refusal(badRequest(`a container name must be specified for pod ${name}, choose one of: [${own.join(" ")}]${names[0]?.length ? ` or one of the init containers: [${names[0].join(" ")}]` : ""}`));
  const container = asked === "" ? (own[0] ?? "") : asked;
  if (!names.flat().includes(container)) throw new Refusal(badRequest(`container ${container} is not valid for pod ${name}`));
  const [seconds, moment] = [whole(query, "sinceSeconds"), query.get("sinceTime")];
  const since = seconds !== undefined ? api.now() - seconds * 1_000 : moment === null ? undefined : Date.parse(moment);
  const [tailLines, limitBytes] = [whole(query, "tailLines"), whole(query, "limitBytes")];
  const truth = (key: string) => ["true", "1"].includes(query.get(key) ?? "");
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const previous = truth("previous");
  const lines = api.logs(api.cluster, pod, container, {
    follow: truth("follow"),
    previous,
    timestamps: truth("timestamps"),
    ...(tailLines !== undefined && { tailLines }),
    ...(limitBytes !== undefined && { limitBytes }),
    ...(since !== undefined && { since }),
    signal: gone.signal,
  });
  if (lines === undefined) {
    const status = [...listAt(pod, "status", "containerStatuses"), ...listAt(pod, "status", "initContainerStatuses")].find((each) => textAt(each, "name") === container);
    const waiting = textAt(status, "state", "waiting", "reason") ?? "ContainerCreating";
    throw new Refusal(badRequest(previous ? `previous terminated container "${container}" in pod "${name}" not found` : `container "${container}" in pod "${name}" is waiting to start: ${waiting}`));
  }
  response.writeHead(200, { "content-type": "text/plain", "cache-control": "no-cache, private" });
  response.flushHeaders();
  for await (const piece of lines) {
    if (gone.signal.aborted) return;
    if (!response.write(piece)) await new Promise<void>((resolve) => {
      response.once("drain", resolve);
      response.once("close", resolve);
    });
  }
  response.end();
}

import { chosen, drawn, klogTime, webTime } from "./style";
import type { LogStyle } from "./style";

const agents = ["Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Phoebus/5.0.1", "kube-probe/1.31", "curl/8.5.0"];

/** A web server's access log. */
export const nginxStyle: LogStyle = {
  every: 1_900,
  opening: () => [
    [0, "/docker-entrypoint.sh: Configuration complete; ready for start up"],
    [90, "nginx: [notice] using the \"epoll\" event method"],
    [120, "nginx: [notice] start worker processes"],
  ],
  entry: (_, __, at, draw) => {
    const status = draw > 0.985 ? 502 : draw > 0.95 ? 404 : draw > 0.9 ? 304 : 200;
    const path = chosen(["/", "/index.html", "/bl47p/overview.bob", "/bl47p/motion.bob", "/css/site.css", "/health"], draw);
    return `10.42.${drawn(draw, 1, 6)}.${2 + drawn(draw, 2, 250)} - - [${webTime(at)}] "GET ${path} HTTP/1.1" ${status} ${200 + drawn(draw, 3, 9_000)} "-" "${chosen(agents, draw)}" "-"`;
  },
};

/** Kubernetes' own programs and operators. */
export const klogStyle: LogStyle = {
  every: 8_700,
  opening: ({ container, run }) => [
    [0, `I${klogTime(run.from)}       1 main.go:71] "Starting" program="${container}"`],
    [300, `I${klogTime(run.from + 300)}       1 leaderelection.go:254] attempting to acquire leader lease ${container}...`],
    [900, `I${klogTime(run.from + 900)}       1 leaderelection.go:268] successfully acquired lease`],
  ],
  entry: (_, n, at, draw) => {
    const level = draw > 0.985 ? "E" : draw > 0.93 ? "W" : "I";
    const text = level === "E" ? `reconciler.go:${200 + drawn(draw, 1, 90)}] "Reconcile failed" err="the server was unable to return a response in the time allotted" attempt=${1 + drawn(draw, 2, 4)}` : level === "W" ? `reflector.go:484] watch of *v1.ConfigMap ended with: very short watch` : chosen([`reconciler.go:118] "Reconciled" duration="${4 + drawn(draw, 3, 90)}ms"`, `cache.go:77] "Cache synced" objects=${200 + (n % 40)}`, `server.go:93] "Probe answered" path="/readyz"`], draw);
    return `${level}${klogTime(at)}       1 ${text}`;
  },
};

/** Prometheus and its relatives: keys and values. */
export const logfmtStyle: LogStyle = {
  every: 11_000,
  opening: ({ container }) => [
    [0, `level=info msg="Starting ${container}"`],
    [500, `level=info msg="Server is ready to receive web requests."`],
  ],
  entry: (_, n, at, draw) => {
    const time = new Date(at).toISOString();
    if (draw > 0.98) return `ts=${time} caller=scrape.go:1399 level=warn component="scrape manager" msg="Appending scrape report failed" err="context deadline exceeded"`;
    return `ts=${time} caller=${chosen(["head.go:1345", "compact.go:576", "manager.go:167", "db.go:1604"], draw)} level=info msg="${chosen(["Head GC completed", "WAL checkpoint complete", "Completed loading of configuration file", "write block"], draw)}" duration=${40 + drawn(draw, 1, 900)}ms series=${18_000 + (n % 700)}`;
  },
};

/** Whatever says little, and plainly. */
export const plainStyle: LogStyle = {
  every: 12_400,
  opening: ({ container }) => [[0, `${container}: starting`], [400, `${container}: ready`]],
  entry: (_, n, at, draw) => {
    const time = new Date(at).toISOString().slice(0, 19).replace("T", " ");
    if (draw > 0.97) return `${time} [warning] connection from 10.42.1.${2 + drawn(draw, 1, 250)} closed unexpectedly`;
    return `${time} [info] ${chosen([`accepted connection <0.${600 + (n % 300)}.0> from 10.42.${drawn(draw, 2, 6)}.${2 + drawn(draw, 3, 250)}`, "checkpoint complete", `served ${drawn(draw, 4, 400)} requests`, "closed idle connection"], draw)}`;
  },
};

const lorem = "The quick detector counts photons while the lazy shutter waits; frame buffers fill, drain, and fill again. ".repeat(2);

/** A program that says far too much: 50 lines a second, more than 100 MB of which are kept. */
export const floodStyle: LogStyle = {
  every: 20,
  kept: 900_000,
  opening: () => [[0, "log-flood: writing 50 lines a second"]],
  entry: (_, n, __, draw) => `${draw > 0.999 ? "ERROR" : draw > 0.98 ? "WARN " : "INFO "} frame=${n} channel=${n % 16} ${lorem.slice(0, 80 + (n % 90))}`,
};

/** A shell script: what it echoes. A loop says the same again and again, anything else says it once and is silent. */
export const shellStyle: LogStyle = {
  every: 2_000,
  opening: ({ script }) => echoes(script).map((line, index) => [40 + index * 30, line] as const),
  entry: ({ script }) => {
    const waited = /nslookup (\S+?);/.exec(script)?.[1];
    const [said] = echoes(script);
    if (!isLoop(script)) return "";
    return waited === undefined ? (said ?? "") : `** server can't find ${waited}: NXDOMAIN\n${said ?? ""}`;
  },
};

const isLoop = (script: string) => /\b(until|while|for)\b/.test(script);
const echoes = (script: string) => [...script.matchAll(/echo (?:'([^']*)'|"([^"]*)"|([^;&|>]+))/g)].filter((found) => !script.slice((found.index ?? 0) + found[0].length).trimStart().startsWith(">")).map((found) => (found[1] ?? found[2] ?? found[3] ?? "").trim());

/** The stress tool of the training material. */
export const stressStyle: LogStyle = {
  every: 10_000,
  opening: ({ script }) => {
    const bytes = /--vm-bytes (\S+)/.exec(script)?.[1];
    return bytes === undefined
      ? [[0, `stress: info: [1] dispatching hogs: ${/--cpus (\S+)/.exec(script)?.[1] ?? "1"} cpu, 0 io, 0 vm, 0 hdd`]]
      : [[0, "stress: info: [1] dispatching hogs: 0 cpu, 0 io, 1 vm, 0 hdd"], [300, `stress: dbug: [7] allocating ${bytes} bytes ...`], [900, "stress: dbug: [7] touching bytes in strides of 4096 bytes ..."]];
  },
  entry: (_, n) => `stress: dbug: [1] --> hogcpu worker ${1 + (n % 2)} is alive`,
};

import type { RequestListener } from "node:http";
import { answerJson, answerText, listenWith, Refusal } from "../../exchange";
import { answerPage, html, table } from "../../page";
import { compilePattern } from "../../promql/pattern";
import { chance } from "../../world/dice";
import type { Pod } from "../../world/pod";
import type { World } from "../../world/world";

/** How many lines a search shows, and how far apart a pod's lines are, ms. */
const shown = 60;
const every = 7_000;

const sentences = [
  "asynPortDriver: connected to device",
  "CAS: client connected",
  "dbPut: record processed",
  "autosave: saved settings",
  "iocInit: all initialization complete",
  "epicsThread: scan task within its period",
  "CA beacon: no change of interval",
  "caput by operator accepted",
];

/** A simulated Graylog: a page that searches made-up log lines of the World's pods. */
export function createGraylog({ world, place }: { world: World; place: string }): RequestListener {
  return listenWith(({ res, path, query }) => {
    if (path === "/api/system/lbstatus") return answerText(res, "ALIVE");
    if (path === "/api/") return answerJson(res, { version: "6.1.4" });
    if (path !== "/" && path !== "/search") throw new Refusal(404, "not found");
    const wanted = query.get("q") ?? "";
    const lines = search(world, wanted);
    answerPage(res, {
      tool: "Graylog",
      place,
      title: "Search",
      nav: [{ title: "Search", href: "/search" }],
      body: html`<h1>Search</h1>
<form action="/search"><label for="q">Query</label><input id="q" name="q" value="${wanted}" spellcheck="false" autocomplete="off"></form>
<p class="hint">For example <code>pod_name:/bl47p-mo-ioc-01-[0-9]+/</code></p>
${table(`${lines.length} messages, newest first`, ["Time (UTC)", "Pod", "Message"], lines.map(({ at, pod, message }) => [new Date(at).toISOString().slice(0, 23).replace("T", " "), html`<code>${pod}</code>`, html`<code>${message}</code>`]))}`,
    });
  });
}

function search(world: World, wanted: string) {
  const now = world.now();
  const fits = podFilter(wanted.trim());
  const pods = world.clusters.flatMap((cluster) => cluster.pods.at(now)).filter((pod) => pod.namespace.endsWith("-beamline") && fits(pod));
  const newest = now - (now % every);
  const each = Math.max(1, Math.ceil(shown / Math.max(1, pods.length)));
  return pods
    .flatMap((pod) => Array.from({ length: each }, (_, index) => lineOf(pod, newest - index * every)))
    .filter(({ at }) => at <= now)
    .sort((a, b) => b.at - a.at)
    .slice(0, shown);
}

function podFilter(wanted: string): (pod: Pod) => boolean {
  const [, pattern, name] = /^pod_name:(?:\/(.*)\/|"?([^"\s]*)"?)$/.exec(wanted) ?? [];
  if (pattern !== undefined) {
    try {
      const compiled = compilePattern(pattern);
      return (pod) => compiled.test(pod.name);
    } catch {
      return () => false;
    }
  }
  const text = name ?? wanted;
  return (pod) => pod.name.includes(text);
}

function lineOf(pod: Pod, slot: number) {
  const draw = chance(pod.seed, `line ${slot}`);
  return { at: slot + Math.floor(draw * every), pod: pod.name, message: sentences[Math.floor(draw * 997) % sentences.length] ?? "" };
}

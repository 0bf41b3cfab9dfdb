import { faultMeaning, faults, type Fault } from "./fault";
import { scenarios, type Running } from "./scenario-stage";
import { html, state, table, type Markup, type Page } from "./page";

interface Row {
  readonly id: string;
  readonly url: string;
  readonly fault: Fault;
}

/** More rows than this are folded into their cluster's own row: 500 node exporters make no page. */
const shown = 60;

/** The control server's page: each upstream with a choice of faults, for demonstrations. */
export function controlPage(upstreams: readonly Row[], running: readonly Running[]): Page {
  const clusters = [...new Set(upstreams.filter(({ id }) => id.includes("/")).map(({ id }) => id.slice(0, id.indexOf("/"))))];
  const groups = ["*", ...clusters.map((cluster) => `${cluster}/*`)];
  return {
    tool: "Castor demo",
    place: "control",
    title: "Break something",
    body: html`<h1>Break something</h1>
<p class="muted">Every simulated upstream answers as it is told here, from the next request on. The portal does not know.</p>
<p id="said" role="status" class="muted"></p>
${table("Let something happen", ["Scenario", "What", "Now"], Object.entries(scenarios).map(([name, meaning]) => [html`<button type="button" data-scenario="${name}">${name}</button>`, meaning, happening(name, running)]))}
${table("Many at once", ["What", "From now on"], groups.map((name) => [name === "*" ? "* (everything but the identity provider)" : name, choice(name, undefined)]))}
${table("One by one", ["Upstream", "Address", "Now", "From now on"], upstreams.slice(0, shown).map(({ id, url, fault }) => [id, html`<code>${url}</code>`, state(fault === "ok" ? "ok" : "crit", fault), choice(id, fault)]))}
${upstreams.length > shown ? html`<p class="muted">${upstreams.length - shown} more: <code>POST /fault</code> takes the name of any.</p>` : ""}`,
    script: `
for (const button of document.querySelectorAll("button[data-scenario]")) button.addEventListener("click", async () => {
  const answer = await fetch("/scenario", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ scenario: button.dataset.scenario }) });
  if (answer.ok) location.reload();
  else document.getElementById("said").textContent = (await answer.json()).error;
});
for (const select of document.querySelectorAll("select[data-upstream]")) select.addEventListener("change", async () => {
  if (select.value === "") return;
  const answer = await fetch("/fault", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ upstream: select.dataset.upstream, fault: select.value }) });
  if (answer.ok) location.reload();
  else document.getElementById("said").textContent = (await answer.json()).error;
});`,
  };
}

function happening(name: string, running: readonly Running[]): Markup {
  const found = running.find(({ scenario }) => scenario === name);
  return found === undefined ? state("quiet", "no") : state("warn", `${found.about}, until ${new Date(found.until).toISOString().slice(11, 19)}`);
}

function choice(name: string, now: Fault | undefined): Markup {
  const label = `Fault of ${name}`;
  return html`<select data-upstream="${name}" aria-label="${label}">${now === undefined ? html`<option value="">choose …</option>` : ""}${faults.map((fault) =>
    fault === now ? html`<option value="${fault}" selected>${fault}: ${faultMeaning[fault]}</option>` : html`<option value="${fault}">${fault}: ${faultMeaning[fault]}</option>`,
  )}</select>`;
}

/** Keeps the theme that an address asked for while a person goes on from page to page, as the real one does in its one page. */
export const themeScript = `
const asked = new URLSearchParams(location.search).get("theme");
try {
  if (asked === "light" || asked === "dark") sessionStorage.setItem("grafana.theme", asked);
  else if (asked === "system") sessionStorage.removeItem("grafana.theme");
  const theme = asked === "system" ? null : sessionStorage.getItem("grafana.theme");
  if (theme !== null) document.documentElement.dataset.theme = theme;
} catch {}`;

/** Starring, saving, choosing, times in the browser's own zone, values under the pointer, and reading anew. */
export const pageScript = `
const query = new URLSearchParams(location.search);
const brief = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const withTimes = () => {
  if ((query.get("timezone") ?? "") !== "browser") return;
  for (const text of document.querySelectorAll("[data-at]")) text.textContent = brief.format(Number(text.dataset.at));
};
withTimes();

const controls = document.querySelector("form.controls");
controls?.addEventListener("change", ({ target }) => {
  if (target.name === "from") controls.elements.to.value = target.value.startsWith("now") ? "now" : controls.elements.to.dataset.given;
  controls.elements.refresh.disabled = controls.elements.refresh.value === "";
  controls.requestSubmit();
});

const star = document.getElementById("star");
star?.addEventListener("click", async () => {
  const on = star.getAttribute("aria-pressed") === "true";
  const answer = await fetch("/api/user/stars/dashboard/uid/" + star.dataset.uid, { method: on ? "DELETE" : "POST" });
  if (answer.ok) star.setAttribute("aria-pressed", String(!on));
});

const save = document.getElementById("save");
save?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = document.getElementById("saved");
  const { dashboard, meta } = await (await fetch("/api/dashboards/uid/" + save.dataset.uid)).json();
  const title = save.elements.title.value;
  const copy = title !== dashboard.title || meta.provisioned;
  const body = { dashboard: { ...dashboard, title, ...(copy && { id: null, uid: "" }) }, folderUid: meta.folderUid, overwrite: false };
  const answer = await fetch("/api/dashboards/db", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const { message, url } = await answer.json().catch(() => ({ message: "The answer cannot be read." }));
  if (answer.ok) location.assign(url);
  else said.textContent = message ?? "It was not saved.";
});

let tip;
const hide = () => tip?.remove();
document.addEventListener("pointermove", ({ target, clientX, clientY }) => {
  const plot = target.closest?.(".plot");
  const chart = plot?.closest("[data-lines]");
  if (!chart) return hide();
  const { left, width } = plot.getBoundingClientRect();
  const { from, to, lines } = JSON.parse(chart.dataset.lines);
  const at = from + ((clientX - left) / width) * (to - from);
  const nearest = (points) => points.reduce((best, point) => (Math.abs(point[0] - at) < Math.abs(best[0] - at) ? point : best), points[0]);
  tip ??= Object.assign(document.createElement("div"), { className: "tip" });
  tip.replaceChildren(...[new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", ...(query.get("timezone") === "browser" ? {} : { timeZone: "UTC" }) }).format(at), ...lines.slice(0, 8).map(({ name, points }) => name + ": " + nearest(points)[1])].map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  document.body.append(tip);
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, clientX + 14 + box.width > innerWidth ? clientX - 14 - box.width : clientX + 14) + "px";
  tip.style.top = Math.max(4, Math.min(clientY + 14, innerHeight - box.height - 4)) + "px";
});
document.addEventListener("pointerleave", hide);

const seconds = { s: 1, m: 60, h: 3600 };
const [, count, unit] = /^(\\d+)([smh])$/.exec(query.get("refresh") ?? "") ?? [];
if (count) setInterval(async () => {
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const panel of document.querySelectorAll(".panel")) {
    const fresh = next.getElementById(panel.id);
    if (fresh) panel.replaceChildren(...fresh.childNodes);
  }
  withTimes();
}, Math.max(5, Number(count) * seconds[unit]) * 1000);`;

/** Runs queries without loading the page anew, as the real one does: the API answers, and the address follows. */
export const queryScript = `
const form = document.getElementById("query");
const result = document.getElementById("result");
const svg = "http://www.w3.org/2000/svg";
const make = (name, attributes = {}, ...children) => {
  const element = name.startsWith("svg:") ? document.createElementNS(svg, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const written = ({ __name__: name = "", ...rest }) => name + "{" + Object.entries(rest).sort().map(([key, value]) => key + "=" + JSON.stringify(value)).join(", ") + "}";
const problem = (text) => make("p", { class: "alert", role: "alert" }, text);

const asTable = ({ resultType, result: found }) => {
  const rows = resultType === "vector" ? found.map(({ metric, value }) => [written(metric), value[1]]) : resultType === "matrix" ? found.map(({ metric, values }) => [written(metric), values.map(([time, value]) => value + " @" + time).join(" ")]) : [[resultType, found[1]]];
  if (rows.length === 0) return make("p", { role: "status" }, "Empty query result");
  const caption = rows.length > 500 ? "The first 500 of " + rows.length + " results" : rows.length === 1 ? "One result" : rows.length + " results";
  const head = make("tr", {}, make("th", { scope: "col" }, "Element"), make("th", { scope: "col", class: "figure" }, "Value"));
  const body = rows.slice(0, 500).map(([element, value]) => make("tr", {}, make("td", {}, make("code", {}, element)), make("td", { class: "figure" }, value)));
  return make("div", { class: "scroll" }, make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body)));
};

const asGraph = ({ result: found }, from, to) => {
  const lines = found.slice(0, 20).map(({ metric, values }) => ({ name: written(metric), points: values.map(([time, value]) => [time, Number(value)]).filter(([, value]) => Number.isFinite(value)) }));
  const all = lines.flatMap(({ points }) => points.map(([, value]) => value));
  if (all.length === 0) return make("p", { role: "status" }, "Empty query result");
  const low = Math.min(0, ...all), high = Math.max(...all, low + 1e-9);
  const x = (time) => (((time - from) / (to - from)) * 1000).toFixed(1);
  const y = (value) => (1000 - ((value - low) / (high - low)) * 980).toFixed(1);
  const picture = make("svg:svg", { class: "graph", viewBox: "0 0 1000 1000", preserveAspectRatio: "none", role: "img", "aria-label": found.length + " series, at most " + high.toPrecision(4) });
  lines.forEach(({ points }, index) => picture.append(make("svg:polyline", { class: "line s" + (index % 8), points: points.map(([time, value]) => x(time) + "," + y(value)).join(" ") })));
  const time = (at) => new Date(at * 1000).toISOString().slice(11, 16);
  const legend = lines.map(({ name }, index) => make("li", {}, make("span", { class: "swatch s" + (index % 8), "aria-hidden": "true" }, "━ "), make("code", {}, name)));
  return make("div", { class: "card" }, make("p", { class: "muted" }, "at most " + high.toPrecision(4)), picture, make("p", { class: "ends muted" }, make("span", {}, time(from)), make("span", {}, time(to) + " UTC")), make("ul", { class: "plain" }, ...legend), found.length > 20 ? make("p", { class: "muted" }, "The first 20 of " + found.length + " series") : "");
};

const units = { s: 1, m: 60, h: 3600, d: 86400 };
let last = 0;
const run = async () => {
  const mine = ++last;
  const [expression, tab, range] = ["g0.expr", "g0.tab", "g0.range_input"].map((name) => form.elements[name].value);
  history.replaceState(null, "", "/graph?" + new URLSearchParams({ "g0.expr": expression, "g0.tab": tab, "g0.range_input": range }));
  if (expression.trim() === "") return result.replaceChildren();
  const to = Date.now() / 1000;
  const [, count = "1", unit = "h"] = /^(\\d+)([smhd])$/.exec(range) ?? [];
  const seconds = Number(count) * units[unit];
  const graph = tab === "0";
  const asked = new URLSearchParams(graph ? { query: expression, start: to - seconds, end: to, step: Math.max(15, Math.ceil(seconds / 200)) } : { query: expression, time: to });
  let shown;
  try {
    const answer = await fetch("/api/v1/" + (graph ? "query_range" : "query") + "?" + asked);
    const body = await answer.json().catch(() => ({}));
    shown = body.status === "success" ? (graph ? asGraph(body.data, to - seconds, to) : asTable(body.data)) : problem(body.error?.message ?? body.error ?? body.message ?? "Prometheus answered " + answer.status + ".");
  } catch {
    shown = problem("Prometheus does not answer.");
  }
  if (mine === last) result.replaceChildren(shown);
};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
form.addEventListener("change", ({ target }) => {
  if (target.name !== "g0.expr") void run();
});
document.querySelector(".hint").addEventListener("click", (event) => {
  if (event.target.tagName !== "A") return;
  event.preventDefault();
  const wanted = new URL(event.target.href).searchParams;
  form.elements["g0.expr"].value = wanted.get("g0.expr");
  form.elements["g0.tab"].value = wanted.get("g0.tab") ?? "1";
  void run();
});
if (form.elements["g0.tab"].value === "0" && form.elements["g0.expr"].value !== "") void run();`;

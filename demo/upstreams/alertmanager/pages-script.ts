/**
 * The page is one, like the real one's: `#/alerts`, `#/silences` and `#/silences/new` choose what it shows.
 * Links of other tools lead to `#/alerts?filter={name="value"}`: only the alerts with these labels stay.
 */
export const pageScript = `
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const route = () => {
  const [path = "", query = ""] = location.hash.replace(/^#/, "").split(/[?](.*)/s);
  return { path: path === "" ? "/alerts" : path, filter: new URLSearchParams(query).get("filter") ?? "" };
};
const signs = /([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*"((?:[^"\\\\]|\\\\.)*)"/g;
const readMatchers = (text) => [...text.matchAll(signs)].map(([, name, sign, value]) => ({ name, value: value.replace(/\\\\(["\\\\])/g, "$1"), isRegex: sign.endsWith("~"), isEqual: !sign.startsWith("!") }));
const writeMatcher = ({ name, value, isRegex, isEqual }) => name + (isEqual ? (isRegex ? "=~" : "=") : isRegex ? "!~" : "!=") + JSON.stringify(value);
const byId = (id) => document.getElementById(id);

const showAlerts = (filter) => {
  const pairs = readMatchers(filter).map(writeMatcher);
  for (const row of document.querySelectorAll("#alerts tbody tr")) {
    const labels = [...row.querySelectorAll("li")].map((label) => label.textContent);
    row.hidden = !pairs.every((pair) => labels.includes(pair));
  }
  byId("filter").textContent = pairs.length === 0 ? "" : "Only those with " + pairs.join(", ");
};

const refused = async (answer) => {
  const body = await answer.json().catch(() => undefined);
  return (typeof body === "string" ? body : (body?.error?.message ?? body?.sentence ?? body?.message ?? body?.error)) ?? "Alertmanager answered " + answer.status + ".";
};

const showSilences = async () => {
  const list = byId("silence-list");
  const answer = await fetch("/api/v2/silences").catch(() => undefined);
  if (!answer?.ok) return list.replaceChildren(make("p", { class: "alert", role: "alert" }, answer === undefined ? "Alertmanager does not answer." : await refused(answer)));
  const rank = { active: 0, pending: 1, expired: 2 };
  const silences = (await answer.json()).sort((a, b) => rank[a.status.state] - rank[b.status.state] || b.startsAt.localeCompare(a.startsAt));
  const rows = silences.map(({ id, status, matchers, endsAt, createdBy, comment }) => {
    const end = make("button", { class: "small", type: "button" }, "Expire");
    end.addEventListener("click", async () => {
      const ended = await fetch("/api/v2/silence/" + id, { method: "DELETE" }).catch(() => undefined);
      if (ended?.ok) return showSilences();
      byId("silence-said").textContent = ended === undefined ? "Alertmanager does not answer." : await refused(ended);
    });
    const chips = make("ul", { class: "chips" }, ...matchers.map((matcher) => make("li", {}, writeMatcher(matcher))));
    return make("tr", {}, make("td", {}, status.state), make("td", {}, chips), make("td", { class: "nowrap" }, endsAt.slice(0, 16).replace("T", " ") + " UTC"), make("td", {}, createdBy), make("td", {}, comment), make("td", {}, status.state === "expired" ? "" : end));
  });
  const head = make("tr", {}, ...["State", "Matchers", "Ends", "Created by", "Comment", ""].map((text) => make("th", { scope: "col" }, text)));
  list.replaceChildren(make("div", { class: "scroll", role: "region", "aria-label": "Silences", tabindex: "0" }, make("table", {}, make("caption", {}, rows.length + (rows.length === 1 ? " silence" : " silences")), make("thead", {}, head), make("tbody", {}, ...rows))));
};

const form = byId("new-silence");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = byId("new-said");
  const { matchers, hours, author, comment } = form.elements;
  const wanted = readMatchers(matchers.value);
  if (wanted.length === 0) return void (said.textContent = 'Matchers are written as name="value".');
  const now = Date.now();
  const body = { matchers: wanted, startsAt: new Date(now).toISOString(), endsAt: new Date(now + Number(hours.value) * 3600e3).toISOString(), createdBy: author.value, comment: comment.value };
  const answer = await fetch("/api/v2/silences", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => undefined);
  if (answer?.ok) return void (location.hash = "#/silences");
  said.textContent = answer === undefined ? "Alertmanager does not answer." : await refused(answer);
});

const show = () => {
  const { path, filter } = route();
  const section = path === "/silences/new" ? "new" : path.startsWith("/silences") ? "silences" : "alerts";
  for (const each of ["alerts", "silences", "new"]) byId(each).hidden = each !== section;
  for (const said of document.querySelectorAll(".said")) said.textContent = "";
  if (section === "alerts") showAlerts(filter);
  if (section === "silences") void showSilences();
  if (section === "new" && filter !== "") form.elements.matchers.value = readMatchers(filter).map(writeMatcher).join(", ");
};
for (const link of document.querySelectorAll("#alerts tbody tr")) {
  const labels = [...link.querySelectorAll("li")].map((label) => label.textContent);
  const cell = link.querySelector("td:last-child");
  cell.append(make("p", {}, make("a", { href: "#/silences/new?filter=" + encodeURIComponent("{" + labels.join(", ") + "}") }, "Silence")));
}
addEventListener("hashchange", show);
show();`;

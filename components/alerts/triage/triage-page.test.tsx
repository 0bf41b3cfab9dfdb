// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { Triage } from "@/lib/model/alerting/triage";
import { alert, cluster, group, summary, triage } from "./fixtures";
import { TriagePage } from "./triage-page";
import { readSearch, type TriageSearch } from "./triage-search";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => "/", useSearchParams: () => new URLSearchParams(window.location.search) }));

const pollux = cluster("pollux", "Pollux");
const argus = cluster("argus", "Argus", "teal");

/** What Castor answers; a test replaces it. Every question is written down. */
let answers: (search: TriageSearch) => Triage | Promise<Triage> | Response;
const asked: TriageSearch[] = [];
const saved: unknown[] = [];

const node = group("node");
const web = group("web", { severity: "warning", title: "web keeps restarting", kind: "workload" });

beforeEach(() => {
  asked.length = saved.length = 0;
  answers = (search) => triage([node, web].map((one) => (search.open[one.id] === undefined ? one : { ...one, alerts: [alert("1"), alert("2")] })));
  vi.stubGlobal("fetch", async (path: string, { signal, body }: RequestInit = {}) => {
    if (path.startsWith("/api/preferences")) return Response.json(saved.push(JSON.parse(typeof body === "string" ? body : "")));
    if (path.startsWith("/api/triage/words")) return Response.json({ labels: [{ name: "severity", values: [["critical", 2], ["warning", 7]] }] });
    const search = readSearch(path.split("?")[1] ?? "");
    asked.push(search);
    const answer = await answers(search);
    signal?.throwIfAborted();
    return answer instanceof Response ? answer : Response.json(answer);
  });
  window.history.replaceState(null, "", "/alerts");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

interface Shown {
  readonly address?: string;
  readonly clusters?: readonly ReturnType<typeof cluster>[];
  readonly only?: boolean;
  /** Null where the server had no answer. */
  readonly first?: Triage | null;
  readonly filters?: readonly { readonly name: string; readonly filter: string }[];
}

/** The page as the server painted it, with the stream connected. */
async function show({ address = "", clusters = [pollux, argus], only = false, first = triage([node, web]), filters = [] }: Shown = {}) {
  window.history.replaceState(null, "", `/alerts${address}`);
  const live = fakeLive(60_000);
  render(
    <live.Live>
      <TriagePage clusters={clusters} only={only} first={first === null ? undefined : { search: { ...readSearch(address), clusters: only ? [pollux.id] : readSearch(address).clusters }, triage: first }} preferences={{ pins: ["pollux/grafana"], filters }} may={{ pollux: { any: true } }} />
    </live.Live>,
  );
  await act(async () => Promise.resolve());
  return live;
}

const addressed = (search: string) => vi.waitFor(() => expect(decodeURIComponent(window.location.search.replaceAll("+", " "))).toBe(search));
const field = () => screen.getByRole("combobox", { name: "Filter alerts" });
const row = (name: RegExp) => screen.getByRole("button", { name });

it("says in its heading how things are, and shows causes worst first with what they touch, without asking again", async () => {
  await show();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("One cause needs you");
  expect(screen.getByText(/3 alerts fire: 1 critical, 2 warning · 1 pending · 2 suppressed/)).toBeTruthy();
  const causes = screen.getByRole("region", { name: "Causes, worst first" });
  expect(within(causes).getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual(["node is not ready", "web keeps restarting"]);
  expect(within(causes).getAllByText((_, element) => element?.tagName === "P" && element.textContent === "Touches 12 pods · 3 services · 2 applications")).toHaveLength(2);
  expect(within(causes).getByText("Critical")).toBeTruthy();
  expect(within(causes).getAllByText("2 firing")).toHaveLength(2);
  expect(within(causes).getAllByText(/Pollux/)).toHaveLength(2);
  expect(asked).toEqual([]);
});

it("opens a cause to its alerts, and leads to each of them and to what it is about", async () => {
  answers = () => triage([{ ...node, counts: { ...node.counts, pending: 1, suppressed: 1 }, alerts: [alert("1", { acknowledgement: { by: { id: "a", name: "Ada", username: "ada" }, note: "on it", at: 0 } }), alert("2", { state: "pending", firesAt: 100_000 }), alert("3", { state: "suppressed", suppressed: "silenced by Bo until 14:00" }), alert("4", { stale: true })] }]);
  await show();
  await userEvent.click(row(/node is not ready/));
  expect(row(/node is not ready/).getAttribute("aria-expanded")).toBe("true");
  const alerts = await screen.findByRole("list", { name: "Alerts: node is not ready" });
  expect(within(alerts).getByRole("link", { name: "nexus-1 keeps restarting" }).getAttribute("href")).toBe("/clusters/pollux/alerts/1");
  expect(within(alerts).getByRole("link", { name: "p47-beamline/nexus-1" }).getAttribute("href")).toBe("/clusters/pollux/objects/core/v1/pods/p47-beamline/nexus-1");
  expect(within(alerts).getByText("fires in 40 s")).toBeTruthy();
  expect(within(alerts).getByText("silenced by Bo until 14:00")).toBeTruthy();
  expect(within(alerts).getByText("Ada has it")).toBeTruthy();
  expect(within(alerts).getByText("Last known")).toBeTruthy();
  await addressed("?open=node:50");
  await userEvent.click(row(/node is not ready/));
  expect(screen.queryByRole("list", { name: "Alerts: node is not ready" })).toBeNull();
  await addressed("");
});

it("shows fifty alerts of a large cause, and more when asked", async () => {
  answers = ({ open }) => triage([{ ...node, counts: { ...node.counts, firing: 130 }, alerts: Array.from({ length: Math.min(130, open["node"] ?? 0) }, (_, index) => alert(`${index}`)) }]);
  await show();
  await userEvent.click(row(/node is not ready/));
  expect(await screen.findAllByRole("link", { name: /^nexus-\d+ keeps restarting$/ })).toHaveLength(50);
  await userEvent.click(screen.getByRole("button", { name: "50 more" }));
  await waitFor(() => expect(screen.getAllByRole("link", { name: /^nexus-\d+ keeps restarting$/ })).toHaveLength(100));
  expect(screen.getByRole("button", { name: "30 more" })).toBeTruthy();
});

it("asks at each keystroke, keeps what is shown until the answer is there, and gives up the question before", async () => {
  const pending = new Map<string, (answer: Triage) => void>();
  await show();
  answers = ({ filter }) => new Promise((resolve) => pending.set(filter, resolve));
  await userEvent.type(field(), "we");
  expect(asked.map(({ filter }) => filter)).toEqual(["w", "we"]);
  expect(row(/node is not ready/)).toBeTruthy();
  await act(async () => pending.get("w")?.(triage([])));
  expect(row(/node is not ready/)).toBeTruthy();
  await act(async () => pending.get("we")?.(triage([web], { all: 6 })));
  await waitFor(() => expect(screen.queryByRole("button", { name: /node is not ready/ })).toBeNull());
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("One cause matches");
  await addressed("?filter=we");
});

it("tells in a sentence what of the filter was not understood", async () => {
  answers = () => triage([node], { mistakes: ["“@stat=x” is no condition."] });
  await show();
  await userEvent.type(field(), "@stat=x");
  expect(await screen.findByText("“@stat=x” is no condition.")).toBeTruthy();
  expect(document.getElementById(field().getAttribute("aria-describedby") ?? "")?.textContent).toContain("is no condition");
});

it("narrows by one click: severity, state, who has it, cluster", async () => {
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Critical 1" }));
  await userEvent.click(screen.getByRole("button", { name: "Warning" }));
  await userEvent.click(screen.getByRole("button", { name: "Suppressed 2" }));
  await userEvent.click(screen.getByRole("button", { name: "Not acknowledged" }));
  await userEvent.click(screen.getByRole("button", { name: "Argus" }));
  expect((field() as HTMLInputElement).value).toBe("severity=~critical|warning @state=suppressed @ack=no");
  expect(asked.at(-1)).toMatchObject({ filter: "severity=~critical|warning @state=suppressed @ack=no", clusters: ["argus"] });
  await addressed("?cluster=argus&filter=severity=~critical|warning @state=suppressed @ack=no");
});

it("narrows to a label by a click on it, and back", async () => {
  await show({ address: "?open=node:50", first: triage([{ ...node, alerts: [alert("1")] }]) });
  await userEvent.click(screen.getByRole("button", { name: "namespace=p47-beamline" }));
  expect((field() as HTMLInputElement).value).toBe("namespace=p47-beamline");
  expect((await screen.findAllByRole("button", { name: "namespace=p47-beamline", pressed: true })).length).toBeGreaterThan(0);
  await userEvent.click(screen.getAllByRole("button", { name: "namespace=p47-beamline", pressed: true })[0] as HTMLElement);
  expect((field() as HTMLInputElement).value).toBe("");
});

it("begins as the address says, and follows an address that a link wrote", async () => {
  await show({ address: "?filter=web&cluster=pollux" });
  expect((field() as HTMLInputElement).value).toBe("web");
  expect(screen.getByRole("button", { name: "Pollux", pressed: true })).toBeTruthy();
  expect(asked).toEqual([]);
});

it("is live: a new revision asks again, the same one does not", async () => {
  const live = await show({ only: true, clusters: [pollux] });
  answers = () => triage([web], { revisions: { pollux: 2 } });
  act(() => live.value("alerting", "pollux", summary(1)));
  expect(asked).toEqual([]);
  act(() => live.value("alerting", "pollux", summary(2)));
  await waitFor(() => expect(screen.queryByRole("button", { name: /node is not ready/ })).toBeNull());
  act(() => live.value("alerting", "pollux", summary(2)));
  expect(asked).toHaveLength(1);
});

it("does not ask without end where the answer and the stream disagree", async () => {
  const live = await show({ only: true, clusters: [pollux] });
  answers = () => triage([node, web], { revisions: { pollux: 7 } });
  act(() => live.value("alerting", "pollux", summary(5)));
  await waitFor(() => expect(asked).toHaveLength(1));
  await act(async () => new Promise<void>((resolve) => setTimeout(resolve)));
  expect(asked).toHaveLength(1);
});

it("says whose alerts are old, since when and why", async () => {
  const live = await show();
  act(() =>
    live.value(
      "alerting",
      "pollux",
      summary(1, {
        sources: [
          { name: "Alertmanager 1 of Pollux", kind: "alertmanager", at: 60_000 },
          { name: "Alertmanager 2 of Pollux", kind: "alertmanager", at: 20_000, problem: "It refused the connection." },
          { name: "Prometheus of Pollux", kind: "prometheus", problem: "It answers 503." },
        ],
      }),
    ),
  );
  const notes = within(screen.getByRole("list", { name: "What is not up to date" })).getAllByRole("listitem");
  expect(notes[0]?.textContent).toContain("Alertmanager 2 of Pollux does not answer; its last alerts are shown. It refused the connection. Last news 40 s ago");
  expect(notes[1]?.textContent).toContain("Prometheus of Pollux does not answer; alerts that wait for their time are missing here. It answers 503.");
});

it("does not call quiet a cluster of which nobody tells", async () => {
  const live = await show({ only: true, clusters: [pollux], first: triage([], { counts: { firing: 0, pending: 0, suppressed: 0, resolved: 0 }, all: 0 }) });
  act(() => live.value("alerting", "pollux", summary(1, { sources: [] })));
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Nothing is known to fire, but Pollux is out of sight");
  expect(screen.getByText(/name neither an Alertmanager nor a Prometheus/)).toBeTruthy();
  expect(screen.queryByText("Nothing fires")).toBeNull();
});

it("keeps what it has when Castor fails, and says so", async () => {
  await show();
  answers = () => Response.json({ error: { code: "unreachable", message: "The Store does not answer." } }, { status: 502 });
  await userEvent.click(row(/node is not ready/));
  expect(await screen.findByText(/What was last known is shown/)).toBeTruthy();
  expect(row(/web keeps restarting/)).toBeTruthy();
});

it("says why where there is no answer at all, and asks again", async () => {
  answers = () => Response.json({ error: { code: "forbidden", message: "You may not see these alerts." } }, { status: 403 });
  await show({ first: null });
  expect(await screen.findByText("Not open to you")).toBeTruthy();
  expect(screen.getByText("You may not see these alerts.")).toBeTruthy();
  answers = () => triage([web]);
  await userEvent.click(screen.getByRole("button", { name: "Ask again" }));
  expect(await screen.findByRole("button", { name: /web keeps restarting/ })).toBeTruthy();
});

it("is calm where nothing fires, and leads out of a filter that nothing matches", async () => {
  const quiet = { counts: { firing: 0, pending: 0, suppressed: 0, resolved: 0 } };
  await show({ first: triage([], { ...quiet, all: 0 }) });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("All is quiet");
  expect(screen.getByText("Nothing fires")).toBeTruthy();
  cleanup();
  await show({ address: "?filter=nowhere", first: triage([], { ...quiet, all: 6 }) });
  expect(screen.getByText("Nothing matches; there are 6 alerts altogether.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Show everything" }));
  expect(await screen.findByRole("button", { name: /node is not ready/ })).toBeTruthy();
});

it("does not call quiet what Castor has not read yet", async () => {
  await show({ only: true, clusters: [pollux], first: triage([], { revisions: { pollux: 0 } }) });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Looking at the alerts…");
  expect(screen.getByText("Waiting for the alerts")).toBeTruthy();
});

it("saves a filter under a name, applies and removes it", async () => {
  await show({ address: "?filter=disk", filters: [{ name: "Mine", filter: "@ack=no" }] });
  await userEvent.click(screen.getByRole("button", { name: "Saved filters" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Save the present filter as" }), "Disks");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(saved).toEqual([{ pins: ["pollux/grafana"], filters: [{ name: "Disks", filter: "disk" }, { name: "Mine", filter: "@ack=no" }] }]));
  await userEvent.click(screen.getByRole("button", { name: /^Mine/ }));
  expect((field() as HTMLInputElement).value).toBe("@ack=no");
  await userEvent.click(screen.getByRole("button", { name: "Remove Mine" }));
  await waitFor(() => expect(saved.at(-1)).toEqual({ pins: ["pollux/grafana"], filters: [{ name: "Disks", filter: "disk" }] }));
});

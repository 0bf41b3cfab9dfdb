// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { Cluster } from "@/lib/model";
import type { SilenceEntry } from "@/lib/model/alerting/silence";
import type { AlertingSummary } from "@/lib/model/alerting/summary";
import { SilencesPage } from "./silences-page";

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const cluster: Cluster = { id: "pollux", title: "Pollux", purpose: "", stage: "production", accent: "violet", tiles: [], panels: [] };
const entry = (id: string, more: Partial<SilenceEntry> = {}): SilenceEntry => ({
  ...{ id, state: "active", matchers: [{ name: "pod", value: `${id}\\.x`, isRegex: true, isEqual: true }], startsAt: now - hour, endsAt: now + 3 * hour, updatedAt: now - hour, createdBy: "Ada", comment: `reason of ${id}`, sources: [] },
  ...{ impact: { firing: 2, pending: 1 }, covers: ["KubePodCrashLooping"], mine: false, may: true },
  ...more,
});
const summary = (revision: number): AlertingSummary => ({ revision, states: { firing: 0, pending: 0, suppressed: 0, resolved: 0 }, counts: { critical: 0, warning: 0, info: 0, other: 0, suppressed: 0 }, sources: [], fresh: [], pipelineProblems: 0 });

let listed: readonly SilenceEntry[];
let changes: { method: string; url: string; body: unknown }[];
let answer: () => Response;
beforeEach(() => {
  changes = [];
  answer = () => Response.json({ silenceID: "x" });
  window.history.replaceState(null, "", "/clusters/pollux/alerts/silences");
  vi.stubGlobal("fetch", async (url: string, { method = "GET", body }: RequestInit = {}) => {
    if (method === "GET" && url.endsWith("/silences")) return Response.json({ silences: listed });
    if (method === "GET") return Response.json(url.startsWith("/api/triage/words") ? { labels: [] } : { cluster });
    if (url.endsWith("/preview")) return Response.json({ alerts: [], rules: [], counts: { firing: 0, pending: 0, suppressed: 0, beyond: 0 }, similar: [], refusals: [], warnings: [] });
    changes.push({ method, url, body: JSON.parse((body as string | undefined) ?? "null") as unknown });
    return method === "DELETE" ? new Response(null, { status: 204 }) : answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(entries: readonly SilenceEntry[], { search = "", may = true }: { search?: string; may?: boolean } = {}) {
  listed = entries;
  const live = fakeLive(now);
  render(<SilencesPage cluster={cluster} search={search} first={entries} may={may ? { any: true } : { any: false, reason: "You may not silence alerts of Pollux." }} />, { wrapper: live.Live });
  return live;
}
const rows = () => within(screen.getByRole("list", { name: "Silences" })).getAllByRole("listitem");
const row = (name: RegExp) => screen.getByRole("listitem", { name });

it("tells of each what it covers, whose it is, why and for how long", () => {
  show([entry("a", { mine: true, endsAt: now + 20 * 60_000 }), entry("b", { impact: { firing: 0, pending: 0 }, covers: [] }), entry("c", { state: "pending", startsAt: now + 2 * hour })]);
  const first = row(/a\\\\\.x/);
  expect(first.textContent).toContain('pod=~"a\\\\.x"reason of acovers 3 alertsKubePodCrashLooping (1 pending)ends in 20 minends soonAdayours');
  expect(within(first).getByRole("link", { name: "covers 3 alerts" }).getAttribute("href")).toMatch(/^\/clusters\/pollux\/alerts\?filter=pod/);
  expect(row(/b\\\\/).textContent).toContain("matches nothing");
  expect(row(/b\\\\/).textContent).not.toContain("yours");
  expect(row(/c\\\\/).textContent).toContain("will cover 3 alerts");
  expect(row(/c\\\\/).textContent).toContain("begins in 2 h");
  expect(screen.getByText("2 silences in force, 1 of which matches nothing now.")).toBeTruthy();
});

it("extends by two hours without changing a character, and tells when that is refused", async () => {
  show([entry("a")]);
  await userEvent.click(within(row(/a/)).getByRole("button", { name: "Extend by 2 h" }));
  await screen.findByText("Extended by 2 h: reason of a");
  expect(changes).toEqual([{ method: "POST", url: "/api/clusters/pollux/silences", body: { id: "a", matchers: entry("a").matchers, endsAt: new Date(now + 5 * hour).toISOString(), comment: "reason of a", selected: [] } }]);
  answer = () => Response.json({ error: { code: "invalid", message: "It would last longer than 24 h." } }, { status: 400 });
  await userEvent.click(within(row(/a/)).getByRole("button", { name: "Extend by 2 h" }));
  await screen.findByText("It would last longer than 24 h.");
});

it("expires only after saying what will be heard again", async () => {
  show([entry("a")]);
  await userEvent.click(within(row(/a/)).getByRole("button", { name: "Expire" }));
  const dialog = screen.getByRole("dialog", { name: /Expire silence/ });
  expect(dialog.textContent).toContain("3 alerts will be heard again unless something else keeps them quiet: KubePodCrashLooping.");
  expect(changes).toEqual([]);
  listed = [entry("a", { state: "expired" })];
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(changes).toEqual([{ method: "DELETE", url: "/api/clusters/pollux/silences/a", body: null }]));
  await screen.findByText("Expired: reason of a");
  await screen.findByText("No silence is like that. Narrow less, or look at expired ones.");
});

it("shows the reason instead of what is forbidden", () => {
  show([entry("a", { may: false, reason: 'You may silence only what carries {namespace="p47-beamline"} in Pollux.' })], { may: false });
  expect(within(row(/a/)).queryByRole("button")).toBeNull();
  expect(row(/a/).textContent).toContain("You may silence only what carries");
  expect(screen.queryByRole("button", { name: "New silence" })).toBeNull();
  expect(screen.getByText("You may not silence alerts of Pollux.")).toBeTruthy();
});

it("opens the dialog to edit, to recreate what has expired, and to begin from nothing", async () => {
  show([entry("a"), entry("b", { state: "expired" })], { search: "state=all" });
  for (const [button, title] of [[within(row(/a\\\\/)).getByRole("button", { name: "Edit" }), /^Edit silence/], [within(row(/b\\\\/)).getByRole("button", { name: "Recreate" }), /^Recreate silence/], [screen.getByRole("button", { name: "New silence" }), /^New silence/]] as const) {
    await userEvent.click(button);
    await userEvent.click(within(await screen.findByRole("dialog", { name: title })).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  }
});

it("narrows as one types, with what was chosen in the address", async () => {
  show([entry("a"), entry("b", { mine: true, createdBy: "Grace" }), entry("c", { state: "expired" })], { search: "sort=by" });
  await userEvent.type(screen.getByRole("searchbox", { name: "Filter" }), "grace");
  await waitFor(() => expect(rows()).toHaveLength(1));
  await waitFor(() => expect(window.location.search).toBe("?filter=grace&sort=by"));
  await userEvent.clear(screen.getByRole("searchbox", { name: "Filter" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Show" }), "All");
  await waitFor(() => expect(rows()).toHaveLength(3));
  await waitFor(() => expect(window.location.search).toBe("?state=all&sort=by"));
});

it("asks again when something has changed", async () => {
  const live = show([entry("a")]);
  listed = [entry("a"), entry("b")];
  await act(async () => undefined);
  act(() => live.value("alerting", "pollux", summary(8)));
  await waitFor(() => expect(rows()).toHaveLength(2));
});

it("draws a hundred of a thousand, and the others on demand", async () => {
  show(Array.from({ length: 1_000 }, (_, at) => entry(`s${at}`)));
  expect(rows()).toHaveLength(100);
  await userEvent.click(screen.getByRole("button", { name: "Show more (900 left)" }));
  expect(rows()).toHaveLength(400);
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setSingleKeys } from "@/components/layout/keys";
import { fakeLive } from "@/components/ui/fake-live";
import type { MayRespond } from "@/lib/model/alerting/may-respond";
import { alert, cluster, group, triage } from "./fixtures";
import { TriagePage } from "./triage-page";
import { readSearch } from "./triage-search";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => "/", useSearchParams: () => new URLSearchParams(window.location.search) }));
/** What the dialogs were opened with. */
const { opened } = vi.hoisted(() => ({ opened: [] as unknown[] }));
vi.mock("@/components/alerts/silences/silence-dialog", () => ({
  SilenceDialog: ({ onClose, ...given }: { readonly onClose: () => void }) => (
    <dialog open aria-label="Silence" ref={() => void opened.push(given)}>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </dialog>
  ),
}));
vi.mock("@/components/alerts/acknowledge/acknowledge-dialog", () => ({ AcknowledgeDialog: ({ onClose: _, ...given }: { readonly onClose: () => void }) => <dialog open aria-label="Acknowledge" ref={() => void opened.push(given)} /> }));

const node = group("node", { counts: { firing: 3, pending: 0, suppressed: 0, resolved: 0 } });
const web = group("web", { severity: "warning", title: "web keeps restarting" });
const far = group("far", { cluster: "argus", title: "far is full" });
const alerts = [alert("1"), alert("2"), alert("3", { state: "resolved", resolvedAt: 0 })];

beforeEach(() => {
  opened.length = 0;
  vi.stubGlobal("fetch", async (path: string) => {
    if (path.startsWith("/api/triage/words")) return Response.json({ labels: [] });
    const { open, filter } = readSearch(path.split("?")[1] ?? "");
    return Response.json(triage([node, web, far].filter(({ title }) => title.includes(filter)).map((one) => (open[one.id] === undefined ? one : { ...one, alerts }))));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

async function show(may: Readonly<Record<string, MayRespond>> = { pollux: { any: true }, argus: { any: true } }) {
  window.history.replaceState(null, "", "/alerts");
  const live = fakeLive(0);
  render(
    <live.Live>
      <TriagePage clusters={[cluster("pollux", "Pollux"), cluster("argus", "Argus", "teal")]} only={false} first={{ search: readSearch(""), triage: triage([node, web, far]) }} preferences={{ pins: [] }} may={may} />
    </live.Live>,
  );
  await act(async () => Promise.resolve());
}

const here = () => document.activeElement?.textContent;
const selection = () => screen.getByRole("region", { name: "Selection" });

it("walks through causes and the alerts of open ones, and opens with o", async () => {
  await show();
  await userEvent.keyboard("j");
  expect(here()).toBe("node is not ready");
  await userEvent.keyboard("o");
  await screen.findByRole("link", { name: "nexus-1 keeps restarting" });
  await userEvent.keyboard("jj");
  expect(here()).toBe("nexus-2 keeps restarting");
  await userEvent.keyboard("{ArrowLeft}");
  expect(here()).toBe("node is not ready");
  await userEvent.keyboard("{ArrowLeft}");
  expect(screen.queryByRole("link", { name: "nexus-1 keeps restarting" })).toBeNull();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}k");
  expect(here()).toBe("web keeps restarting");
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByRole("list", { name: "Alerts: web keeps restarting" })).toBeTruthy();
});

it("goes on from the same place after a row went away under the focus", async () => {
  await show();
  await userEvent.keyboard("jj");
  expect(here()).toBe("web keeps restarting");
  await userEvent.type(screen.getByRole("combobox", { name: "Filter alerts" }), "f");
  await userEvent.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(screen.queryByRole("button", { name: "web keeps restarting" })).toBeNull());
  await userEvent.keyboard("j");
  expect(here()).toBe("far is full");
});

it("selects with x, says how much, silences with s, and clears with Escape", async () => {
  await show();
  await userEvent.keyboard("jxjx");
  expect(within(selection()).getByRole("status").textContent).toBe("5 alerts selected, 2 whole causes");
  expect(screen.getByRole("checkbox", { name: "Select node is not ready" })).toHaveProperty("checked", true);
  await userEvent.keyboard("s");
  expect(await screen.findByRole("dialog", { name: "Silence" })).toBeTruthy();
  expect(opened[0]).toEqual({ cluster: "pollux", start: { kind: "selection", selection: { alerts: [], groups: ["node", "web"], filter: "" } } });
  await userEvent.keyboard("x");
  expect(within(selection()).getByRole("status").textContent).toBe("5 alerts selected, 2 whole causes");
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
});

it("silences and acknowledges the row one is on where nothing is selected", async () => {
  await show();
  await userEvent.keyboard("jo");
  await screen.findByRole("link", { name: "nexus-1 keeps restarting" });
  await userEvent.keyboard("ja");
  expect(await screen.findByRole("dialog", { name: "Acknowledge" })).toBeTruthy();
  expect(opened[0]).toEqual({ cluster: "pollux", alerts: [{ id: "1", name: "nexus-1 keeps restarting" }] });
});

it("acknowledges the alerts of a whole cause by name, but not those that are over", async () => {
  await show();
  await userEvent.keyboard("jxa");
  expect(await screen.findByRole("dialog", { name: "Acknowledge" })).toBeTruthy();
  expect(opened[0]).toEqual({ cluster: "pollux", alerts: [{ id: "1", name: "nexus-1 keeps restarting" }, { id: "2", name: "nexus-2 keeps restarting" }] });
});

it("selects an alert of a selected cause with it, not twice", async () => {
  await show();
  await userEvent.keyboard("jxo");
  await screen.findByRole("link", { name: "nexus-1 keeps restarting" });
  await userEvent.keyboard("jx");
  expect(within(selection()).getByRole("status").textContent).toBe("3 alerts selected, 1 whole cause");
  expect(screen.getByRole("checkbox", { name: "Select nexus-1 keeps restarting" })).toMatchObject({ checked: true, disabled: true });
});

it("offers each cluster's own silence where several are selected", async () => {
  await show();
  for (const name of ["Select node is not ready", "Select far is full"]) await userEvent.click(screen.getByRole("checkbox", { name }));
  await userEvent.click(screen.getByRole("button", { name: "Silence in Argus" }));
  await screen.findByRole("dialog", { name: "Silence" });
  expect(opened[0]).toMatchObject({ cluster: "argus", start: { selection: { groups: ["far"] } } });
});

it("says why somebody may not act, and does nothing at their keys", async () => {
  await show({ pollux: { any: false, reason: "You may not silence or acknowledge alerts of Pollux." } });
  await userEvent.keyboard("jxsa");
  expect(within(selection()).getByText("You may not silence or acknowledge alerts of Pollux.")).toBeTruthy();
  expect(within(selection()).getByRole("button", { name: /^Silence/ })).toHaveProperty("disabled", true);
  expect(opened).toEqual([]);
});

it("leaves single keys to others where they are switched off, while one types, and after g", async () => {
  await show();
  await userEvent.type(screen.getByRole("combobox", { name: "Filter alerts" }), "ax");
  await userEvent.keyboard("{Escape}{Escape}");
  setSingleKeys(false);
  await userEvent.keyboard("jx");
  expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
  setSingleKeys(true);
  const answered = (event: KeyboardEvent) => event.preventDefault();
  document.addEventListener("keydown", answered);
  await userEvent.keyboard("jx");
  document.removeEventListener("keydown", answered);
  expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
});

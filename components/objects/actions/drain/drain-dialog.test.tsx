// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { Stage } from "@/lib/model";
import { DrainDialog } from "./drain-dialog";

const node = { group: "", version: "v1", resource: "nodes", kind: "Node", name: "n1" };
const pod = (name: string, more: { owner?: string; emptyDir?: boolean } = {}) => ({
  metadata: { uid: `uid-${name}`, namespace: "p47", name, ownerReferences: [{ kind: more.owner ?? "StatefulSet", name: "ioc", controller: true }] },
  spec: { nodeName: "n1", volumes: more.emptyDir === true ? [{ emptyDir: {} }] : [] },
  status: { phase: "Running" },
});
let pods: ReturnType<typeof pod>[];
let asked: string[];
/** Names of pods that a budget holds. */
let held: Set<string>;
const done = vi.fn();
const budget = { kind: "Status", reason: "TooManyRequests", details: { causes: [{ reason: "DisruptionBudget", message: "The disruption budget ioc needs 1 healthy pods and has 1 currently" }] } };

beforeEach(() => {
  pods = [pod("a"), pod("cache", { emptyDir: true }), pod("agent", { owner: "DaemonSet" })];
  asked = [];
  held = new Set();
  done.mockReset();
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    if ((init.method ?? "GET") === "GET") return Response.json({ items: pods });
    const name = /pods\/([^/]+)\/eviction/.exec(url)?.[1];
    asked.push(name ?? `${init.method ?? ""} node`);
    if (name !== undefined && held.has(name)) return Response.json(budget, { status: 429 });
    pods = pods.filter(({ metadata }) => metadata.name !== name);
    return Response.json({}, { status: 201 });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(stage: Stage = "staging") {
  const { Live } = fakeLive(1000);
  render(
    <Live>
      <DrainDialog cluster={{ id: "pollux", title: "Pollux", accent: "violet", stage }} node={node} onDone={done} onClose={() => undefined} />
    </Live>,
  );
  const dialog = await screen.findByRole("dialog");
  await within(dialog).findByText(/will be evicted/);
  return dialog;
}
const press = (dialog: HTMLElement, name: string) => userEvent.click(within(dialog).getByRole("button", { name }));

it("says what would happen, and loses data only where the person agrees", async () => {
  const dialog = await open();
  expect(within(dialog).getByText(/1 pod will be evicted one after the other, .* and 2 pods stay/)).toBeTruthy();
  await press(dialog, "Drain");
  await within(dialog).findByText("Done: 1 of 1 pod has left. The node stays cordoned.");
  expect(asked).toEqual(["PATCH node", "a"]);
});

it("evicts pods with data on the node once the person agrees, and kubectl is told the same", async () => {
  const dialog = await open();
  await userEvent.click(within(dialog).getByRole("checkbox", { name: /emptyDir/ }));
  expect(within(dialog).getByRole("region").textContent).toBe("kubectl --context pollux drain n1 --ignore-daemonsets --delete-emptydir-data");
  await press(dialog, "Drain");
  await waitFor(() => expect(done).toHaveBeenCalled());
  expect(asked).toEqual(["PATCH node", "a", "cache"]);
});

it("names the budget that holds a pod, says to keep the page open, and can be stopped", async () => {
  held.add("a");
  const dialog = await open();
  await press(dialog, "Drain");
  await within(dialog).findByText(/The disruption budget ioc needs 1 healthy pods and has 1 currently\./);
  expect(within(dialog).getByText(/keep it open until it is done/)).toBeTruthy();
  await press(dialog, "Stop");
  await within(dialog).findByText(/^Stopped: 0 of 1 pod has left\. The node stays cordoned/);
  expect(document.activeElement).toBe(within(dialog).getByRole("button", { name: "Close" }));
});

it("asks on production for the node's name", async () => {
  const dialog = await open("production");
  await press(dialog, "Drain");
  expect(asked).toEqual([]);
  await userEvent.type(within(dialog).getByRole("textbox"), "n1{Enter}");
  await waitFor(() => expect(asked[0]).toBe("PATCH node"));
});

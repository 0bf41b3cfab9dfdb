// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import type { ObjectReport, Problem } from "@/lib/model";
import { cluster, deploymentRef, now, report } from "./fixtures";
import { objectTopic, type ObjectAddress } from "./object-address";
import { ObjectPage } from "./object-page";
import type { ObjectTab } from "./object-tabs";

vi.mock("@/components/objects/actions/action-bar", () => ({ ActionBar: () => <p>the actions</p> }));
vi.mock("@/components/logs/log-view", () => ({ LogView: () => <p>the logs</p> }));
vi.mock("@/components/objects/metrics/object-metrics", () => ({ ObjectMetrics: () => <p>the metrics</p> }));
vi.mock("@/components/audit/object-audit", () => ({ ObjectAudit: () => <p>the history</p> }));
vi.mock("@/components/dashboards/embedded-dashboards", () => ({ EmbeddedDashboards: ({ subject }: { readonly subject: { readonly kind: string } }) => <p>dashboards about the {subject.kind}</p> }));
vi.mock("@/components/objects/actions/yaml-editor", () => ({ YamlEditor: () => <p>the editor</p> }));

const address: ObjectAddress = { group: "apps", version: "v1", resource: "deployments", namespace: "p47-beamline", name: "blueapi" };
const topic = objectTopic("pollux", address);

beforeEach(() => window.history.replaceState(null, "", "/clusters/pollux/objects/apps/v1/deployments/p47-beamline/blueapi"));
afterEach(cleanup);

async function show({ of = address, tab = "overview" }: { readonly of?: ObjectAddress; readonly tab?: ObjectTab } = {}) {
  const live = fakeLive(now);
  render(
    <live.Live>
      <ObjectPage cluster={cluster} address={of} tab={tab} />
    </live.Live>,
  );
  // The stream is connected to once for all topics of one turn.
  await act(() => Promise.resolve());
  return {
    value: (value: ObjectReport) => act(async () => live.frame({ topic: objectTopic("pollux", of), at: now, every: 2_000, value })),
    problem: (problem: Problem) => act(async () => live.frame({ topic: objectTopic("pollux", of), at: now, every: 2_000, problem })),
  };
}
const text = () => document.body.textContent;

it("waits with the object's name, not with an empty page", async () => {
  await show();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Deployment blueapi");
  expect(text()).toContain("Waiting for what Kubernetes knows of it");
});

it("tells first what is wrong, with the log's last words, what to do, and whom it is about", async () => {
  await (await show()).value(report());
  const wrong = screen.getByRole("region", { name: "What is wrong" });
  expect(within(wrong).getByRole("heading", { level: 3 }).textContent).toBe("The container app ends again and again.");
  expect(wrong.textContent).toContain("It ended with exit code 127.");
  expect(within(wrong).getByText("sh: bluapi: not found")).toBeTruthy();
  expect(within(wrong).getByText("kubectl logs blueapi-1-b -n p47-beamline --previous").tagName).toBe("CODE");
  expect(within(wrong).getByRole("link", { name: "blueapi-1-b" }).getAttribute("href")).toBe("/clusters/pollux/objects/core/v1/pods/p47-beamline/blueapi-1-b");
  expect(text()).toContain("1 of 2 pods is ready.");
  expect(await screen.findByText("the actions")).toBeTruthy();
});

it("puts conditions that are not as they should be first, and leads from events to their objects", async () => {
  await (await show()).value(report());
  const [first] = within(screen.getByRole("region", { name: "Conditions" })).getAllByRole("listitem");
  expect(first?.textContent).toContain("Progressing");
  expect(within(screen.getByRole("region", { name: "Events" })).getByRole("link", { name: "blueapi-1-b" })).toBeTruthy();
});

it("says what could not be read", async () => {
  await (await show()).value(report({ unread: ["You may not read events in p47-beamline."] }));
  expect(text()).toContain("This page has gaps. You may not read events in p47-beamline.");
});

it("keeps what it knew of an object that is deleted while one looks, and offers no more actions", async () => {
  const page = await show();
  await page.value(report());
  await screen.findByText("the actions");
  await page.problem({ code: "not-found", message: "There is no Deployment blueapi in p47-beamline." });
  expect(screen.getByText(/This Deployment no longer exists/)).toBeTruthy();
  expect(screen.getByRole("region", { name: "What is wrong" })).toBeTruthy();
  expect(screen.queryByText("the actions")).toBeNull();
});

it("keeps an old state with its reason when the cluster falls silent", async () => {
  const page = await show();
  await page.value(report());
  await page.problem({ code: "timeout", message: "Kubernetes of Pollux does not answer in time." });
  expect(text()).toContain("Kubernetes of Pollux does not answer in time.");
  expect(screen.getByRole("tabpanel").parentElement?.dataset["stale"]).toBe("true");
});

it.each([
  ["not-found", "It is not there", "There is no Deployment blueapi."],
  ["forbidden", "You may not read it", "Kubernetes does not let you read deployments.apps in p47-beamline."],
  ["unreachable", "It cannot be shown now", "Kubernetes of Pollux cannot be reached."],
] as const)("tells %s in words, with the ways on", async (code, title, message) => {
  await (await show()).problem({ code, message });
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe(title);
  expect(text()).toContain(message);
  expect(screen.getByRole("link", { name: "All deployments" }).getAttribute("href")).toBe("/clusters/pollux/objects/apps/v1/deployments?namespace=p47-beamline");
  expect(screen.queryByRole("tablist")).toBeNull();
});

it("helps where the cluster does not know the kind", async () => {
  await (await show({ of: { group: "example.org", version: "v1", resource: "widgets", name: "x" } })).problem({ code: "invalid", message: "This cluster serves no widgets of example.org/v1." });
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("This cluster does not know the kind");
  expect(screen.getByRole("link", { name: "All kinds of Pollux" }).getAttribute("href")).toBe("/clusters/pollux/objects");
  expect(screen.queryByRole("link", { name: "All widgets" })).toBeNull();
});

it("keeps the part that is in sight in the address, and moves between parts by keyboard", async () => {
  await (await show()).value(report());
  await userEvent.click(screen.getByRole("tab", { name: "Metrics" }));
  expect(await screen.findByText("the metrics")).toBeTruthy();
  expect(window.location.search).toBe("?tab=metrics");
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByRole("tab", { name: "YAML" }).getAttribute("aria-selected")).toBe("true");
  expect(await screen.findByRole("region", { name: "Manifest" })).toBeTruthy();
  await userEvent.keyboard("{Home}");
  expect(window.location.search).toBe("");
  expect(screen.getByRole("tab", { name: "Overview" })).toBe(document.activeElement);
});

it("offers logs only where pods belong to it, and says so to whoever came for them", async () => {
  const first = await show();
  await first.value(report({ pods: [] }));
  expect(screen.queryByRole("tab", { name: "Logs" })).toBeNull();
  cleanup();
  await (await show({ tab: "logs" })).value(report({ pods: [] }));
  expect(await screen.findByText(/No pod belongs to it now/)).toBeTruthy();
});

it("shows the manifest with numbers that are not part of it, copies it, and opens the editor", async () => {
  await (await show({ tab: "yaml" })).value(report());
  const manifest = await screen.findByRole("region", { name: "Manifest" });
  expect(manifest.querySelector("pre:not([aria-hidden])")?.textContent).toBe(report().yaml);
  expect(manifest.querySelector("pre[aria-hidden]")?.textContent).toBe("1\n2\n3\n4");
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await navigator.clipboard.readText()).toBe(report().yaml);
  await user.click(screen.getByRole("button", { name: "Edit" }));
  expect(await screen.findByText("the editor")).toBeTruthy();
});

it("names the topic of an object as the server reads it", () => {
  expect(topic).toBe("object/pollux/apps/v1/deployments?name=blueapi&namespace=p47-beamline");
  expect(deploymentRef.name).toBe("blueapi");
});

it("shows Grafana's dashboards under what Castor knows of it and what it uses, and nowhere else", async () => {
  const page = await show();
  await page.value(report());
  expect(await screen.findByText("dashboards about the workload")).toBeTruthy();
  await userEvent.click(screen.getByRole("tab", { name: "Metrics" }));
  expect(screen.getByText("dashboards about the workload")).toBeTruthy();
  await userEvent.click(screen.getByRole("tab", { name: "YAML" }));
  expect(screen.queryByText("dashboards about the workload")).toBeNull();
});

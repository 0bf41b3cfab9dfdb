// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import type { Cluster } from "@/lib/model";
import { explained, noon } from "./fixtures";
import { RoutingPage } from "./routing-page";

const cluster: Cluster = { id: "pollux", title: "Pollux", purpose: "Beamlines", stage: "production", accent: "violet", tiles: [], panels: [] };
const asked: Record<string, string>[] = [];
let answer: (labels: Record<string, string>) => Response;

beforeEach(() => {
  asked.length = 0;
  answer = (labels) => Response.json({ explanations: [explained(labels)] });
  window.history.replaceState(null, "", "/clusters/pollux/alerts/routing");
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    expect(path).toBe("/api/clusters/pollux/routing/explain");
    const { labels } = JSON.parse(body) as { labels: Record<string, string> };
    asked.push(labels);
    return answer(labels);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function show(labels = "") {
  const live = fakeLive(noon);
  render(
    <live.Live>
      <RoutingPage cluster={cluster} labels={labels} examples={[{ name: "KubePodCrashLooping", labels: { alertname: "KubePodCrashLooping", namespace: "p47-beamline" } }]} />
    </live.Live>,
  );
  await act(async () => undefined);
  return live;
}
const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Type any labels and see where such an alert would go" });
const type = (value: string) => fireEvent.change(field(), { target: { value } });

describe("the page of who hears of it", () => {
  it("shows all routes as they are configured, as long as nothing is typed", async () => {
    await show();
    const tree = within(await screen.findByRole("region", { name: "All routes of Alertmanager of Pollux" }));
    expect(tree.getByText('namespace=~"p47-.*"').textContent).toBe('namespace=~"p47-.*"');
    expect(tree.getByText("c-pager")).toBeTruthy();
    expect(tree.queryByText("ends here")).toBeNull();
    expect(tree.queryByText("no")).toBeNull();
  });

  it("answers while one types, and keeps the question in the address", async () => {
    await show();
    type("alertname=Foo namespace=p47-beamline");
    expect(await screen.findByText("It goes to p47 by e-mail.")).toBeTruthy();
    expect(asked.at(-1)).toEqual({ alertname: "Foo", namespace: "p47-beamline" });
    expect(new URL(window.location.href).searchParams.get("labels")).toBe("alertname=Foo namespace=p47-beamline");
    fireEvent.click(screen.getByRole("button", { name: "Clear" }));
    expect(await screen.findByRole("heading", { name: "All routes" })).toBeTruthy();
    expect(window.location.search).toBe("");
  });

  it("begins with the labels of the address", async () => {
    await show('namespace="p47-beamline"');
    expect(field().value).toBe('namespace="p47-beamline"');
    expect(await screen.findByText("It goes to p47 by e-mail.")).toBeTruthy();
  });

  it("tells what of the labels it did not understand, and answers for the rest", async () => {
    await show("namespace=p47-beamline severity!=info odd");
    const notes = screen.getByRole("status", { name: "What was not understood" });
    expect(within(notes).getAllByRole("listitem")).toHaveLength(2);
    expect(notes.textContent).toContain("write severity= instead of severity!=");
    expect(await screen.findByText("It goes to p47 by e-mail.")).toBeTruthy();
    expect(asked.at(-1)).toEqual({ namespace: "p47-beamline" });
  });

  it("offers what fires now", async () => {
    await show();
    fireEvent.click(screen.getByRole("button", { name: "KubePodCrashLooping" }));
    expect(field().value).toBe("alertname=KubePodCrashLooping namespace=p47-beamline");
    expect(await screen.findByText("It goes to p47 by e-mail.")).toBeTruthy();
  });

  const news = (revision: number) => ({ revision, states: { firing: 0, pending: 0, suppressed: 0, resolved: 0 }, counts: { critical: 0, warning: 0, info: 0, other: 0, suppressed: 0 }, sources: [], fresh: [], pipelineProblems: 0 });
  const broken = () => Response.json({ error: { code: "unreachable", message: "No Alertmanager of Pollux has told its routes yet." } }, { status: 502 });

  it("asks again when something has changed in the cluster", async () => {
    const live = await show("namespace=p47-beamline");
    await screen.findByText("It goes to p47 by e-mail.");
    answer = () => Response.json({ explanations: [explained({ alertname: "Odd" })] });
    act(() => live.value("alerting", "pollux", news(7)));
    expect(await screen.findByText(/Nobody hears of it/)).toBeTruthy();
  });

  it("keeps the answer when it can't be asked again, and says why it is old", async () => {
    const live = await show("namespace=p47-beamline");
    await screen.findByText("It goes to p47 by e-mail.");
    answer = broken;
    act(() => live.value("alerting", "pollux", news(7)));
    expect(await screen.findByText("No Alertmanager of Pollux has told its routes yet.")).toBeTruthy();
    expect(screen.getByText("It goes to p47 by e-mail.")).toBeTruthy();
  });

  it("does not take the answer to other labels for the present ones when that one fails", async () => {
    await show("namespace=p47-beamline");
    await screen.findByText("It goes to p47 by e-mail.");
    answer = broken;
    type("namespace=elsewhere");
    expect(await screen.findByText("No Alertmanager of Pollux has told its routes yet.")).toBeTruthy();
    expect(screen.queryByText("It goes to p47 by e-mail.")).toBeNull();
  });
});

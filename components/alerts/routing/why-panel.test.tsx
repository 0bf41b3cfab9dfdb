// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import { parseMatchers } from "@/lib/model/alerting/parse-matcher";
import type { RoutingExplanation } from "@/lib/model/alerting/routing";
import { explained, noon } from "./fixtures";
import { WhyPanel } from "./why-panel";

afterEach(cleanup);

async function show(...explanations: readonly RoutingExplanation[]) {
  const live = fakeLive(noon);
  render(
    <live.Live>
      <WhyPanel cluster="pollux" explanations={explanations} />
    </live.Live>,
  );
  await act(async () => undefined);
}
const p47 = { alertname: "A", namespace: "p47-beamline", severity: "warning", node: "n1" };
const ends = () => screen.getByRole("list", { name: "Where it goes" });
const routes = () => screen.getByRole("list", { name: "Routes" });

describe("why one does, or does not, hear of an alert", () => {
  it("begins with a plain sentence", async () => {
    await show(explained(p47));
    expect(within(screen.getByRole("region", { name: "Why do I (not) hear of it" })).getByText("It goes to p47 by e-mail.")).toBeTruthy();
  });

  it("calls a receiver that sends nothing what it is", async () => {
    await show(explained({ alertname: "Odd" }));
    expect(screen.getByText("Nobody hears of it: its route ends at “null”, which sends nothing.")).toBeTruthy();
    expect(ends().textContent).toContain("goes nowhere: this receiver sends nothing");
    expect(within(routes()).getAllByText("sends nothing").length).toBeGreaterThan(0);
  });

  it("has the group, the timers and the time intervals with their next change", async () => {
    await show(explained(p47));
    expect(ends().textContent).toContain('{namespace="p47-beamline"}');
    expect(ends().textContent).toContain("30s after the first alert of the group, at most every 5m when the group changes, again every 4h");
    expect(ends().textContent).toContain("night: not now, from");
    expect(ends().querySelector("time")?.getAttribute("datetime")).toBe("2026-03-11T00:00:00.000Z");
    expect(ends().textContent).toContain("(in 12 h)");
  });

  it("says which end is muted at the moment", async () => {
    await show(explained({ ...p47, severity: "critical" }));
    expect(ends().textContent).toContain("muted now; by webhook");
    expect(ends().textContent).toContain("office: not now, from");
  });

  it("leads to the alert that inhibits it, and to the silences", async () => {
    const source = { id: "0123456789abcdef", name: "NodeDown", cluster: "pollux", severity: "critical" as const, state: "firing" as const, labels: { alertname: "NodeDown", node: "n1" }, annotations: {}, since: 0, silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: [], sources: [] };
    const silence = { id: "s-1", state: "active" as const, matchers: parseMatchers("node=n1"), startsAt: 0, endsAt: noon + 7_200_000, updatedAt: 0, createdBy: "Ada Lovelace", comment: "new disk", sources: [] };
    await show(explained(p47, { alerts: [source], silences: [silence] }));
    const reasons = screen.getByRole("list", { name: "What keeps it quiet" });
    expect(within(reasons).getByRole("link", { name: "NodeDown" }).getAttribute("href")).toBe("/clusters/pollux/alerts/0123456789abcdef");
    expect(reasons.textContent).toContain('while {alertname="NodeDown"} fires, {severity="warning"} is kept quiet where both have the same node.');
    expect(within(reasons).getByRole("link", { name: "Silenced by Ada Lovelace" }).getAttribute("href")).toBe("/clusters/pollux/alerts/silences?filter=s-1");
    expect(reasons.textContent).toContain("(in 2 h): new disk");
  });

  it("marks the way by words, and each matcher as held or not", async () => {
    await show(explained({ ...p47, severity: "critical" }));
    const tree = within(routes());
    expect(tree.getAllByText("ends here")).toHaveLength(2);
    expect(tree.getByText("through here")).toBeTruthy();
    expect(tree.getByText("continue")).toBeTruthy();
    expect(tree.getByText('severity="critical"').textContent).toBe('holds:severity="critical"');
    expect(tree.getByText('alertname="Watchdog"').textContent).toBe('does not hold:alertname="Watchdog"');
    expect(tree.getByText("muted in night")).toBeTruthy();
    expect(tree.getByText("only in office")).toBeTruthy();
  });

  it("folds away what is not taken, until somebody wants to see it", async () => {
    await show(explained(p47));
    const tree = within(routes());
    expect(tree.queryByText('namespace="c"')).toBeNull();
    const others = tree.getByRole("button", { name: "7 routes that it does not take" });
    expect(others.getAttribute("aria-expanded")).toBe("false");
    fireEvent.click(others);
    expect(tree.getByText('namespace="c"')).toBeTruthy();
    expect(tree.queryByText("c-pager")).toBeNull();
    fireEvent.click(tree.getAllByRole("button", { name: "1 route below" })[2] as HTMLElement);
    expect(tree.getByText("c-pager")).toBeTruthy();
    fireEvent.click(others);
    expect(tree.queryByText('namespace="c"')).toBeNull();
  });

  it("tells apart what different Alertmanagers do", async () => {
    await show(explained(p47, {}, ["one", "two"]), explained({ alertname: "Odd" }, {}, ["three"]));
    expect(screen.getByRole("heading", { name: "For one and two" })).toBeTruthy();
    expect(screen.getByRole("heading", { name: "For three" })).toBeTruthy();
  });

  it("says so where nobody has told any routes", async () => {
    await show();
    expect(screen.getByText(/No Alertmanager has told its routes/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "See what is wrong with the alerting" }).getAttribute("href")).toBe("/clusters/pollux/alerts/pipeline");
  });
});

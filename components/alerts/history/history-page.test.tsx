// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import type { Cluster } from "@/lib/model";
import type { Chronicle } from "@/lib/model/alerting/timeline";
import { HistoryPage } from "./history-page";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

const now = Date.UTC(2026, 5, 1, 12);
const hour = 3_600_000;
const cluster: Cluster = { id: "pollux", title: "Pollux", purpose: "", stage: "production", accent: "violet", panels: [], tiles: [] } as unknown as Cluster;
const chronicle: Chronicle = {
  ...{ from: now - 14 * hour, to: now, more: false, mistakes: ["“x=~(” was left out."] },
  transitions: [{ id: "1", at: now - hour, kind: "acknowledged", cluster: "pollux", alert: "f1", name: "KubeNodeNotReady", severity: "critical", labels: {}, about: "p47-srv-04", by: "Ada", text: "mine" }],
  chart: { times: [now - 2 * hour, now - hour, now], lines: { critical: [0, 2, 1], warning: [0, 0, 1], info: [0, 0, 0], other: [0, 0, 0] } },
  busiest: [{ alert: "f1", name: "KubeNodeNotReady", severity: "critical", labels: {}, about: "p47-srv-04", count: 2, total: 3 * hour, firing: true }],
  summary: ["14 alerts fired between 18:00 and 08:00; the longest was KubeNodeNotReady on p47-srv-04 for 3 h.", "1 alert still fires, critical."],
  gaps: [{ from: now - 14 * hour, to: now - 12 * hour }],
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(answer: () => Response, search: Parameters<typeof HistoryPage>[0]["search"] = { filter: "severity=critical" }) {
  const asked: URL[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(new URL(path, "http://castor"));
    return answer();
  });
  const { Live } = fakeLive(now);
  render(
    <Live>
      <HistoryPage cluster={cluster} search={search} />
    </Live>,
  );
  return asked;
}

describe("what happened", () => {
  it("is said in sentences first, then drawn, and told one by one with who and why", async () => {
    const asked = open(() => Response.json(chronicle));
    const short = within(await screen.findByRole("region", { name: "In short" }));
    expect(short.getByText(/^14 alerts fired between/)).toBeDefined();
    expect(short.getByRole("alert").textContent).toContain("was left out");
    expect(within(screen.getByRole("figure", { name: "Firing alerts by severity" })).getByRole("img").getAttribute("aria-label")).toMatch(/^At most 2 alerts fired at once/);
    expect(screen.getAllByRole("row", { hidden: true })).toHaveLength(4);
    expect(within(screen.getByRole("region", { name: "Longest and most often" })).getByRole("listitem").textContent).toContain("3 h, 2 times");
    const list = within(screen.getByRole("region", { name: "One by one" }));
    expect(list.getByRole("listitem").textContent).toContain("Acknowledged by Ada: mine");
    expect(list.getByRole("link", { name: "KubeNodeNotReady" }).getAttribute("href")).toBe("/clusters/pollux/alerts/f1");
    expect(asked[0]?.searchParams.get("filter")).toBe("severity=critical");
    expect(Number(asked[0]?.searchParams.get("to"))).toBeLessThanOrEqual(now);
  });

  it("says why it cannot be told", async () => {
    open(() => Response.json({ error: { code: "unreachable", message: "The Store does not answer." } }, { status: 502 }));
    expect(await screen.findByText("The Store does not answer.")).toBeDefined();
  });
});

// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import type { AttentionItem } from "@/lib/model";
import { NeedsAttention } from "./needs-attention";

afterEach(cleanup);

const now = Date.UTC(2026, 4, 4, 10);
const clusters = [
  { id: "pollux", title: "Pollux", accent: "violet" },
  { id: "argus", title: "Argus", accent: "teal" },
] as const;

async function show() {
  const live = fakeLive(now);
  render(
    <live.Live>
      <NeedsAttention clusters={clusters} hour={9} />
    </live.Live>,
  );
  await act(async () => undefined);
  return live;
}

const thing = (cluster: string, id: string, more: Partial<AttentionItem> = {}): AttentionItem => ({ id, cluster, severity: "warning", title: id, href: `/clusters/${cluster}`, ...more });
const heading = () => screen.getByRole("heading", { level: 1 }).textContent;

it("speaks as the clusters speak", async () => {
  const live = await show();
  expect(heading()).toContain("Looking at your clusters…");
  act(() => {
    live.value("attention", "pollux", []);
    live.value("attention", "argus", []);
  });
  expect(heading()).toContain("All is well.");
  expect(screen.getByText("No node, tool or alert asks for you.", { exact: false })).toBeDefined();
  act(() => live.value("attention", "argus", [thing("argus", "argus-srv-07 is not ready", { severity: "critical" })]));
  expect(heading()).toContain("One thing needs you.");
});

it("makes each thing a link to where it is solved, told with severity, cluster and age", async () => {
  const live = await show();
  act(() =>
    live.value("attention", "pollux", [
      thing("pollux", "ioc restarts", { severity: "critical", detail: "exit code 1", since: now - 360_000, href: "/clusters/pollux/nodes/p47-srv-01" }),
      thing("pollux", "Drifted", { href: "https://argo.example/app" }),
    ]),
  );
  const [first, second] = screen.getAllByRole("link") as [HTMLElement, HTMLElement];
  expect(first.textContent).toBe("CriticalPolluxioc restarts exit code 16 min");
  expect(first.getAttribute("href")).toBe("/clusters/pollux/nodes/p47-srv-01");
  expect(second.getAttribute("target")).toBe("_blank");
  expect(second.getAttribute("rel")).toContain("noopener");
  expect(within(second).getByText("(opens in a new tab)", { exact: false })).toBeDefined();
});

it("shows six at first and the rest on demand", async () => {
  const live = await show();
  act(() => live.value("attention", "argus", Array.from({ length: 9 }, (_, index) => thing("argus", `thing ${index}`))));
  expect(screen.getAllByRole("listitem")).toHaveLength(6);
  await userEvent.click(screen.getByRole("button", { name: "3 more" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(9);
  await userEvent.click(screen.getByRole("button", { name: "Show fewer" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(6);
});

it("admits what it can't see", async () => {
  const live = await show();
  act(() => {
    live.value("attention", "pollux", []);
    live.frame({ topic: "attention/argus", at: now, every: 10_000, problem: { code: "unreachable", message: "Argus does not answer." } });
  });
  expect(heading()).toContain("All is well where Castor can see; Argus is out of sight.");
  expect(screen.getByText("No fresh word from Argus", { exact: false })).toBeDefined();
});

// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import type { ApiResource } from "@/lib/model";
import type { Findable } from "./findable";
import { Finder } from "./finder";

const push = vi.fn();
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }), usePathname: () => "/" }));

const findables: readonly Findable[] = [
  { group: "Pages", title: "Home", hint: "g h", href: "/" },
  { group: "Clusters", title: "Pollux", hint: "Shared by the test beamlines", href: "/clusters/pollux", cluster: "pollux" },
  { group: "Tools", title: "Grafana", hint: "Pollux", href: "https://grafana.example", cluster: "pollux" },
];

beforeEach(() => {
  push.mockReset();
  localStorage.clear();
  vi.stubGlobal("fetch", async () => Response.json({ nodes: ["p47-srv-01", "pollux-02"] }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(filter = false) {
  const live = fakeLive(1_000);
  render(
    <live.Live>
      <Finder findables={findables} />
      <main>{filter ? <input aria-label="Filter" data-filter="" /> : null}</main>
    </live.Live>,
  );
  return live;
}

const field = () => screen.findByRole("combobox");

it("finds a node by name and goes there", async () => {
  show();
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await field(), "p47");
  await waitFor(() => expect(screen.getAllByRole("option")[0]?.textContent).toBe("p47-srv-01Pollux"));
  await userEvent.keyboard("{Enter}");
  expect(push).toHaveBeenCalledWith("/clusters/pollux/nodes/p47-srv-01");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("keeps hundreds of nodes out of the way until something is typed", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: /Find anything/ }));
  await field();
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
    "Homeg h",
    "PolluxShared by the test beamlines",
    "GrafanaPollux(opens in a new tab)",
    "Theme: as the system",
    "Theme: light",
    "Theme: dark",
    "Sign out",
  ]);
});

it("opens a tool in a tab of its own", async () => {
  const open = vi.fn();
  vi.stubGlobal("open", open);
  show();
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await field(), "grafana{Enter}");
  expect(open).toHaveBeenCalledWith("https://grafana.example", "_blank", "noopener");
  expect(push).not.toHaveBeenCalled();
});

it("says when nothing is called that", async () => {
  show();
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await field(), "zzzz");
  expect(screen.getByText("Nothing is called “zzzz”.")).toBeDefined();
});

it("leads / to the page's filter, and to the palette where there is none", async () => {
  show(true);
  await userEvent.keyboard("/");
  expect(document.activeElement).toBe(screen.getByLabelText("Filter"));
  cleanup();
  show();
  await userEvent.keyboard("/");
  expect(await field()).toBeDefined();
});

it("shows help on ?, where single keys can be switched off", async () => {
  show();
  await userEvent.keyboard("?");
  await userEvent.click(await screen.findByRole("checkbox", { name: "Use the single keys" }));
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await userEvent.keyboard("?gh");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(push).not.toHaveBeenCalled();
});

const kind = (group: string, resource: string, name: string, shortNames: readonly string[]): ApiResource => ({
  ...{ group, version: "v1", resource, kind: name, singular: name.toLowerCase(), namespaced: true },
  ...{ verbs: ["list"], shortNames, categories: [], subresources: [] },
});

it.each([
  ["po blueapi", "/clusters/pollux/objects/core/v1/pods?q=blueapi"],
  ["deploy", "/clusters/pollux/objects/apps/v1/deployments"],
  ["sh", "/clusters/pollux/objects/beamline.example.org/v1/shutters"],
])("goes from %j to the objects, and asks for kinds no sooner than that", async (text, href) => {
  const live = show();
  await userEvent.keyboard("{Control>}k{/Control}");
  await field();
  act(() => live.value("kinds", "pollux", [kind("", "pods", "Pod", ["po"]), kind("apps", "deployments", "Deployment", ["deploy"]), kind("beamline.example.org", "shutters", "Shutter", ["sh"])]));
  await userEvent.type(await field(), text);
  await userEvent.keyboard("{Enter}");
  expect(push).toHaveBeenCalledWith(href);
});

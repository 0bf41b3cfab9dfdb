// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Preferences } from "@/lib/model";
import { HomeButton } from "./home-button";
import { HomeFirst } from "./home-first";
import { PinButton } from "./pin-button";
import { PinnedTiles } from "./pinned-tiles";
import { PreferencesProvider } from "./preferences";

const answer = vi.fn<typeof fetch>();
beforeEach(() => {
  answer.mockReset().mockImplementation(async (_path, init) => new Response(init?.body as string, { headers: { "content-type": "application/json" } }));
  vi.stubGlobal("fetch", answer);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const sent = () => answer.mock.calls.map(([path, init]) => [path, init?.method, JSON.parse(init?.body as string) as unknown]);

function show(initial: Preferences) {
  render(
    <PreferencesProvider initial={initial}>
      <PinnedTiles tiles={{ "a/grafana": <li>Grafana of A</li>, "b/argo-cd": <li>Argo CD of B</li> }} />
      <PinButton tile="a/grafana" title="Grafana of A" />
      <PinButton tile="b/argo-cd" title="Argo CD of B" />
      <HomeFirst
        sections={["a", "b", "c"].map((cluster) => ({
          cluster,
          section: (
            <article>
              {cluster}
              <HomeButton cluster={cluster} title={cluster} />
            </article>
          ),
        }))}
      />
    </PreferencesProvider>,
  );
}

const order = () => screen.getAllByRole("article").map(({ textContent }) => textContent);
const pinned = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);

it("pins at once, in the order of pinning, and tells the Store", async () => {
  show({ pins: [] });
  expect(screen.queryByRole("heading", { name: "Pinned" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Pin Argo CD of B" }));
  await userEvent.click(screen.getByRole("button", { name: "Pin Grafana of A" }));
  expect(pinned()).toEqual(["Argo CD of B", "Grafana of A"]);
  await waitFor(() => expect(sent().at(-1)).toEqual(["/api/preferences", "PUT", { pins: ["b/argo-cd", "a/grafana"] }]));
  await userEvent.click(screen.getByRole("button", { name: "Unpin Argo CD of B" }));
  expect(pinned()).toEqual(["Grafana of A"]);
});

it("takes a change back that could not be saved, and says so", async () => {
  answer.mockImplementation(async () => Response.json({ error: { code: "unreachable", message: "The Store does not answer." } }, { status: 502 }));
  show({ pins: ["a/grafana"] });
  await userEvent.click(screen.getByRole("button", { name: "Unpin Grafana of A" }));
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Not saved. The Store does not answer."));
  expect(pinned()).toEqual(["Grafana of A"]);
});

it("puts the home cluster first and leaves the others in order", async () => {
  show({ pins: [], home: "c" });
  expect(order()).toEqual(["c", "a", "b"]);
  await userEvent.click(screen.getByRole("button", { name: "Make b your home cluster" }));
  expect(order()).toEqual(["b", "a", "c"]);
  expect(screen.getByRole("button", { name: "b is your home cluster" }).getAttribute("aria-pressed")).toBe("true");
  await userEvent.click(screen.getByRole("button", { name: "b is your home cluster" }));
  expect(order()).toEqual(["a", "b", "c"]);
  await waitFor(() => expect(sent().at(-1)?.[2]).toEqual({ pins: [] }));
});

it("ignores pins of tiles that the person may no longer see", () => {
  show({ pins: ["gone/grafana", "a/grafana"] });
  expect(pinned()).toEqual(["Grafana of A"]);
});

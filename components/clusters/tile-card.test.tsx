// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import type { Cluster, Tile } from "@/lib/model";
import { PreferencesProvider } from "./preferences";
import { TileCard } from "./tile-card";

afterEach(cleanup);

const cluster: Cluster = { id: "pollux", title: "Pollux", purpose: "", stage: "production", accent: "teal", panels: [], tiles: [] };
const grafana: Tile = { id: "grafana", title: "Grafana", purpose: "Draws", icon: "grafana", href: "/clusters/pollux/tools/grafana", checked: true };

function shown(tile: Tile) {
  const { Live } = fakeLive(0);
  render(
    <Live>
      <PreferencesProvider initial={{ pins: [] }}>
        <ul>
          <TileCard cluster={cluster} tile={tile} />
        </ul>
      </PreferencesProvider>
    </Live>,
  );
}

describe("a tile", () => {
  it("leads into Castor's page, and by a link of its own into a tab", () => {
    shown({ ...grafana, tab: "https://grafana-pollux.castor.example.org" });
    expect(screen.getByRole("link", { name: "Grafana" }).getAttribute("href")).toBe("/clusters/pollux/tools/grafana");
    const tab = screen.getByRole("link", { name: "Open Grafana of Pollux in its own tab" });
    expect([tab.getAttribute("href"), tab.getAttribute("target"), tab.getAttribute("rel")]).toEqual(["https://grafana-pollux.castor.example.org", "_blank", "noopener"]);
  });

  it("says in words that a person may only look, and nothing of it otherwise", () => {
    shown({ ...grafana, readOnly: true });
    expect(screen.getByRole("listitem").textContent).toContain("Read-only");
    cleanup();
    shown(grafana);
    expect(screen.getByRole("listitem").textContent).not.toContain("Read-only");
    expect(screen.getAllByRole("link")).toHaveLength(1);
  });

  it("says where in the cluster it was found", () => {
    shown({ ...grafana, id: "found-1", href: "https://grafana.example.org", checked: false, found: "Ingress monitoring/grafana" });
    expect(screen.getByText("Found in the cluster, not checked").title).toBe("Ingress monitoring/grafana");
    expect(screen.getByRole("listitem").textContent).toContain("not checked");
  });
});

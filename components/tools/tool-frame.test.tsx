// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chooseTheme } from "@/components/layout/theme";
import { fakeLive } from "@/components/ui/fake-live";
import { address, base, begin, end, firstPath, framedPage, go, now, opened, origin, pass } from "./fake-frame";
import { ToolFrame } from "./tool-frame";

beforeEach(begin);
afterEach(end);

describe("a tool's frame", () => {
  it("begins at the very place that the address names, query and hash untouched, with the theme beside them", async () => {
    const { iframe } = await opened(`${base}/d/a%2Fb/x?var-node=a%20b+c&from=now-6h#panel-3`);
    expect(iframe().src.startsWith(`${origin}/.castor/here?to=`)).toBe(true);
    expect(firstPath(iframe())).toBe("/d/a%2Fb/x?var-node=a%20b+c&from=now-6h&theme=light#panel-3");
    expect(address()).toBe(`${base}/d/a%2Fb/x?var-node=a%20b+c&from=now-6h#panel-3`);
  });

  it("may not lead the whole window elsewhere, and has its name", async () => {
    const { iframe } = await opened();
    const rights = (iframe().getAttribute("sandbox") ?? "").split(" ");
    expect(rights).toEqual(expect.arrayContaining(["allow-scripts", "allow-same-origin", "allow-forms", "allow-popups"]));
    expect(rights.filter((right) => right.includes("top-navigation"))).toEqual([]);
    expect(iframe().getAttribute("allow")).toBe("fullscreen; clipboard-write");
  });

  it("lets address, title and own tab follow where the person goes, without an entry in the history", async () => {
    const { says } = await opened();
    const push = vi.spyOn(history, "pushState");
    const length = history.length;
    await says({ castor: "at", path: "/d/x?from=now-1h&theme=light#p", title: "Nodes" });
    expect(address()).toBe(`${base}/d/x?from=now-1h#p`);
    expect(document.title).toBe("Nodes · Grafana of Pollux · Castor");
    expect(screen.getByRole("link", { name: /own tab/ }).getAttribute("href")).toBe(`${origin}/d/x?from=now-1h#p`);
    await says({ castor: "at", path: "/d/y", title: "" });
    await says({ castor: "at", path: "/", title: "" });
    await pass(500);
    expect(address()).toBe(base);
    expect(document.title).toBe("Grafana of Pollux · Castor");
    expect(push).not.toHaveBeenCalled();
    expect(history.length).toBe(length);
  });

  it("ignores other origins and other windows, and follows nowhere what is no path", async () => {
    const { says } = await opened();
    await says({ castor: "at", path: "/evil", title: "Evil" }, { origin: "https://evil.example" });
    await says({ castor: "at", path: "/evil", title: "Evil" }, { source: window });
    expect(address()).toBe(base);
    expect(document.title).not.toContain("Evil");
    for (const path of ["//evil.example", "/../../../argus", "https://evil.example", "/\\evil", "/a\n"]) await says({ castor: "at", path, title: "" });
    await pass(500);
    expect(location.origin).toBe("https://castor.example.org");
    expect(address().startsWith(base)).toBe(true);
  });

  it("never writes the address of another page of Castor's", async () => {
    const { says } = await opened();
    go("/clusters/pollux/nodes");
    await says({ castor: "at", path: "/late", title: "" });
    await pass(500);
    expect(address()).toBe("/clusters/pollux/nodes");
  });

  it("turns with Castor's theme at the place where the person is, and keeps a theme that the address names until then", async () => {
    const { says, iframe, orders } = await opened(`${base}/d/x?theme=dark`);
    expect(firstPath(iframe())).toBe("/d/x?theme=dark");
    await says({ castor: "at", path: "/d/y?theme=dark&a=1", title: "" });
    expect(address()).toBe(`${base}/d/y?theme=dark&a=1`);
    await act(async () => chooseTheme("dark"));
    expect(orders).toEqual([[{ castor: "go", path: "/d/y?a=1&theme=dark", replace: true }, origin]]);
    await says({ castor: "at", path: "/d/y?a=1&theme=dark", title: "" });
    await pass(500);
    expect(address()).toBe(`${base}/d/y?a=1`);
  });

  it("leaves alone tools that take no theme", async () => {
    const { iframe, orders } = await opened(base, { origin, level: "read", start: "/graph" });
    expect(firstPath(iframe())).toBe("/graph");
    await act(async () => chooseTheme("dark"));
    expect(orders).toEqual([]);
  });

  it("is reloaded in its place", async () => {
    const { says, orders } = await opened();
    await says({ castor: "at", path: "/d/x", title: "" });
    fireEvent.click(screen.getByRole("button", { name: "Reload Grafana" }));
    expect(orders).toEqual([[{ castor: "reload" }, origin]]);
  });

  it("keeps the tool's title when that of Castor's page comes after it", async () => {
    const { says } = await opened();
    await says({ castor: "at", path: "/d/x", title: "Nodes" });
    document.head.append(document.createElement("title"));
    document.title = "Grafana of Pollux · Castor";
    await pass(0);
    expect(document.title).toBe("Nodes · Grafana of Pollux · Castor");
    cleanup();
    document.title = "Pollux · Castor";
    await pass(0);
    expect(document.title).toBe("Pollux · Castor");
  });

  it("stands in the page as the server made it, so that Back finds it again after a reload, and is led on by the browser", async () => {
    go(`${base}/d/x#p`);
    const live = fakeLive(now);
    const tool = (
      <live.Live>
        <ToolFrame cluster={{ id: "pollux", title: "Pollux", accent: "teal" }} page={framedPage} heading={<h1>Grafana</h1>} />
      </live.Live>
    );
    const container = document.createElement("div");
    container.innerHTML = renderToString(tool);
    document.body.append(container);
    const made = container.querySelector("iframe");
    expect(made?.hasAttribute("src")).toBe(false);
    render(tool, { container, hydrate: true });
    await pass(0);
    expect(container.querySelector("iframe")).toBe(made);
    expect(firstPath(made as HTMLIFrameElement)).toBe("/d/x?theme=light#p");
  });

  it("goes with the session, and comes back with it where it was", async () => {
    const { live, says, iframe } = await opened(`${base}/d/x#p`);
    await says({ castor: "at", path: "/d/x#p", title: "" });
    await act(async () => live.status("signed-out"));
    expect(screen.queryByTitle("Grafana of Pollux")).toBeNull();
    expect(screen.getByRole("heading", { name: "You are signed out" })).toBeDefined();
    expect(screen.getByRole("link", { name: "Sign in again" }).getAttribute("href")).toBe(`/sign-in?to=${encodeURIComponent(`${base}/d/x#p`)}`);
    await act(async () => live.status("live"));
    expect(firstPath(iframe())).toBe("/d/x?theme=light#p");
  });
});

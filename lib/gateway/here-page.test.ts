import { runInThisContext } from "node:vm";
import { beforeEach, describe, expect, it } from "vitest";
import { hereScript } from "./here-script";

const origin = "https://grafana-pollux.castor.example.org";
const portal = "https://castor.example.org";

/** The inner page, as far as the page around it can see it. */
function innerPage(path: string, { title = "", refusal }: { readonly title?: string; readonly refusal?: string } = {}) {
  const listeners = new Map<string, () => void>();
  const url = new URL(path, origin);
  const went: string[] = [];
  const location = { protocol: url.protocol, pathname: url.pathname, search: url.search, hash: url.hash, assign: (to: string) => went.push(`assign ${to}`), replace: (to: string) => went.push(`replace ${to}`), reload: () => went.push("reload") };
  const page = { title, querySelector: () => (refusal === undefined ? null : { content: refusal }), addEventListener: () => undefined };
  const view = { location, document: page, addEventListener: (name: string, listener: () => void) => void listeners.set(name, listener) };
  return { view, went, page, to: (next: string) => Object.assign(location, { pathname: new URL(next, origin).pathname, search: new URL(next, origin).search, hash: new URL(next, origin).hash }), tell: (event: string) => listeners.get(event)?.() };
}

/** A page that its origin keeps from being read. */
const foreignPage = new Proxy({}, { get: () => { throw new DOMException("Blocked a frame", "SecurityError"); } });
const noPage = { location: { protocol: "about:" }, document: {} };

/** The page around a tool in a window of the portal's, with everything it says. */
function around({ top = false } = {}) {
  const said: unknown[] = [];
  const listeners = new Map<string, (event: object) => void>();
  const frameListeners = new Map<string, (event: object) => void>();
  const frame = { contentWindow: noPage as object, src: "/start", addEventListener: (name: string, listener: (event: object) => void) => void frameListeners.set(name, listener) };
  let tick = () => undefined;
  const document = { visibilityState: "visible", querySelector: () => frame, addEventListener: () => undefined };
  const parent = {
    postMessage: (message: unknown, target: string) => {
      expect(target).toBe(portal);
      said.push(message);
    },
  };
  const replaced: string[] = [];
  const window = {
    document,
    location: { origin, replace: (to: string) => void replaced.push(to) },
    addEventListener: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
    setInterval: (run: () => undefined, every: number) => {
      expect(every).toBe(300);
      tick = run;
    },
    setTimeout: (run: () => void) => run(),
  };
  Object.assign(window, { parent: top ? window : parent });
  const run = runInThisContext(`(${hereScript})`) as (window: object, config: object) => void;
  run(window, { portal, start: "/start" });
  return {
    said,
    frame,
    replaced,
    document,
    look: () => tick(),
    load: (view: object) => {
      frame.contentWindow = view;
      frameListeners.get("load")?.({ type: "load" });
    },
    show: (view: object) => void (frame.contentWindow = view),
    hear: (data: unknown, { from = portal, source = parent }: { readonly from?: string; readonly source?: object } = {}) => listeners.get("message")?.({ origin: from, source, data }),
  };
}

describe("the page around a tool", () => {
  let page: ReturnType<typeof around>;
  beforeEach(() => {
    page = around();
  });

  it("says that it is there, and where the person is once the tool is", () => {
    page.look();
    expect(page.said).toEqual([{ castor: "ready" }]);
    page.load(innerPage("/graph?g0.expr=up#x", { title: "Prometheus" }).view);
    expect(page.said[1]).toEqual({ castor: "at", path: "/graph?g0.expr=up#x", title: "Prometheus" });
  });

  it("follows what has an event at once, and what has none by looking; and says nothing twice", () => {
    const inner = innerPage("/a");
    page.load(inner.view);
    inner.to("/a#b");
    inner.tell("hashchange");
    inner.to("/c");
    page.look();
    page.look();
    inner.page.title = "C";
    page.look();
    expect(page.said.slice(1)).toEqual([
      { castor: "at", path: "/a", title: "" },
      { castor: "at", path: "/a#b", title: "" },
      { castor: "at", path: "/c", title: "" },
      { castor: "at", path: "/c", title: "C" },
    ]);
  });

  it("does not look while nobody does", () => {
    page.document.visibilityState = "hidden";
    page.show(innerPage("/a").view);
    page.look();
    expect(page.said).toEqual([{ castor: "ready" }]);
  });

  it("tells of a refusal instead of an address, and never of a way in, which holds a ticket", () => {
    page.load(innerPage("/-/reload", { refusal: "read-only" }).view);
    page.load(innerPage("/.castor/enter?ticket=secret").view);
    page.load(innerPage("/.castor/enter?ticket=secret", { refusal: "ticket" }).view);
    expect(page.said.slice(1)).toEqual([{ castor: "refused", reason: "read-only" }, { castor: "refused", reason: "ticket" }]);
  });

  it("tells that the frame was led elsewhere, and when it is back", () => {
    page.load(foreignPage);
    page.load(innerPage("/a").view);
    expect(page.said.slice(1)).toEqual([{ castor: "left" }, { castor: "at", path: "/a", title: "" }]);
  });

  it("hears from the gateway's page on Castor's host why there is nothing, and does not take that for leaving", () => {
    page.show(foreignPage);
    page.look();
    page.hear({ castor: "refused", reason: "signed-out" }, { source: foreignPage });
    page.load(foreignPage);
    page.look();
    expect(page.said.slice(1)).toEqual([{ castor: "refused", reason: "signed-out" }]);
  });

  it("takes the person elsewhere when Castor's page asks, with or without a trace in the history", () => {
    const inner = innerPage("/a");
    page.load(inner.view);
    page.hear({ castor: "go", path: "/b?x=1#y" });
    page.hear({ castor: "go", path: "/c", replace: true });
    page.hear({ castor: "reload" });
    expect(inner.went).toEqual([`assign ${origin}/b?x=1#y`, `replace ${origin}/c`, "reload"]);
  });

  it("loads the last place again where the frame shows a refusal or another origin", () => {
    page.load(innerPage("/a?b").view);
    page.load(foreignPage);
    page.hear({ castor: "reload" });
    expect(page.frame.src).toBe("/a?b");
    page.hear({ castor: "go", path: "/c" });
    expect(page.frame.src).toBe(`${origin}/c`);
    page.load(innerPage("/.castor/enter?ticket=x", { refusal: "ticket" }).view);
    page.hear({ castor: "reload" });
    expect(page.frame.src).toBe("/c");
  });

  it.each(["https://evil.com/", "//evil.com", "/\\evil.com", "javascript:alert(1)", "data:text/html,x", "http://[", "/.castor/enter?ticket=x", "/x/../.castor/here", 1, null])("goes nowhere else than into the tool: %j", (path) => {
    const inner = innerPage("/a");
    page.load(inner.view);
    page.hear({ castor: "go", path });
    expect(inner.went).toEqual([]);
    expect(page.frame.src).toBe("/start");
  });

  it("obeys Castor's page alone: neither another origin nor another window of Castor's, nor the tool", () => {
    const inner = innerPage("/a");
    page.load(inner.view);
    page.hear({ castor: "go", path: "/b" }, { from: "https://evil.com" });
    page.hear({ castor: "go", path: "/b" }, { from: origin, source: inner.view });
    page.hear({ castor: "go", path: "/b" }, { source: {} });
    page.hear({ castor: "go", path: "/b" }, { source: inner.view });
    page.hear({ castor: "refused", reason: "forbidden" }, { from: origin, source: inner.view });
    for (const data of [null, "go", 1, {}, []]) page.hear(data);
    expect(inner.went).toEqual([]);
    expect(page.said).toHaveLength(2);
  });

  it("steps aside where it is opened by itself", () => {
    expect(around({ top: true })).toMatchObject({ replaced: ["/start"], said: [] });
  });
});

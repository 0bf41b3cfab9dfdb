/**
 * What runs in the page around a tool. It only reads the inner page's address, title and `castor-refusal`,
 * and leads it elsewhere when Castor's page asks. A changed address that no event tells of (`pushState`) is
 * found by the Navigation API, and where there is none by a look every 300 ms.
 *
 * Up:   {castor: "ready"} · {castor: "at", path, title} · {castor: "refused", reason} · {castor: "left"}
 * Down: {castor: "go", path, replace?} · {castor: "reload"}
 */
export const hereScript = `function (window, about) {
  "use strict";
  const { portal, start } = about;
  const { document } = window;
  const frame = document.querySelector("iframe");
  const own = /^\\/\\.castor(?:\\/|$)/;
  let told = "";
  let last = start;
  // The inner page stands on Castor's host and has told by itself why it refuses.
  let refusedThere = false;
  let unreadable = 0;
  let heard = null;

  // Whoever opens this page by itself gets the tool.
  if (window.parent === window) return window.location.replace(start);

  const tell = (message) => {
    const text = JSON.stringify(message);
    if (text === told) return;
    told = text;
    window.parent.postMessage(message, portal);
  };

  // The inner page, null while there is none yet, undefined where it is of another origin.
  const inside = () => {
    try {
      const { location, document: page } = frame.contentWindow;
      return location.protocol === "about:" || !page ? null : { location, page, view: frame.contentWindow };
    } catch {
      return undefined;
    }
  };

  const listen = ({ page, view }) => {
    if (heard === page) return;
    heard = page;
    view.addEventListener("hashchange", look);
    view.addEventListener("popstate", look);
    page.addEventListener("DOMContentLoaded", look);
    if (view.navigation) view.navigation.addEventListener("currententrychange", () => window.setTimeout(look));
  };

  // One look may fall between a page and what it tells; the second does not.
  const missed = (sure) => {
    unreadable += 1;
    if (!refusedThere && (sure || unreadable > 1)) tell({ castor: "left" });
  };

  function look(event) {
    const found = inside();
    if (found === null) return;
    if (found === undefined) return missed(event !== undefined && event.type === "load");
    unreadable = 0;
    refusedThere = false;
    listen(found);
    const { pathname, search, hash } = found.location;
    const refusal = found.page.querySelector('meta[name="castor-refusal"]');
    if (refusal !== null) return tell({ castor: "refused", reason: refusal.content });
    // A way in is no place.
    if (own.test(pathname)) return;
    last = pathname + search + hash;
    tell({ castor: "at", path: last, title: found.page.title });
  }

  const go = (path, replace) => {
    let to;
    try {
      to = new URL(path, window.location.origin);
    } catch {
      return;
    }
    if (to.origin !== window.location.origin || own.test(to.pathname)) return;
    last = to.pathname + to.search + to.hash;
    const found = inside();
    if (found && replace) found.location.replace(to.href);
    else if (found) found.location.assign(to.href);
    else frame.src = to.href;
  };

  const reload = () => {
    told = "";
    const found = inside();
    if (found && !own.test(found.location.pathname)) found.location.reload();
    else frame.src = last;
  };

  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== portal || typeof data !== "object" || data === null) return;
    if (source === window.parent) {
      if (data.castor === "go" && typeof data.path === "string") go(data.path, data.replace === true);
      if (data.castor === "reload") reload();
    } else if (source === frame.contentWindow && data.castor === "refused" && typeof data.reason === "string") {
      refusedThere = true;
      tell({ castor: "refused", reason: data.reason });
    }
  });

  frame.addEventListener("load", look);
  document.addEventListener("visibilitychange", () => look());
  window.setInterval(() => {
    if (document.visibilityState === "visible") look();
  }, 300);
  tell({ castor: "ready" });
  look();
}`;

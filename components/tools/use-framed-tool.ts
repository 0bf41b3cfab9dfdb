"use client";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { usePathname, useSearchParams } from "next/navigation";
import { useServerClock } from "@/components/live";
import { useHydrated } from "@/components/ui/hydrated";
import type { ToolPage } from "@/lib/model";
import { createAddressBar, type AddressBar } from "./address-bar";
import { frameMessage, type FrameMessage, type FrameOrder } from "./frame-message";
import { currentShade, onShade } from "./shade";
import { framePage, hasParameter, placeIn, withoutParameter, withParameter, type ToolPath } from "./tool-address";

/** The last that was heard of the frame, and when: ms since the epoch by the server's clock. */
export interface Heard {
  readonly of: "nothing" | FrameMessage["castor"];
  readonly reason?: string;
  readonly at: number;
}

export interface FramedTool {
  readonly frame: RefObject<HTMLIFrameElement | null>;
  /** Another one is another frame. */
  readonly attempt: number;
  readonly heard: Heard;
  /** Where the person is inside the tool. */
  readonly place: ToolPath;
  /** Loads what is shown anew. */
  readonly reload: () => void;
  /** Leads the frame back to where the person was. */
  readonly back: () => void;
  /** Begins again with a new frame. */
  readonly retry: () => void;
}

/**
 * A tool in a frame of this page: the address and the title follow it, and it follows the theme. The frame is
 * drawn empty and led to the tool by the browser, which alone knows the hash; but the page must come with it,
 * because browsers find only such frames again when somebody goes back after a reload.
 */
export function useFramedTool({ base, name, frame: { origin, start, theme } }: { readonly base: string; readonly name: string; readonly frame: NonNullable<ToolPage["frame"]> }): FramedTool {
  const clock = useServerClock();
  const hydrated = useHydrated();
  const frame = useRef<HTMLIFrameElement>(null);
  const bar = useRef<AddressBar>(undefined);
  const shade = useRef<string>(undefined);
  // Whether the theme in the address is the person's own: then it stays there.
  const ownTheme = useRef(false);
  const [attempt, setAttempt] = useState(0);
  const [went, setWent] = useState<ToolPath>();
  const [heard, setHeard] = useState<Heard>({ of: "nothing", at: 0 });
  const place = went ?? (hydrated ? placeIn(location, start) : start);

  const dressed = (path: ToolPath) => (theme === undefined || hasParameter(path, theme) ? path : withParameter(path, theme, currentShade()));
  const order = (what: FrameOrder) => frame.current?.contentWindow?.postMessage(what, origin);

  const take = useEffectEvent((event: MessageEvent<unknown>) => {
    const message = frameMessage(event, { origin, source: frame.current?.contentWindow ?? null });
    if (message === undefined) return;
    // A page that comes late is still on its way: nothing is taken back.
    if (message.castor !== "ready" || heard.of === "nothing") setHeard({ of: message.castor, at: clock(), ...(message.castor === "refused" ? { reason: message.reason } : {}) });
    if (message.castor !== "at") return;
    bar.current?.entitle(`${message.title === "" ? "" : `${message.title} · `}${name} · Castor`);
    if (message.path === undefined) return;
    const path = theme === undefined || ownTheme.current ? message.path : withoutParameter(message.path, theme);
    setWent(path);
    bar.current?.follow(path);
  });
  useLayoutEffect(() => {
    const made = createAddressBar(base);
    bar.current = made;
    return () => made.stop();
  }, [base]);
  useEffect(() => {
    const listener = (event: MessageEvent<unknown>) => take(event);
    addEventListener("message", listener);
    return () => removeEventListener("message", listener);
  }, []);

  const open = useEffectEvent(() => {
    const to = went ?? placeIn(location, start);
    if (theme !== undefined && went === undefined) ownTheme.current = hasParameter(to, theme);
    if (frame.current !== null) frame.current.src = framePage(origin, dressed(to));
  });
  useEffect(() => open(), [attempt]);

  const turn = useEffectEvent(() => {
    if (theme === undefined || currentShade() === shade.current) return;
    shade.current = currentShade();
    ownTheme.current = false;
    order({ castor: "go", path: withParameter(place, theme, shade.current), replace: true });
  });
  useEffect(() => {
    shade.current = currentShade();
    return onShade(() => turn());
  }, []);

  // A link of Castor's own to another place in the tool changes the address alone.
  const pathname = usePathname();
  const search = useSearchParams();
  const led = useEffectEvent(() => {
    if (bar.current?.isAnothers() === true) order({ castor: "go", path: dressed(placeIn(location, start)) });
  });
  useEffect(() => led(), [pathname, search]);

  const retry = () => {
    setAttempt(attempt + 1);
    setHeard({ of: "nothing", at: clock() });
  };
  return {
    ...{ frame, attempt, heard, place, retry },
    reload() {
      if (heard.of === "nothing" || heard.of === "left") return retry();
      // What is shown stays until the new page comes; a refusal is not worth that.
      if (heard.of === "refused") setHeard({ of: "ready", at: clock() });
      order({ castor: "reload" });
    },
    back: () => order({ castor: "go", path: dressed(place) }),
  };
}

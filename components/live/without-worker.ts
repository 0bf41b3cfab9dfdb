import { createEngine } from "./engine";
import { hold, whenFree } from "./lock";
import type { ToEngine, ToTab } from "./message";

type ToChannel = { readonly from: string; readonly message: ToEngine } | { readonly to: string; readonly message: ToTab };

const channelName = "castor-live";
const everybody = "*";

/**
 * Shares one stream among tabs without a SharedWorker: the tab that holds a Web Lock runs
 * the engine and speaks to all over a BroadcastChannel; when it goes, another takes the
 * lock and asks all for their topics. Without these too, each tab has a stream of its own.
 */
export function joinTabs(receive: (message: ToTab) => void): (message: ToEngine) => void {
  if (whenFree === undefined || typeof BroadcastChannel === "undefined") return createEngine().attach(receive);
  const name = Math.random().toString(36).slice(2);
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<ToChannel>) => {
    if ("to" in data && (data.to === name || data.to === everybody)) receive(data.message);
  };
  hold("castor-live-leader", lead);
  return (message) => channel.postMessage({ from: name, message } satisfies ToChannel);
}

/** Runs the engine in this tab. Its own topics come over the channel like everybody's. */
function lead(): void {
  const channel = new BroadcastChannel(channelName);
  const engine = createEngine({ whenFree });
  const tabs = new Map<string, (message: ToEngine) => void>();
  const post = (to: string, message: ToTab) => channel.postMessage({ to, message } satisfies ToChannel);
  channel.onmessage = ({ data }: MessageEvent<ToChannel>) => {
    if (!("from" in data)) return;
    const { from, message } = data;
    const tab = tabs.get(from) ?? engine.attach((answer) => post(from, answer));
    tabs.set(from, tab);
    tab(message);
  };
  post(everybody, { kind: "who" });
}

import { hold } from "./lock";
import type { ToEngine, ToTab } from "./message";

type Receive = (message: ToTab) => void;
type Send = (message: ToEngine) => void;

const pingMs = 20_000;

/** Connects this tab to the engine of its browser: in a SharedWorker, or without one where the browser has none. */
export function connectTab(receive: Receive): Send {
  const connection = typeof SharedWorker === "undefined" ? withoutWorker(receive) : withWorker(receive);
  const name = `castor-tab-${Math.random().toString(36).slice(2)}`;
  if (!hold(name, () => connection({ kind: "lock", name }))) setInterval(() => connection({ kind: "ping" }), pingMs);
  const ask = () => receive({ kind: "who" });
  addEventListener("pagehide", () => connection({ kind: "bye" }));
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
  addEventListener("online", ask);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  return connection;
}

function withWorker(receive: Receive): Send {
  let send: Send;
  try {
    const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "castor-live" });
    worker.onerror = () => {
      worker.port.close();
      send = withoutWorker(receive);
    };
    worker.port.onmessage = ({ data }: MessageEvent<ToTab>) => receive(data);
    send = (message) => worker.port.postMessage(message);
  } catch {
    send = withoutWorker(receive);
  }
  return (message) => send(message);
}

/** The code for browsers without SharedWorker is loaded by those only. It asks for the topics once it is there. */
function withoutWorker(receive: Receive): Send {
  let send: Send | undefined;
  void import("./without-worker").then(({ joinTabs }) => {
    send = joinTabs(receive);
    receive({ kind: "who" });
  });
  return (message) => send?.(message);
}

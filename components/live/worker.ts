import { createEngine } from "./engine";
import { whenFree } from "./lock";
import type { ToEngine } from "./message";

/** The SharedWorker: one engine for all tabs of the browser. */
const engine = createEngine({ whenFree });
const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void };

scope.onconnect = ({ ports: [port] }) => {
  if (port === undefined) return;
  const receive = engine.attach((message) => port.postMessage(message));
  port.onmessage = ({ data }: MessageEvent<ToEngine>) => receive(data);
};

import { once } from "node:events";
import { WebSocket } from "undici";

/** The heap in use after a garbage collection, MB, of a process whose inspector listens on this loopback port. */
export async function heapInUse(port: number): Promise<number> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { readonly webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? "");
  await once(socket, "open");
  let asked = 0;
  const ask = async (method: string): Promise<{ readonly usedSize?: number }> => {
    asked += 1;
    socket.send(JSON.stringify({ id: asked, method }));
    for (;;) {
      const [event] = (await once(socket, "message")) as [{ readonly data: string }];
      const { id, result } = JSON.parse(event.data) as { readonly id?: number; readonly result?: { readonly usedSize?: number } };
      if (id === asked) return result ?? {};
    }
  };
  try {
    await ask("HeapProfiler.collectGarbage");
    return ((await ask("Runtime.getHeapUsage")).usedSize ?? NaN) / 2 ** 20;
  } finally {
    socket.close();
  }
}

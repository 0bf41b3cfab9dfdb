import { request, type APIRequestContext } from "@playwright/test";

/** What can be done to a simulated upstream while the portal runs. */
export type Fault = "ok" | "stopped" | "hang" | "error" | "html" | "huge" | "garbage" | "slow";

/** The demo's control server stands two ports above the portal. */
function control(baseURL: string): string {
  return `http://localhost:${Number(new URL(baseURL).port) + 2}`;
}

/** Sets a fault, runs the work, and takes the fault away again whatever happened. */
export async function during(baseURL: string, upstream: string, fault: Fault, work: () => Promise<void>): Promise<void> {
  const api = await request.newContext({ baseURL: control(baseURL) });
  try {
    await set(api, upstream, fault);
    await work();
  } finally {
    await set(api, upstream, "ok");
    await api.dispose();
  }
}

async function set(api: APIRequestContext, upstream: string, fault: Fault): Promise<void> {
  const response = await api.post("/fault", { data: { upstream, fault } });
  if (!response.ok()) throw new Error(`the control server refused ${upstream} ${fault}: ${response.status()} ${await response.text()}`);
}

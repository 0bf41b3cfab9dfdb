import { request } from "@/components/live";
import { problemOf } from "@/lib/model/problem";

type Named = { readonly id: string; readonly name: string };

/** What became of alerts that were to be acknowledged. */
export interface Taken {
  readonly done: number;
  readonly refused: readonly { readonly alert: Named; readonly reason: string }[];
}

/** Requests under way at once. */
const together = 4;

/** Acknowledges alerts one by one, a few at a time, and goes on past those that are refused. */
export async function takeOn(cluster: string, alerts: readonly Named[], note: string): Promise<Taken> {
  const refused: { alert: Named; reason: string }[] = [];
  const waiting = [...alerts];
  const work = async () => {
    for (let alert = waiting.shift(); alert !== undefined; alert = waiting.shift()) {
      const asked = alert;
      await request(`/api/clusters/${cluster}/alerts/${asked.id}/acknowledgement`, { method: "PUT", json: { note } }).catch((error: unknown) => {
        refused.push({ alert: asked, reason: problemOf(error).message });
      });
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return { done: alerts.length - refused.length, refused };
}

import { request } from "@/components/live";
import type { Matcher } from "@/lib/model/alerting/matcher";
import type { Silence } from "@/lib/model/alerting/silence";

const pathOf = (cluster: string) => `/api/clusters/${encodeURIComponent(cluster)}/silences`;

/** What is asked of the server; times are ms since the epoch. */
export interface Posted {
  readonly id?: string | undefined;
  readonly matchers: readonly Matcher[];
  readonly endsAt: number;
  readonly comment: string;
  readonly selected?: readonly string[];
}

/** Makes a silence, or changes the one with the id. */
export async function postSilence(cluster: string, { id, matchers, endsAt, comment, selected = [] }: Posted): Promise<void> {
  await request<unknown>(pathOf(cluster), { method: "POST", json: { ...(id === undefined ? {} : { id }), matchers, endsAt: new Date(endsAt).toISOString(), comment, selected } });
}

export const extendSilence = (cluster: string, { id, matchers, comment }: Pick<Silence, "id" | "matchers" | "comment">, endsAt: number): Promise<void> =>
  postSilence(cluster, { id, matchers, endsAt, comment: comment.trim() === "" ? "No reason was given." : comment });

export const expireSilence = (cluster: string, id: string): Promise<void> => request<undefined>(`${pathOf(cluster)}/${encodeURIComponent(id)}`, { method: "DELETE" });

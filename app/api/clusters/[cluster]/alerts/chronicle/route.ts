import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** What happened in a cluster: `?from&to` in ms since the epoch or ISO 8601, `&filter`, `&zone` for the sentences → `Chronicle`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  const query = new URL(request.url).searchParams;
  const moment = (name: string) => {
    const text = query.get(name) ?? "";
    return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  };
  const ask = { from: moment("from"), to: moment("to"), filter: query.get("filter") ?? "", zone: query.get("zone") ?? "UTC" };
  return answer(request, (person) => portal().alerting.chronicle(person, cluster, ask, request.signal));
}

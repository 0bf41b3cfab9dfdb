import { answer } from "@/app/gate";
import { timeRange } from "@/lib/model";
import { portal } from "@/lib/portal";

/** The past of a node's charts over `?range=15m|1h|6h|24h|7d`: `NodeHistory`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string; node: string }> }): Promise<Response> {
  const { cluster, node } = await params;
  const range = timeRange(new URL(request.url).searchParams.get("range"));
  return answer(request, (person) => portal().nodeHistory(person, cluster, node, range, request.signal));
}

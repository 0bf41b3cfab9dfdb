import { answer } from "@/app/gate";
import { timeRange } from "@/lib/model";
import { portal } from "@/lib/portal";

interface Context {
  readonly params: Promise<{ cluster: string; namespace: string; kind: string; name: string }>;
}

/** What a pod or workload used over `?range=15m|1h|6h|24h|7d`, with its requests and limits: `NodeHistory`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { cluster, ...workload } = await params;
  const range = timeRange(new URL(request.url).searchParams.get("range"));
  return answer(request, (person) => portal().workloadHistory(person, cluster, workload, range, request.signal));
}

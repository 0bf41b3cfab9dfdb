import { answer } from "@/app/gate";
import { timeRange } from "@/lib/model";
import { portal } from "@/lib/portal";

interface Context {
  readonly params: Promise<{ cluster: string; alert: string }>;
}

/** What an alert's rule measured over `?range=15m|1h|6h|24h|7d`, with its threshold: `AlertGraph`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { cluster, alert } = await params;
  const range = timeRange(new URL(request.url).searchParams.get("range") ?? "1h");
  return answer(request, (person) => portal().alerting.graph(person, cluster, alert, range, request.signal));
}

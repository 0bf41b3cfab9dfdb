import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** The last 15 minutes of all nodes of a cluster, for sparklines: `NodesHistory`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, (person) => portal().nodesHistory(person, cluster, request.signal));
}

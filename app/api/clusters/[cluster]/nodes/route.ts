import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** The names of a cluster's nodes, for the palette: `{"nodes": string[]}`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, async (person) => ({ nodes: await portal().nodeNames(person, cluster, request.signal) }));
}

import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** The dashboards that the cluster's Grafana shows the person: `Dashboards`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, (person) => portal().tools.dashboards(person, cluster, request.signal));
}

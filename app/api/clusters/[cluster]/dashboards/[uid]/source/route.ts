import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** Where a dashboard is kept: `{source?: {from}}`, without `source` where in Grafana itself. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string; uid: string }> }): Promise<Response> {
  const { cluster, uid } = await params;
  return answer(request, async (person) => {
    const source = await portal().tools.dashboardSource(person, cluster, uid, request.signal);
    return source === undefined ? {} : { source };
  });
}

import { answer } from "@/app/gate";
import { CastorError, dashboardSubject, timeRange } from "@/lib/model";
import { portal } from "@/lib/portal";

/** The dashboards about something, filled in: `?kind=pod&namespace=…&pod=…&range=1h` is answered with `{dashboards: EmbeddedDashboard[]}`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  const { searchParams } = new URL(request.url);
  return answer(request, async (person) => {
    const subject = dashboardSubject(searchParams);
    if (subject === undefined) throw new CastorError("invalid", "The address does not say what the dashboards should be about.");
    return { dashboards: await portal().tools.dashboardsAbout(person, cluster, subject, timeRange(searchParams.get("range") ?? "1h"), request.signal) };
  });
}

import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** What happened to one alert: `AlertHistory`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string; alert: string }> }): Promise<Response> {
  const { cluster, alert } = await params;
  return answer(request, (person) => portal().alerting.history(person, cluster, alert, request.signal));
}

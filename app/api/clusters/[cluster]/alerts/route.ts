import { answer } from "@/app/gate";
import { gettableAlert } from "@/lib/model/alerting/gettable";
import { portal } from "@/lib/portal";

/** The alerts of a cluster that are not over in Alertmanager's own shape, with what it does not know under `castor`: `{"alerts": […]}`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, (person) => {
    const alerts = portal().alerting.alerts(person, cluster);
    return { alerts: alerts.filter(({ state }) => state !== "resolved").map(gettableAlert) };
  });
}

import { answer } from "@/app/gate";
import { readTriageQuery } from "@/lib/model/alerting/triage-query";
import { portal } from "@/lib/portal";

/** The triage page's view, `?cluster=&filter=&open=<group>:<n>&most=`; all visible clusters where none is named: `Triage`. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answer(request, (person) => {
    const query = readTriageQuery(searchParams);
    return portal().alerting.triage(person, { ...query, clusters: query.clusters.length > 0 ? query.clusters : portal().clusters(person).map(({ id }) => id) });
  });
}

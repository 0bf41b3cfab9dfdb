import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** What the filter's completion may offer, `?cluster=`; of all visible clusters where none is named: `FilterVocabulary`. */
export async function GET(request: Request): Promise<Response> {
  const clusters = new URL(request.url).searchParams.getAll("cluster");
  return answer(request, (person) => portal().alerting.vocabulary(person, clusters.length > 0 ? clusters : portal().clusters(person).map(({ id }) => id)));
}

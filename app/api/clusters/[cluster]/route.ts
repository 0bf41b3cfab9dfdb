import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** One cluster: `{"cluster": Cluster}`, or 404 where the person may not see it. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, (person) => ({ cluster: portal().cluster(person, cluster) }));
}

import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** The clusters that the person may see: `{"clusters": Cluster[]}`. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, (person) => ({ clusters: portal().clusters(person) }));
}

import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** What the settings and the cluster itself name as tools and links, for administrators: `FoundTools`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, (person) => portal().tools.found(person, cluster));
}

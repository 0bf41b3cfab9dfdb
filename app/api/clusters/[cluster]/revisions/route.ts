import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** The earlier states of a workload, `?group=&resource=&namespace=&name=`, newest first: `Revision[]`. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  const { searchParams } = new URL(request.url);
  const of = (name: string) => searchParams.get(name) ?? "";
  const ref = { group: of("group"), resource: of("resource"), namespace: of("namespace"), name: of("name") };
  return answer(request, (person) => portal().revisions(person, cluster, ref, request.signal));
}

import { answer, requireSameOrigin } from "@/app/gate";
import { portal } from "@/lib/portal";

/** One value of a Secret, shown once and written into the audit log: `Revealed`. A POST, because looking leaves a trace. */
export async function POST(request: Request, { params }: { params: Promise<{ cluster: string; namespace: string; name: string; key: string }> }): Promise<Response> {
  const { cluster, ...key } = await params;
  return answer(request, (person) => {
    requireSameOrigin(request);
    return portal().revealSecret(person, cluster, key, { from: request.headers.get("x-castor-from") ?? "", signal: request.signal });
  });
}

import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** The kubeconfig for the person's own sign-in, as a file to keep. */
export async function GET(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  const found = await answer(request, (person) => ({ text: portal().kubeconfig(person, cluster) }));
  if (!found.ok) return found;
  const { text } = (await found.json()) as { text: string };
  return new Response(text, {
    headers: { "content-type": "application/yaml; charset=utf-8", "content-disposition": `attachment; filename="${cluster}.kubeconfig"`, "cache-control": "no-store" },
  });
}

import { answer, jsonBody, requireSameOrigin } from "@/app/gate";
import { readPreview } from "@/lib/model/alerting/silence-body";
import { portal } from "@/lib/portal";

/** What a silence would cover now: `{matchers, startsAt?, endsAt?, id?, selected?}` → `SilencePreview`. A POST, because matchers have no bound that fits an address. */
export async function POST(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    const { selected, ...draft } = readPreview(await jsonBody(request), Date.now());
    return portal().alerting.preview(person, cluster, draft, selected);
  });
}

import { answer, jsonBody, requireSameOrigin } from "@/app/gate";
import { readExplainAsked } from "@/lib/model/alerting/labels-text";
import { portal } from "@/lib/portal";

/**
 * Who hears of alerts with these labels, and why: `{labels, alert?}` → `{receivers, path, explanations}`. Receivers and
 * path are in order, for one configuration after the other. A POST, because labels have no bound that fits an address.
 */
export async function POST(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    const { labels, alert } = readExplainAsked(await jsonBody(request));
    const explanations = portal().alerting.explain(person, cluster, labels, alert);
    return { receivers: explanations.flatMap(({ receivers }) => receivers), path: explanations.flatMap(({ path }) => path), explanations };
  });
}

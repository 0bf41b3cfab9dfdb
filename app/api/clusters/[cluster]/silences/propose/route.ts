import { answer, jsonBody, requireSameOrigin } from "@/app/gate";
import { readSelection } from "@/lib/model/alerting/silence-body";
import { portal } from "@/lib/portal";

/** The smallest silences that cover a selection and nothing else: `{alerts, groups, filter}` → `SilenceProposal`. */
export async function POST(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    return portal().alerting.propose(person, cluster, readSelection(await jsonBody(request)));
  });
}

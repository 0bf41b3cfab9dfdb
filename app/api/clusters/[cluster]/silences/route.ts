import { answer, jsonBody, requireSameOrigin } from "@/app/gate";
import { readSilence } from "@/lib/model/alerting/silence-body";
import { portal } from "@/lib/portal";

interface Given {
  readonly params: Promise<{ readonly cluster: string }>;
}

/** Every silence that the cluster's Alertmanagers keep: `{"silences": SilenceEntry[]}`, those in force first. */
export async function GET(request: Request, { params }: Given): Promise<Response> {
  const { cluster } = await params;
  return answer(request, async (person) => ({ silences: await portal().alerting.silences(person, cluster) }));
}

/**
 * Makes or changes a silence: the body is Alertmanager's postable silence, whose `createdBy` is the person who
 * asks. Answers `{"silenceID", "silenceIDs"}`, one for each Alertmanager that stands alone.
 */
export async function POST(request: Request, { params }: Given): Promise<Response> {
  const { cluster } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    const draft = readSilence(await jsonBody(request));
    const made = await portal().alerting.silence(person, cluster, draft, { from: request.headers.get("x-castor-from") ?? "", signal: request.signal });
    return { silenceID: made[0]?.id, silenceIDs: made.map(({ id }) => id) };
  });
}

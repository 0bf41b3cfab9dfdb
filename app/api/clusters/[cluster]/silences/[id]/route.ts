import { answer, requireSameOrigin } from "@/app/gate";
import { isSilenceId } from "@/lib/model/alerting/silence-body";
import { CastorError } from "@/lib/model/problem";
import { portal } from "@/lib/portal";

interface Given {
  readonly params: Promise<{ readonly cluster: string; readonly id: string }>;
}

const none = () => new CastorError("not-found", "There is no such silence; expired ones are forgotten after some days.");

/** One silence: `SilenceEntry`. */
export async function GET(request: Request, { params }: Given): Promise<Response> {
  const { cluster, id } = await params;
  return answer(request, async (person) => {
    const found = (await portal().alerting.silences(person, cluster)).find((silence) => silence.id === id);
    if (found === undefined) throw none();
    return found;
  });
}

/** Expires it; one that has expired already stays as it is. */
export async function DELETE(request: Request, { params }: Given): Promise<Response> {
  const { cluster, id } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    if (!isSilenceId(id)) throw none();
    await portal().alerting.expireSilence(person, cluster, id, { from: request.headers.get("x-castor-from") ?? "", signal: request.signal });
    return new Response(null, { status: 204 });
  });
}

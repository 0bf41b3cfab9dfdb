import { answer, jsonBody, requireSameOrigin } from "@/app/gate";
import { CastorError } from "@/lib/model/problem";
import { portal } from "@/lib/portal";

type Context = { params: Promise<{ cluster: string; alert: string }> };

const asked = (request: Request) => ({ from: request.headers.get("x-castor-from") ?? "", signal: request.signal });

/** Takes an alert on with a note, also from somebody else: `{ note }` → `Acknowledgement`. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const { cluster, alert } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    const body = await jsonBody(request);
    const note = typeof body === "object" && body !== null && "note" in body ? body.note : undefined;
    if (typeof note !== "string") throw new CastorError("invalid", "An acknowledgement needs a note.");
    return portal().alerting.acknowledge(person, cluster, alert, note, asked(request));
  });
}

/** Gives it back. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const { cluster, alert } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    await portal().alerting.release(person, cluster, alert, asked(request));
    return {};
  });
}

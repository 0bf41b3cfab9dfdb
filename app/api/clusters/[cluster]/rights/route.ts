import { answer, jsonBody, requireSameOrigin } from "@/app/gate";
import { readRights } from "@/lib/model/right-question";
import { portal } from "@/lib/portal";

/** Which of at most 60 rights the person has: `{"rights": Right[]}` → `{"rights": RightAnswer[]}` in the same order. */
export async function POST(request: Request, { params }: { params: Promise<{ cluster: string }> }): Promise<Response> {
  const { cluster } = await params;
  return answer(request, async (person) => {
    requireSameOrigin(request);
    const asked = readRights(await jsonBody(request));
    return { rights: await portal().rights(person, cluster, asked, request.signal) };
  });
}

import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

interface Context {
  readonly params: Promise<{ cluster: string; tool: string }>;
}

/** Looks now whether a tool can be shown inside Castor's page, and if not, why: `Opening`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { cluster, tool } = await params;
  return answer(request, (person) => portal().tools.opening(person, cluster, tool, request.signal));
}

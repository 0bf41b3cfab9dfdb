import { answer } from "@/app/gate";
import { portal } from "@/lib/portal";

/** What was refused since this Castor started, for administrators: `Refusals`. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, (person) => portal().tools.refusals(person));
}

import { answer, jsonBody, requireSameOrigin } from "@/app/gate";
import { parsePreferences } from "@/lib/model/preferences";
import { portal } from "@/lib/portal";

/** What the Store remembers of the person's taste: `Preferences`. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, (person) => portal().preferences(person));
}

/** Replaces it; the body is `Preferences`, the answer what is stored now. */
export async function PUT(request: Request): Promise<Response> {
  return answer(request, async (person) => {
    requireSameOrigin(request);
    const preferences = parsePreferences(await jsonBody(request));
    await portal().setPreferences(person, preferences);
    return preferences;
  });
}

import { CastorError } from "@/lib/model";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

const later = (): never => {
  throw new CastorError("internal", "Not written yet.");
};

/** Not written yet: E. */
export function triageOf(_: AlertingParts): Pick<AlertingPortal, "triage" | "vocabulary"> {
  return { triage: later, vocabulary: later };
}

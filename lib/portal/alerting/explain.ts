import { CastorError } from "@/lib/model";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

const later = (): never => {
  throw new CastorError("internal", "Not written yet.");
};

/** Not written yet: A. */
export function explainOf(_: AlertingParts): Pick<AlertingPortal, "explain"> {
  return { explain: later };
}

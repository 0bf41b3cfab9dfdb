import { CastorError } from "@/lib/model";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

const later = (): never => {
  throw new CastorError("internal", "Not written yet.");
};

/** Not written yet: C. */
export function acknowledgingOf(_: AlertingParts): Pick<AlertingPortal, "acknowledge" | "release"> {
  return { acknowledge: later, release: later };
}

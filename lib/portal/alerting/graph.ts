import { CastorError } from "@/lib/model";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

const later = (): never => {
  throw new CastorError("internal", "Not written yet.");
};

/** Not written yet: D. */
export function graphOf(_: AlertingParts): Pick<AlertingPortal, "graph"> {
  return { graph: later };
}

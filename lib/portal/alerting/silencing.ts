import { CastorError } from "@/lib/model";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

const later = (): never => {
  throw new CastorError("internal", "Not written yet.");
};

/** Not written yet: F. */
export function silencingOf(_: AlertingParts): Pick<AlertingPortal, "silences" | "propose" | "preview" | "silence" | "expireSilence"> {
  return { silences: later, propose: later, preview: later, silence: later, expireSilence: later };
}

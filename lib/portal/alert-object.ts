import type { ObjectRef } from "@/lib/model";
import { objectLabel, refOfLabel } from "@/lib/model/alerting/labelled-object";

/** The object that an alert is about, as far as its labels tell. */
export function alertObject(labels: Readonly<Record<string, string>>): ObjectRef | undefined {
  const label = objectLabel(labels);
  return label === undefined ? undefined : refOfLabel(labels, label);
}

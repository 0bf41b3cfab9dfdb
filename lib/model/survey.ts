import type { FactValue } from "./object-report";

/** The questions about a whole cluster or namespace that have a page of their own. */
export const surveys = ["rights", "pod-security", "images", "releases", "endpoints", "storage"] as const;
export type SurveyName = (typeof surveys)[number];

/** The answer: tables under headings, made from what the person may read. */
export interface Survey {
  readonly sections: readonly SurveySection[];
  /** What could not be read with the person's rights, in sentences. */
  readonly unread: readonly string[];
}

export interface SurveySection {
  readonly title: string;
  /** The answer in a sentence: "3 pods of p47-beamline would be refused by restricted." */
  readonly sentence: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly FactValue[])[];
}

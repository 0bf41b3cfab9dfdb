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
  /** A text instead of rows: the values of a release. */
  readonly text?: string;
}

/** What each survey is called and asks, for headings and links. */
export const surveyTitles: Readonly<Record<SurveyName, { readonly title: string; readonly question: string }>> = {
  rights: { title: "My rights", question: "What may I do here?" },
  "pod-security": { title: "Pod security", question: "How strict is each namespace, and which pods would break the next level?" },
  images: { title: "Images", question: "Which images run, in which version, and where?" },
  releases: { title: "Helm releases", question: "What did Helm install, when, and with which values?" },
  endpoints: { title: "Endpoints", question: "What can be reached from outside, and at which address?" },
  storage: { title: "Storage", question: "How full is each claim, and where does its space come from?" },
};

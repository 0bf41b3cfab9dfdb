import type { SurveyLink } from "@/lib/model";

/** What a survey's address says beside its name. */
export interface SurveySearch {
  readonly namespace?: string;
  readonly release?: string;
}

type Asked = Readonly<Record<string, string | string[] | undefined>>;

const form = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Reads the query of a survey's page; what is not a name is passed over. */
export function surveySearch(asked: Asked): SurveySearch {
  const one = (name: "namespace" | "release") => {
    const value = asked[name];
    return typeof value === "string" && form.test(value) ? { [name]: value } : {};
  };
  return { ...one("namespace"), ...one("release") };
}

export function surveyHref(cluster: string, { name, namespace, release }: SurveyLink): string {
  const query = new URLSearchParams(Object.entries({ namespace, release }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  return `/clusters/${cluster}/surveys/${name}${query.size === 0 ? "" : `?${query.toString()}`}`;
}

/** The topic of a survey's page. */
export function surveyTopic(cluster: string, name: string, search: SurveySearch): string {
  const query = new URLSearchParams(Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1)) as [string, string][]).toString();
  return `survey/${cluster}/${name}${query === "" ? "" : `?${query}`}`;
}

/** Something a person may or may not do, as a SelfSubjectAccessReview asks it. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** The API server's answer. */
export interface RightAnswer extends Right {
  readonly allowed: boolean;
  /** Its reason, where it gives one. */
  readonly reason?: string;
}

/** A right in words: "patch deployments.apps/scale in p47-beamline". */
export function rightWords({ verb, group, resource, subresource, namespace }: Right): string {
  const what = `${resource}${group === "" ? "" : `.${group}`}${subresource === undefined ? "" : `/${subresource}`}`;
  return `${verb} ${what} ${namespace === undefined ? "in the whole cluster" : `in ${namespace}`}`;
}

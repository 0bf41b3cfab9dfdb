/** The arguments of a cluster's page, as its address has them: everything one sees can be sent to a colleague. */
export type PageArgs = Readonly<Partial<Record<"namespace" | "statefulset", string>>>;

const pattern = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Reads them from a page's search parameters; what no namespace or workload could be called is left out. */
export function pageArgs(search: Readonly<Record<string, string | readonly string[] | undefined>>): PageArgs {
  const take = (name: "namespace" | "statefulset") => {
    const value = search[name];
    return typeof value === "string" && pattern.test(value) ? { [name]: value } : {};
  };
  return { ...take("namespace"), ...take("statefulset") };
}

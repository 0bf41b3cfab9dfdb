/** What an annotation may say of a tool or link. */
export type AnnotationField = "title" | "purpose" | "icon" | "url" | "groups" | "tool";

/** The annotations of one launcher. */
export interface AnnotationSource {
  readonly prefix: string;
  /** Must be `"true"` for the others to count, as its own launcher has it. */
  readonly shown?: string;
  /** `"true"` keeps the object from being shown. */
  readonly hidden?: string;
  readonly fields: Readonly<Partial<Record<AnnotationField, string>>>;
  /** Unknown names are mistakes worth telling. */
  readonly ours?: true;
}

/**
 * Whose annotations are read, the first of them before the others. The sections of a launcher's page
 * (`gethomepage.dev/group`, `forecastle.stakater.com/group`) are not groups of people and mean nothing here.
 * Homepage: docs/configs/kubernetes.md; Forecastle: README, "Helm Deployment Considerations".
 */
export const annotationSources: readonly AnnotationSource[] = [
  { prefix: "castor-portal", hidden: "hidden", fields: { title: "title", purpose: "purpose", icon: "icon", url: "url", groups: "groups", tool: "tool" }, ours: true },
  { prefix: "gethomepage.dev", shown: "enabled", fields: { title: "name", purpose: "description", icon: "icon", url: "href" } },
  { prefix: "forecastle.stakater.com", shown: "expose", fields: { title: "appName", icon: "icon", url: "url" } },
];

export const annotationPrefixes: readonly string[] = annotationSources.map(({ prefix }) => prefix);

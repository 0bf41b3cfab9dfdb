/** The icons that tiles can have: marks of the tools themselves, and signs for everything else. `components/clusters/tool-icon.tsx` draws them. */
export const toolIcons = [
  ...["kubernetes", "dashboard", "keycloak", "prometheus", "grafana", "argo", "argo-cd", "graylog"],
  ...["alertmanager", "stackrox", "node-exporter", "logs", "docs", "git", "registry", "database", "chat", "tickets", "link"],
];

/** Whether Castor has an icon of this name; it draws a link for every other. */
export function isToolIcon(name: string): boolean {
  return toolIcons.includes(name);
}

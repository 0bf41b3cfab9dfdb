import { BellRing, BookOpen, Container, Cpu, Database, GitBranch, Link2, MessageSquare, ScrollText, ShieldCheck, Ticket, type LucideIcon } from "lucide-react";
import { siArgo, siGrafana, siGraylog, siKeycloak, siKubernetes, siPrometheus } from "simple-icons";

/** Marks of the tools themselves, by the `icon` of a tile. */
const marks: Readonly<Record<string, string>> = {
  kubernetes: siKubernetes.path,
  dashboard: siKubernetes.path,
  keycloak: siKeycloak.path,
  prometheus: siPrometheus.path,
  grafana: siGrafana.path,
  argo: siArgo.path,
  "argo-cd": siArgo.path,
  graylog: siGraylog.path,
};

/** Signs for tools without a mark of their own, and for links. */
const signs: Readonly<Record<string, LucideIcon>> = {
  alertmanager: BellRing,
  stackrox: ShieldCheck,
  "node-exporter": Cpu,
  logs: ScrollText,
  docs: BookOpen,
  git: GitBranch,
  registry: Container,
  database: Database,
  chat: MessageSquare,
  tickets: Ticket,
};

const known = (icon: string) => (Object.hasOwn(marks, icon) || Object.hasOwn(signs, icon) ? icon : "link");

/** A tool's icon in the text's own colour; its drawing stands once on the page, in {@link ToolIconSheet}. */
export function ToolIcon({ icon, size = 18 }: { readonly icon: string; readonly size?: number }) {
  return (
    <svg width={size} height={size} aria-hidden="true">
      <use href={`#tool-${known(icon)}`} />
    </svg>
  );
}

/**
 * The drawings of all icons that a page uses, once each: tiles repeat them for every cluster, and the
 * marks are long. A server component, so they cost the browser no script either.
 */
export function ToolIconSheet({ icons }: { readonly icons: readonly string[] }) {
  return (
    <svg aria-hidden="true" width={0} height={0} className="absolute">
      {[...new Set(icons.map(known))].map((icon) => (
        <symbol key={icon} id={`tool-${icon}`} viewBox="0 0 24 24">
          <Drawing icon={icon} />
        </symbol>
      ))}
    </svg>
  );
}

function Drawing({ icon }: { readonly icon: string }) {
  const mark = marks[icon];
  if (mark !== undefined) return <path d={mark} fill="currentColor" />;
  const Sign = signs[icon] ?? Link2;
  return <Sign width={24} height={24} strokeWidth={1.8} />;
}

import Link from "next/link";
import { opensDashboards } from "@/components/dashboards/opens-dashboards";
import type { Cluster } from "@/lib/model/cluster";
import { surveys, surveyTitles } from "@/lib/model/survey";

/** The ways from a cluster's page into the cluster. */
export function ClusterNav({ cluster: { id: cluster, tiles }, administrator = false }: { readonly cluster: Pick<Cluster, "id" | "tiles">; readonly administrator?: boolean }) {
  const links = [
    { title: "Nodes", href: `/clusters/${cluster}/nodes` },
    { title: "Objects", href: `/clusters/${cluster}/objects` },
    { title: "Alerts", href: `/clusters/${cluster}/alerts` },
    ...(opensDashboards({ tiles }) ? [{ title: "Dashboards", href: `/clusters/${cluster}/dashboards` }] : []),
    ...surveys.map((survey) => ({ title: surveyTitles[survey].title, href: `/clusters/${cluster}/surveys/${survey}` })),
    ...(administrator ? [{ title: "Tools and links", href: `/clusters/${cluster}/tools` }] : []),
  ];
  return (
    <nav aria-label="In this cluster" className="border-t border-line px-4 sm:px-5">
      <ul className="flex flex-wrap gap-x-5">
        {links.map(({ title, href }) => (
          <li key={href}>
            <Link href={href} prefetch={false} className="block py-2 whitespace-nowrap text-muted hover:text-text hover:underline">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

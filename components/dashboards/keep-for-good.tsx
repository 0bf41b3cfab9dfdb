import Link from "next/link";

const example = `apiVersion: v1
kind: ConfigMap
metadata:
  name: beamline-dashboards
  namespace: monitoring
  labels:
    grafana_dashboard: "1"
data:
  beamline.json: |-
    {"title": "Beamline", "panels": […]}`;

/** What “kept in a ConfigMap” means, and how one keeps a dashboard so that it survives everything. */
export function KeepForGood({ cluster }: { readonly cluster: string }) {
  const configMaps = `/clusters/${cluster}/objects/core/v1/configmaps?labels=${encodeURIComponent("grafana_dashboard=1")}`;
  return (
    <details className="rounded-m border border-line bg-surface text-[13px]">
      <summary className="px-4 py-2.5 font-medium">How to keep a dashboard for good</summary>
      <div className="flex flex-col gap-2 border-t border-line px-4 pt-2.5 pb-3.5">
        <p className="max-w-prose">
          A dashboard that is <em>kept in a ConfigMap</em> is loaded from there: a helper beside Grafana looks for ConfigMaps with the label <code className="font-mono text-xs">grafana_dashboard: "1"</code> and hands their files to Grafana, now and after every start. What you change on such a dashboard in Grafana itself is lost: Grafana refuses to save it, or forgets it at the next load.
        </p>
        <p className="max-w-prose">Every other dashboard exists only in Grafana's own database, and is gone when that is. To keep one for good:</p>
        <ol className="ml-5 flex max-w-prose list-decimal flex-col gap-1">
          <li>In Grafana, open the dashboard's export and copy its JSON.</li>
          <li>In git, put the JSON into a ConfigMap with that label, or into the values of the chart that brings Grafana.</li>
          <li>Let it be applied the way everything else is, for example by Argo CD. Within a minute the dashboard is there, and from then on it is changed in git.</li>
        </ol>
        <pre role="region" aria-label="Example of a ConfigMap with a dashboard" tabIndex={0} className="overflow-x-auto rounded-s border border-line bg-sunken px-3 py-2 font-mono text-xs">
          {example}
        </pre>
        <p>
          <Link href={configMaps} prefetch={false} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">
            The ConfigMaps with this label
          </Link>
        </p>
      </div>
    </details>
  );
}

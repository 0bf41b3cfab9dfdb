"use client";
import { useState } from "react";
import { NamedObject } from "@/components/objects/one/ref-link";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { PanelFrame } from "@/components/ui/panel-frame";
import { useLive } from "@/components/ui/snapshots";
import { StateMark } from "@/components/ui/state";
import type { NodePod } from "@/lib/model/node";

const shown = 15;
const cell = "py-1.5 pr-4 last:pr-0 align-baseline max-md:block max-md:py-0 max-md:pr-0";

/** The pods on a node that the person may see: what is not well first, then by name. */
export function NodePods({ cluster, node }: { readonly cluster: string; readonly node: string }) {
  const state = useLive("node-pods", cluster, node);
  const [all, setAll] = useState(false);
  return (
    <PanelFrame title="Pods on this node" level="h2" state={state}>
      {(pods) => {
        if (pods.length === 0) return <p className="text-muted">No pod that you may see runs here.</p>;
        const ordered = pods.toSorted((a, b) => Number(a.well) - Number(b.well) || a.namespace.localeCompare(b.namespace) || a.name.localeCompare(b.name, "en", { numeric: true }));
        return (
          <>
            <PodRows cluster={cluster} pods={all ? ordered : ordered.slice(0, shown)} />
            {pods.length > shown ? (
              <Button className="mt-2" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? "Show fewer" : `${pods.length - shown} more`}
              </Button>
            ) : null}
          </>
        );
      }}
    </PanelFrame>
  );
}

function PodRows({ cluster, pods }: { readonly cluster: string; readonly pods: readonly NodePod[] }) {
  return (
    <table className="w-full border-collapse text-[13px] max-md:block">
      <thead className="text-left text-muted max-md:sr-only">
        <tr>
          <th scope="col" className="py-1 pr-4 font-medium">Pod</th>
          <th scope="col" className="py-1 pr-4 font-medium">Namespace</th>
          <th scope="col" className="py-1 pr-4 font-medium">Status</th>
          <th scope="col" className="py-1 pr-4 text-right font-medium">Ready</th>
          <th scope="col" className="py-1 pr-4 text-right font-medium">Restarts</th>
          <th scope="col" className="py-1 text-right font-medium">Age</th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {pods.map((pod) => (
          <tr key={`${pod.namespace}/${pod.name}`} className="border-t border-line max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:py-2 max-md:first:border-t-0">
            <th scope="row" className={`${cell} text-left font-medium wrap-anywhere max-md:col-span-2`} title={pod.images.join("\n")}>
              <NamedObject cluster={cluster} of={{ kind: "Pod", namespace: pod.namespace, name: pod.name }} />
              {pod.hostNetwork ? (
                <span className="ml-2 text-xs font-normal whitespace-nowrap text-muted" title="Its network figures are the whole host's">
                  host network
                </span>
              ) : null}
            </th>
            <td className={`${cell} text-muted`}>{pod.namespace}</td>
            <td className={`${cell} max-md:col-start-2 max-md:row-start-2 max-md:text-right`}>
              <StateMark state={pod.well ? "ok" : "warn"}>{pod.status}</StateMark>
            </td>
            <td className={`${cell} text-right max-md:text-left max-md:text-muted`}>
              {pod.ready}/{pod.containers}
              <span className="md:hidden"> ready</span>
            </td>
            <td className={`${cell} text-right max-md:text-muted`}>
              {pod.restarts}
              <span className="md:hidden"> restarts</span>
            </td>
            <td className={`${cell} text-right text-muted`}>
              {pod.started === undefined ? "–" : <Ago at={pod.started} bare every={5_000} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

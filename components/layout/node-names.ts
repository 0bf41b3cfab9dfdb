"use client";
import { useEffect, useState } from "react";
import { request } from "@/components/live";
import type { Findable } from "./findable";

/** The nodes of all clusters, asked for when the palette opens; a cluster that does not answer is left out. */
export function useNodeNames(findables: readonly Findable[]): readonly Findable[] {
  const [nodes, setNodes] = useState<readonly Findable[]>([]);
  useEffect(() => {
    let gone = false;
    for (const { title, cluster, group } of findables) {
      if (group !== "Clusters" || cluster === undefined) continue;
      request<{ readonly nodes: readonly string[] }>(`/api/clusters/${cluster}/nodes`).then(
        (answer) => {
          if (gone) return;
          const found = answer.nodes.map((name) => ({ group: "Nodes" as const, title: name, hint: title, href: `/clusters/${cluster}/nodes/${name}`, cluster }));
          setNodes((before) => [...before.filter((node) => node.cluster !== cluster), ...found]);
        },
        () => undefined,
      );
    }
    return () => {
      gone = true;
    };
  }, [findables]);
  return nodes;
}

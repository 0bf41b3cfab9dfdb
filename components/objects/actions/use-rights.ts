"use client";
import { useEffect, useState } from "react";
import { request } from "@/components/live";
import { problemOf } from "@/lib/model/problem";
import type { Right, RightAnswer } from "@/lib/model/right";
import { permissionFor, type Answers, type Permission } from "./permission";

/** After a failure the cluster is asked again this often, ms. */
const retryEvery = 15_000;

/**
 * Asks the cluster once which of these rights the person has, and again when they are others. Gives a
 * function that judges by the answers; nothing is allowed before there are any.
 */
export function useRights(cluster: string, rights: readonly Right[]): (needed: readonly Right[]) => Permission {
  const question = JSON.stringify(rights);
  const [known, setKnown] = useState<{ readonly of: string; readonly answers: Answers }>();
  useEffect(() => {
    const control = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      request<readonly RightAnswer[]>(`/api/clusters/${cluster}/rights`, { method: "POST", json: JSON.parse(question) as unknown, signal: control.signal })
        .then((answers) => setKnown({ of: `${cluster}${question}`, answers }))
        .catch((error: unknown) => {
          if (control.signal.aborted) return;
          setKnown({ of: `${cluster}${question}`, answers: problemOf(error) });
          timer = setTimeout(ask, retryEvery);
        });
    };
    if (question !== "[]") ask();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [cluster, question]);
  // Answers about other rights than these are none.
  const answers = known?.of === `${cluster}${question}` ? known.answers : undefined;
  return (needed) => permissionFor(needed, answers);
}

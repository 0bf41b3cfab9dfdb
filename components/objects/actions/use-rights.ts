"use client";
import { useEffect, useState } from "react";
import { request } from "@/components/live";
import { problemOf } from "@/lib/model/problem";
import type { Right, RightAnswer } from "@/lib/model/right";
import { mostRights } from "@/lib/model/right-question";
import { permissionFor, type Answers, type Permission } from "./permission";

/** After a failure the cluster is asked again this often, ms. */
const retryEvery = 15_000;

interface Answered {
  readonly rights: readonly RightAnswer[];
}

const batches = (rights: readonly Right[]): readonly (readonly Right[])[] =>
  Array.from({ length: Math.ceil(rights.length / mostRights) }, (_, index) => rights.slice(index * mostRights, (index + 1) * mostRights));

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
      Promise.all(batches(JSON.parse(question) as readonly Right[]).map((rights) => request<Answered>(`/api/clusters/${cluster}/rights`, { method: "POST", json: { rights }, signal: control.signal })))
        .then((answered) => answered.flatMap((one) => one.rights))
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

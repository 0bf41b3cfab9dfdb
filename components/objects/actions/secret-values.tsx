"use client";
import { useEffect, useState } from "react";
import { Eye, EyeOff } from "lucide-react";
import { request } from "@/components/live";
import { Button } from "@/components/ui/button";
import type { ObjectReport } from "@/lib/model/object-report";
import { problemOf } from "@/lib/model/problem";
import type { Revealed } from "@/lib/model/revealed";
import { permissionWords } from "./permission";
import { useRights } from "./use-rights";

/** How long a value stays in sight, ms. */
const shownFor = 60_000;

/** The keys of a Secret, as its summary lists them. */
export function secretKeys({ ref, facts }: Pick<ObjectReport, "ref" | "facts">): readonly string[] {
  if (ref.group !== "" || ref.resource !== "secrets") return [];
  const table = facts.find(({ title }) => title === "Keys")?.table;
  return (table?.rows ?? []).flatMap(([first]) => (first !== undefined && "text" in first && first.text !== undefined ? [first.text] : []));
}

type Shown = { readonly status: "hidden" | "asking" } | { readonly status: "shown"; readonly value: Revealed } | { readonly status: "failed"; readonly sentence: string };

/** Shows a Secret's values one at a time, on demand, for a minute: each look is written down. */
export function SecretValues({ cluster, report }: { readonly cluster: string; readonly report: ObjectReport }) {
  const keys = secretKeys(report);
  const { name, namespace = "" } = report.ref;
  const right = { verb: "get", group: "", resource: "secrets", namespace, name };
  const denied = permissionWords(useRights(cluster, keys.length === 0 ? [] : [right])([right]));
  if (keys.length === 0) return null;
  return (
    <section aria-label="Values" className="rounded-m border border-line bg-surface px-4 py-3">
      <h2 className="font-semibold">Values</h2>
      <p className="text-[13px] text-muted">{denied ?? "A value is shown for a minute. Who looked at which is written into the audit log."}</p>
      <ul className="mt-2 flex flex-col divide-y divide-line">
        {keys.map((key) => (
          <Value key={`${report.resourceVersion} ${key}`} address={`/api/clusters/${cluster}/secrets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}/${encodeURIComponent(key)}`} name={key} denied={denied} />
        ))}
      </ul>
    </section>
  );
}

function Value({ address, name, denied }: { readonly address: string; readonly name: string; readonly denied: string | undefined }) {
  const [shown, setShown] = useState<Shown>({ status: "hidden" });
  const open = shown.status === "shown";
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(() => setShown({ status: "hidden" }), shownFor);
    return () => clearTimeout(timer);
  }, [open]);

  const toggle = async () => {
    if (open) return setShown({ status: "hidden" });
    if (denied !== undefined || shown.status === "asking") return;
    setShown({ status: "asking" });
    try {
      setShown({ status: "shown", value: await request<Revealed>(address, { method: "POST" }) });
    } catch (error) {
      setShown({ status: "failed", sentence: problemOf(error).message });
    }
  };
  const Icon = open ? EyeOff : Eye;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 font-mono text-[13px] wrap-anywhere">{name}</span>
      <Button aria-disabled={denied !== undefined || shown.status === "asking"} aria-label={`${open ? "Hide" : "Show"} the value of ${name}`} className="aria-disabled:text-faint" onClick={() => void toggle()}>
        <Icon aria-hidden="true" width={15} height={15} />
        {open ? "Hide" : "Show"}
      </Button>
      {shown.status === "failed" ? (
        <p role="alert" className="w-full text-[13px] text-crit">
          {shown.sentence}
        </p>
      ) : null}
      {shown.status === "shown" ? <Contents revealed={shown.value} label={`Value of ${name}`} /> : null}
    </li>
  );
}

function Contents({ revealed: { value, encoding }, label }: { readonly revealed: Revealed; readonly label: string }) {
  return (
    <div className="w-full">
      {encoding === "base64" ? <p className="mb-1 text-[13px] text-muted">It is no text; this is its base64.</p> : null}
      <pre role="region" aria-label={label} tabIndex={0} className="max-h-60 overflow-auto rounded-s bg-sunken px-3 py-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
        {value === "" ? "(empty)" : value}
      </pre>
    </div>
  );
}

"use client";
import { useState } from "react";
import { Lock } from "lucide-react";
import { useTaste } from "@/components/clusters/preferences";
import { Button } from "@/components/ui/button";
import { isNamespace } from "./table-view";

/** Where somebody may list nothing anywhere that Castor knows of: asks for the namespaces they may use, and remembers them. */
export function NameNamespaces({ cluster, title, message, onNamed }: { readonly cluster: string; readonly title: string; readonly message: string; readonly onNamed: (names: readonly string[]) => void }) {
  const { namespaces, nameNamespaces } = useTaste();
  const [text, setText] = useState((namespaces?.[cluster] ?? []).join(" "));
  const names = [...new Set(text.split(/[\s,]+/).filter((name) => name !== ""))];
  const wrong = names.find((name) => !isNamespace(name));
  return (
    <form
      className="flex max-w-xl flex-col gap-3 p-4 sm:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong !== undefined || names.length === 0) return;
        nameNamespaces(cluster, names);
        onNamed(names);
      }}
    >
      <div className="flex items-start gap-2.5">
        <Lock aria-hidden="true" width={16} height={16} className="mt-0.5 shrink-0 text-muted" />
        <div>
          <p className="font-medium">{message}</p>
          <p className="text-muted">If you know in which namespaces you work, name them: Castor asks there, and remembers them for {title}.</p>
        </div>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <label className="min-w-0 flex-1">
          <span className="sr-only">Namespaces you may use</span>
          <input
            value={text}
            onChange={({ target }) => setText(target.value)}
            placeholder="p47-beamline p47-test"
            aria-invalid={wrong !== undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="h-8 w-full rounded-s border border-line-field bg-surface px-2.5 text-[13px] placeholder:text-faint aria-invalid:border-crit"
          />
          <span role="status" className="text-xs text-crit">
            {wrong === undefined ? "" : `“${wrong}” cannot be the name of a namespace.`}
          </span>
        </label>
        <Button type="submit" disabled={names.length === 0 || wrong !== undefined}>
          Show and remember
        </Button>
      </div>
    </form>
  );
}

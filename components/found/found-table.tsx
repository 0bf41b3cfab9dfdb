"use client";
import { useState } from "react";
import { Go } from "@/components/ui/go";
import { More } from "@/components/ui/more";
import { StateMark } from "@/components/ui/state";
import type { FoundEntry } from "@/lib/model";
import { ObjectLink } from "./object-link";
import { SettingsLines } from "./settings-lines";
import { TableFrame, cell, row } from "./table-frame";
import { objectName, outcomeWords } from "./words";

const columns = [["Tool or link", "w-[22%]"], ["Named by", "w-[25%]"], ["Leads to", "w-[25%]"], ["Came to", "w-[28%]"]] as const;

/** Rows shown before somebody asks for more. */
const shown = 50;

/** Everything that the cluster's own objects name, from where, by what, and what it came to. */
export function FoundTable({ cluster, entries }: { readonly cluster: string; readonly entries: readonly FoundEntry[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <TableFrame label="Found: table" columns={columns}>
        {(all ? entries : entries.slice(0, shown)).map((entry) => (
          <Row key={objectName(entry.object)} cluster={cluster} entry={entry} />
        ))}
      </TableFrame>
      <More className="mx-4 mb-3.5" hidden={entries.length - shown} all={all} onChange={setAll} />
    </>
  );
}

function Row({ cluster, entry }: { readonly cluster: string; readonly entry: FoundEntry }) {
  const { object, by, tool, title, purpose, groups, href, url, lines } = entry;
  const { state, words } = outcomeWords(entry);
  return (
    <tr role="row" className={row}>
      <th role="rowheader" scope="row" className={`${cell} text-left font-medium`}>
        {title}
        {purpose === undefined ? null : <span className="block max-w-prose text-xs font-normal text-pretty text-muted">{purpose}</span>}
        {groups.length === 0 ? null : <span className="block text-xs font-normal text-muted">Only for {groups.join(", ")}</span>}
      </th>
      <td role="cell" className={cell}>
        <ObjectLink cluster={cluster} object={object} />
        <span className="block text-xs wrap-anywhere text-muted">by {by}</span>
      </td>
      <td role="cell" className={`${cell} wrap-anywhere`}>
        {href === undefined ? <span className="text-muted">nowhere</span> : <Go href={href} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">{href}</Go>}
        {url === undefined ? null : <span className="block text-xs text-muted">inside the cluster {url}</span>}
      </td>
      <td role="cell" className={cell}>
        {state === undefined ? <span className="text-muted">{words}</span> : <StateMark state={state}>{words}</StateMark>}
        {lines === undefined ? null : <SettingsLines title={title} lines={lines} behind={tool !== undefined && url !== undefined} />}
      </td>
    </tr>
  );
}

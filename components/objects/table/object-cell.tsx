"use client";
import { Ago } from "@/components/ui/ago";
import { StateMark } from "@/components/ui/state";
import type { TableRow } from "@/lib/model";
import { cellState } from "./cell-state";
import { cellText, type ShownColumn } from "./table-columns";

/** What has done its work needs nothing that is ready. */
const finished = ({ cells }: TableRow) => cells.includes("Completed") || cells.includes("Succeeded");

/** One cell as kubectl prints it; what tells a state has its icon, an age goes on by itself. */
export function ObjectCell({ row, column }: { readonly row: TableRow; readonly column: ShownColumn }) {
  if (column.from === "age" && row.created !== undefined) return <Ago at={row.created} bare />;
  const text = row.deleting === true && /^status$/i.test(column.title) ? "Terminating" : cellText(row, column);
  const state = finished(row) && /^\d+\/\d+$/.test(text) ? undefined : cellState(column.title, text);
  if (state === undefined) return text === "" || /^<\w+>$/.test(text) ? <span className="text-faint">{text === "" ? "–" : text}</span> : <span title={text}>{text}</span>;
  return <StateMark state={state}>{text}</StateMark>;
}

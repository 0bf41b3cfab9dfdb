"use client";
import { Ago } from "@/components/ui/ago";
import { StateMark } from "@/components/ui/state";
import type { TableRow } from "@/lib/model";
import { cellState } from "./cell-state";
import { cellText, type ShownColumn } from "./table-columns";

/** One cell as kubectl prints it; what tells a state has its icon, an age goes on by itself. */
export function ObjectCell({ row, column }: { readonly row: TableRow; readonly column: ShownColumn }) {
  if (column.from === "age" && row.created !== undefined) return <Ago at={row.created} bare />;
  const text = row.deleting === true && /^status$/i.test(column.title) ? "Terminating" : cellText(row, column);
  const state = cellState(column.title, text);
  if (state === undefined) return <span title={text}>{text === "" ? <span className="text-faint">–</span> : text}</span>;
  return <StateMark state={state}>{text}</StateMark>;
}

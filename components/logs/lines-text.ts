import type { Line } from "./line-ring";
import type { LineStore } from "./line-store";

/** One line as text: time, stream where there are several, and what was written. */
function lineText({ stream, time, plain, text }: Line, names: readonly string[] | undefined, times: boolean): string {
  if (stream < 0) return `# ${text}`;
  return [...(times && time !== "" ? [time] : []), ...(names === undefined ? [] : [names[stream] ?? ""]), plain].join(" ");
}

/** All lines that are shown, as text. */
export function shownText({ shown, line }: Pick<LineStore, "shown" | "line">, names: readonly string[] | undefined, times: boolean): string {
  return Array.from({ length: shown.length }, (_, index) => line(shown.at(index)))
    .flatMap((found) => (found === undefined ? [] : [`${lineText(found, names, times)}\n`]))
    .join("");
}

/** What is selected in the rows: part of a line as it is, several lines as whole ones. Empty where nothing is. */
export function selectedText(element: HTMLElement | null, { line }: Pick<LineStore, "line">, names: readonly string[] | undefined, times: boolean): string {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed || element === null || !element.contains(selection.anchorNode) || !element.contains(selection.focusNode)) return "";
  const rows = [...element.querySelectorAll<HTMLElement>("[data-line]")].filter((row) => selection.containsNode(row, true));
  if (rows.length < 2) return selection.toString();
  return rows
    .flatMap((row) => line(Number(row.dataset["line"])) ?? [])
    .map((found) => `${lineText(found, names, times)}\n`)
    .join("");
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

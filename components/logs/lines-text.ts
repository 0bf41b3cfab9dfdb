import type { LineStore } from "./line-store";

/** All lines that are shown, as text: time, stream where there are several, and what was written. */
export function shownText({ shown, line }: Pick<LineStore, "shown" | "line">, names: readonly string[] | undefined, times: boolean): string {
  const lines: string[] = [];
  for (let index = 0; index < shown.length; index += 1) {
    const found = line(shown.at(index));
    if (found === undefined) continue;
    if (found.stream < 0) lines.push(`# ${found.text}`);
    else lines.push([...(times && found.time !== "" ? [found.time] : []), ...(names === undefined ? [] : [names[found.stream] ?? ""]), found.plain].join(" "));
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
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

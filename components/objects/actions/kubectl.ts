import type { ObjectRef } from "@/lib/model/api-resource";

/** What a shell takes as it is. A leading `~` or `=` means something to some shells, so they are not among it at the start. */
const harmless = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*$/;

// Control characters, line separators, and what turns the direction of reading around.
const strange = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/**
 * A word that a POSIX shell reads as exactly this text, whatever is in it: some objects' names may hold
 * quotes, `$(…)` and worse. Strange characters are written out, so that nothing is sent off by pasting it.
 */
export function quoted(word: string): string {
  if (harmless.test(word)) return word;
  if (!strange.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`;
  const written = [...word].map((char) => {
    if (char === "'" || char === "\\") return `\\${char}`;
    return strange.test(char) ? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}` : char;
  });
  return `$'${written.join("")}'`;
}

/** `deployments.apps/web`: a kind and name as kubectl takes them, and never as an option. */
export function kubectlName({ group, resource, name }: Pick<ObjectRef, "group" | "resource" | "name">): string {
  return `${resource}${group === "" ? "" : `.${group}`}/${name}`;
}

/** The whole command; the cluster's id is the context, as in the kubeconfig that Castor gives out. */
export function kubectlLine(cluster: string, namespace: string | undefined, words: readonly string[]): string {
  const where = ["--context", cluster, ...(namespace === undefined ? [] : ["-n", namespace])];
  return ["kubectl", ...where, ...words].map(quoted).join(" ");
}

/** A command that reads its input from a text: a here-document whose end does not stand in it. */
export function withInput(line: string, text: string): string {
  const body = text.endsWith("\n") ? text : `${text}\n`;
  let end = "EOF";
  while (body.split("\n").includes(end)) end = `_${end}`;
  return `${line} <<'${end}'\n${body}${end}`;
}

import type { SyntaxNode } from "@lezer/common";

/** The text of a query beside its tree, because tree nodes know positions only. */
export interface Source {
  readonly text: string;
  readonly of: (node: SyntaxNode) => string;
}

export function sourceText(text: string): Source {
  return { text, of: (node) => text.slice(node.from, node.to) };
}

/** The children of a node. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const out: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) out.push(child);
  return out;
}

import type { SyntaxNode } from "@lezer/common";
import type { Matcher } from "../series";
import type { VectorSelector } from "./ast";
import { nameLabel } from "./labels";
import { parseString } from "./literal";
import { matchesValue } from "./matcher";
import { parseError, unsupported } from "./query-error";
import { children, type Source } from "./source-text";

/** `name{label="value", …}`: at least one matcher must refuse the empty value, or everything would be selected. */
export function parseSelector(node: SyntaxNode, source: Source): VectorSelector {
  let name: string | undefined;
  const matchers: Matcher[] = [];
  for (const part of children(node)) {
    if (part.name === "Identifier") name = source.of(part);
    if (part.name === "LabelMatchers") {
      for (const matcher of children(part)) matchers.push(parseMatcher(matcher, source));
    }
  }
  if (name !== undefined) {
    const twice = matchers.find((matcher) => matcher.name === nameLabel);
    if (twice) throw parseError(`metric name must not be set twice: ${JSON.stringify(name)} or ${JSON.stringify(twice.value)}`, node.from, source.text);
    matchers.push({ name: nameLabel, op: "=", value: name });
  } else if (matchers.every((matcher) => matchesValue(matcher, ""))) {
    throw parseError("vector selector must contain at least one non-empty matcher", node.from, source.text);
  }
  return { kind: "vector", name, matchers, offset: 0, at: undefined, from: node.from };
}

function parseMatcher(node: SyntaxNode, source: Source): Matcher {
  const [label, op, value] = children(node);
  if (node.name !== "UnquotedLabelMatcher" || !label || !op || !value) throw unsupported(`the quoted name ${source.of(node)}`);
  const matcher = {
    name: source.of(label),
    op: source.of(op) as Matcher["op"],
    value: parseString(source.of(value), value.from, source.text),
  };
  matchesValue(matcher, "");
  return matcher;
}

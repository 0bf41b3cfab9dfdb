import { withLabel } from "./labels";
import { compilePattern, expandTemplate } from "./pattern";
import { executionError, QueryError } from "./query-error";
import { mergeRows, relabelled, type Row } from "./rows";

const labelName = /^[a-zA-Z_]\w*$/;

/** `label_replace(v, dst, replacement, src, regex)`: `texts` are the last four. */
export function labelReplace(rows: readonly Row[], texts: readonly string[]): Row[] {
  const [target = "", replacement = "", from = "", regex = ""] = texts;
  const pattern = compile(regex);
  if (!labelName.test(target)) throw executionError(`invalid destination label name in label_replace(): ${target}`);
  return mergeRows(rows.map((row) => {
    const match = pattern.exec(row.labels[from] ?? "");
    return match ? relabelled(row, withLabel(row.labels, target, expandTemplate(replacement, match))) : row;
  }));
}

function compile(regex: string): RegExp {
  try {
    return compilePattern(regex);
  } catch (error) {
    if (error instanceof QueryError && error.message.includes("not supported")) throw error;
    throw executionError(`invalid regular expression in label_replace(): ${regex}`);
  }
}

/** `label_join(v, dst, separator, src…)`: `texts` are all but the vector. */
export function labelJoin(rows: readonly Row[], texts: readonly string[]): Row[] {
  const [target = "", separator = "", ...sources] = texts;
  const bad = sources.find((source) => !labelName.test(source));
  if (bad !== undefined) throw executionError(`invalid source label name in label_join(): ${bad}`);
  if (!labelName.test(target)) throw executionError(`invalid destination label name in label_join(): ${target}`);
  return mergeRows(rows.map((row) => {
    const joined = sources.map((source) => row.labels[source] ?? "").join(separator);
    return relabelled(row, withLabel(row.labels, target, joined));
  }));
}

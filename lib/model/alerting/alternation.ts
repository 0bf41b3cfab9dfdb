import type { Matcher } from "./matcher";

/** A silence of a proposal: conditions that all hold, and the ids of the alerts that they cover. */
export interface ProposedSilence {
  readonly matchers: readonly Matcher[];
  readonly covers: readonly string[];
}

/** Longer alternations are nobody's to read. */
const longest = 2_000;

const literal = (value: string) => value.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");

/**
 * Makes one silence of those that differ in the value of one label only, with an alternation of exactly these
 * values: it matches what they matched together and nothing else. No silence gets a second one, so that no
 * combination arises that nobody selected. Labels in `keep` stay as they are.
 */
export function mergeAlternatives(silences: readonly ProposedSilence[], keep: readonly string[]): readonly ProposedSilence[] {
  let [open, done] = [[...silences], [] as ProposedSilence[]];
  for (;;) {
    const group = largest(open, keep);
    if (group === undefined) return [...done, ...open];
    const members = new Set(group.members);
    done = [...done, ...alternations(group.name, group.members)];
    open = open.filter((one) => !members.has(one));
  }
}

interface Group {
  readonly name: string;
  readonly members: ProposedSilence[];
}

function largest(silences: readonly ProposedSilence[], keep: readonly string[]): Group | undefined {
  const groups = new Map<string, Group>();
  for (const silence of silences) {
    for (const { name, value } of silence.matchers) {
      if (value === "" || keep.includes(name)) continue;
      const rest = silence.matchers.filter((matcher) => matcher.name !== name).map((matcher) => [matcher.name, matcher.value]).sort();
      const key = JSON.stringify([name, rest]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { name, members: [silence] });
      else group.members.push(silence);
    }
  }
  return [...groups.values()].filter(({ members }) => members.length > 1).sort((a, b) => b.members.length - a.members.length)[0];
}

/** As many as it takes for each to stay readable. */
function alternations(name: string, members: readonly ProposedSilence[]): readonly ProposedSilence[] {
  const parts: { values: string[]; covers: Set<string>; like: ProposedSilence }[] = [];
  let length = Infinity;
  for (const member of members) {
    const value = literal(member.matchers.find((matcher) => matcher.name === name)?.value ?? "");
    length += value.length + 1;
    if (length > longest) {
      parts.push({ values: [], covers: new Set(), like: member });
      length = value.length;
    }
    const part = parts.at(-1);
    part?.values.push(value);
    for (const id of member.covers) part?.covers.add(id);
  }
  return parts.map(({ values, covers, like }) => ({
    matchers: values.length === 1 ? like.matchers : like.matchers.map((matcher) => (matcher.name === name ? { ...matcher, value: values.join("|"), isRegex: true } : matcher)),
    covers: [...covers],
  }));
}

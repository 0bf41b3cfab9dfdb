"use client";
import { useId } from "react";
import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import type { Matcher } from "@/lib/model/alerting/matcher";
import { operatorOf } from "@/lib/model/alerting/matcher-text";
import type { FilterVocabulary } from "@/lib/model/alerting/triage";
import { operators, withOperator, type Operator } from "./operators";
import { emptyMatcher } from "./silence-draft";

const field = "min-w-0 rounded-s border border-line-field bg-surface px-2 font-mono text-[13px] text-text placeholder:text-faint";
/** Values that are offered for a label at most. */
const mostOffered = 200;

interface Props {
  readonly label: string;
  readonly matchers: readonly Matcher[];
  readonly words: FilterVocabulary | undefined;
  readonly onChange: (matchers: readonly Matcher[]) => void;
}

/** Matchers to edit, completed from what fires. No character of a value changes unless somebody types it. */
export function MatcherRows({ label, matchers, words, onChange }: Props) {
  const id = useId();
  const set = (at: number, matcher: Matcher) => onChange(matchers.map((one, place) => (place === at ? matcher : one)));
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-2">
      <datalist id={`${id}names`}>{words?.labels.map(({ name }) => <option key={name} value={name} />)}</datalist>
      {matchers.map((matcher, at) => {
        const what = matcher.name === "" ? `matcher ${at + 1}` : matcher.name;
        return (
          // Rows have no identity but their place.
          <div key={at} role="group" aria-label={`Matcher ${at + 1}`} className="grid grid-cols-[minmax(0,1fr)_auto_auto] gap-1.5 sm:grid-cols-[minmax(0,2fr)_auto_minmax(0,3fr)_auto]">
            <input
              aria-label={`Label of matcher ${at + 1}`}
              value={matcher.name}
              list={`${id}names`}
              placeholder="label"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={({ target }) => set(at, { ...matcher, name: target.value })}
              className={`h-8 ${field}`}
            />
            <select aria-label={`Operator of ${what}`} value={operatorOf(matcher)} onChange={({ target }) => set(at, withOperator(matcher, target.value as Operator))} className={`h-8 ${field}`}>
              {Object.entries(operators).map(([operator, meaning]) => (
                <option key={operator} value={operator} title={meaning}>
                  {operator}
                </option>
              ))}
            </select>
            <ValueField matcher={matcher} what={what} list={`${id}values${at}`} onChange={(value) => set(at, { ...matcher, value })} />
            <IconButton aria-label={`Remove ${what}`} className="mt-0.5 max-sm:row-start-1 max-sm:col-start-3" onClick={() => onChange(matchers.filter((_, place) => place !== at))}>
              <X aria-hidden="true" width={15} height={15} />
            </IconButton>
            <datalist id={`${id}values${at}`}>
              {words?.labels
                .find(({ name }) => name === matcher.name)
                ?.values.slice(0, mostOffered)
                .map(([value, count]) => <option key={value} value={value} label={`${count}`} />)}
            </datalist>
          </div>
        );
      })}
      <Button className="self-start" onClick={() => onChange([...matchers, emptyMatcher])}>
        <Plus aria-hidden="true" width={14} height={14} />
        Add a matcher
      </Button>
    </div>
  );
}

/** One line, except where the value has line breaks of its own, which a line would lose. */
function ValueField({ matcher: { value, isRegex }, what, list, onChange }: { readonly matcher: Matcher; readonly what: string; readonly list: string; readonly onChange: (value: string) => void }) {
  const shared = {
    "aria-label": `Value of ${what}`,
    value,
    placeholder: isRegex ? "regular expression (RE2), matches from end to end" : "empty: the label is missing",
    autoComplete: "off",
    autoCapitalize: "off",
    spellCheck: false,
  };
  const place = "max-sm:col-span-3";
  if (/[\r\n]/.test(value)) return <textarea {...shared} rows={Math.min(6, value.split("\n").length)} onChange={({ target }) => onChange(target.value)} className={`py-1.5 ${field} ${place}`} />;
  return <input {...shared} list={list} onChange={({ target }) => onChange(target.value)} className={`h-8 ${field} ${place}`} />;
}

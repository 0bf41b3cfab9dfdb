"use client";
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useQuery } from "@tanstack/react-query";
import { Filter, X } from "lucide-react";
import { request } from "@/components/live";
import { StateMark } from "@/components/ui/state";
import { completions, type CompletionOption } from "@/lib/model/alerting/filter-words";
import type { FilterVocabulary } from "@/lib/model/alerting/triage";

/** How many offers are drawn: more than one reads. */
const most = 14;
const nothing: FilterVocabulary = { labels: [] };

/** The field of the filter language, with what may be written where the cursor stands; what was not understood is told below it. */
export function FilterField({ value, clusters, mistakes, onChange }: { readonly value: string; readonly clusters: readonly string[]; readonly mistakes: readonly string[]; readonly onChange: (text: string) => void }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const [cursor, setCursor] = useState(value.length);
  /** The offer that Enter takes; none until somebody goes down to it. */
  const [active, setActive] = useState(-1);
  const [caret, setCaret] = useState<number>();
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  const note = useId();
  const words = clusters.map((id) => `cluster=${encodeURIComponent(id)}`).join("&");
  const { data = nothing } = useQuery({
    queryKey: ["triage-words", words],
    queryFn: ({ signal }) => request<FilterVocabulary>(`/api/triage/words${words === "" ? "" : `?${words}`}`, { signal }),
    enabled: asked,
    staleTime: 30_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const offered = useMemo(() => (open ? completions(value, cursor, data) : undefined), [open, value, cursor, data]);
  const options = offered?.options.slice(0, most) ?? [];
  const shown = open && options.length > 0;

  useLayoutEffect(() => {
    if (caret !== undefined) field.current?.setSelectionRange(caret, caret);
  }, [caret]);

  const write = (text: string, at: number) => {
    setCursor(at);
    setActive(-1);
    onChange(text);
  };
  const take = (option: CompletionOption | undefined) => {
    if (option === undefined || offered === undefined) return;
    const at = offered.from + option.insert.length;
    write(`${value.slice(0, offered.from)}${option.insert}${value.slice(offered.to)}`, at);
    setCaret(at);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") {
      setOpen(true);
      setActive(Math.min(active + 1, options.length - 1));
    } else if (event.key === "ArrowUp" && shown) setActive(Math.max(-1, active - 1));
    else if (event.key === "Enter" && shown) {
      if (active < 0) setOpen(false);
      else take(options[active]);
    } else if (event.key === "Escape" && shown) setOpen(false);
    else if (event.key === "Escape") return field.current?.blur();
    else return;
    event.preventDefault();
  };
  const follow = () => {
    setCursor(field.current?.selectionStart ?? value.length);
    setCaret(undefined);
  };

  return (
    <div className="min-w-0 flex-1 basis-44">
      <div
        className="relative"
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOpen(false);
        }}
      >
        <Filter aria-hidden="true" width={14} height={14} className="pointer-events-none absolute top-[9px] left-2.5 text-faint" />
        <input
          ref={field}
          role="combobox"
          aria-label="Filter alerts"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={list}
          aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
          aria-describedby={mistakes.length > 0 ? note : undefined}
          aria-keyshortcuts="/"
          data-filter=""
          value={value}
          placeholder='severity=critical namespace=~"p47.*" or any word'
          onChange={({ target }) => {
            setOpen(true);
            write(target.value, target.selectionStart ?? target.value.length);
          }}
          onFocus={() => {
            setAsked(true);
            follow();
          }}
          onClick={() => {
            setOpen(true);
            follow();
          }}
          onKeyUp={({ key }) => {
            if (key === "ArrowLeft" || key === "ArrowRight" || key === "Home" || key === "End") follow();
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={1_000}
          className="h-8 w-full rounded-s border border-line-field bg-surface pr-9 pl-8 font-mono text-[13px] placeholder:font-sans placeholder:text-faint"
        />
        {value === "" ? null : (
          <button type="button" aria-label="Clear the filter" title="Clear the filter" onClick={() => write("", 0)} className="absolute top-0.5 right-0.5 inline-flex size-7 items-center justify-center rounded-s text-faint hover:bg-sunken hover:text-text">
            <X aria-hidden="true" width={14} height={14} />
          </button>
        )}
        <ul id={list} role="listbox" aria-label="What the filter may say here" hidden={!shown} className="absolute top-full left-0 z-30 mt-1 max-h-[50dvh] w-full max-w-xl overflow-auto rounded-m border border-line-strong bg-raised p-1 text-[13px] shadow-float">
          {options.map((option, index) => (
            <li
              key={`${option.label} ${option.insert}`}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
              className="flex min-h-7 cursor-pointer items-center gap-3 rounded-s px-2 hover:bg-sunken aria-selected:bg-sunken aria-selected:shadow-[inset_2px_0_0_var(--focus)]"
            >
              <span className="min-w-0 truncate font-mono text-xs">{option.label}</span>
              {option.detail === undefined ? null : <span className="ml-auto shrink-0 text-xs text-muted">{option.detail}</span>}
            </li>
          ))}
        </ul>
      </div>
      <div id={note} role="status">
        {mistakes.map((mistake) => (
          <p key={mistake} className="mt-1 text-xs wrap-anywhere text-muted">
            <StateMark state="warn">Left out</StateMark> {mistake}
          </p>
        ))}
      </div>
    </div>
  );
}

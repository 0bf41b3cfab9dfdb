"use client";
import { useId, useState, type KeyboardEvent } from "react";
import { Check, X } from "lucide-react";
import type { Namespaces } from "@/lib/model";
import { isNamespace } from "./table-view";

const most = 60;

/** The namespaces that match what is typed; a name that nobody lists can be taken as it is. */
function suggestions(known: readonly string[], typed: string): readonly string[] {
  const text = typed.trim().toLowerCase();
  const found = known.filter((name) => name.includes(text));
  found.sort((a, b) => Number(b.startsWith(text)) - Number(a.startsWith(text)));
  return isNamespace(text) && !known.includes(text) ? [...found.slice(0, most), text] : found.slice(0, most);
}

/** Chooses namespaces by name, with suggestions; none chosen means all that one may see. */
export function NamespaceChoice({ known, chosen, onChoose }: { readonly known: Namespaces | undefined; readonly chosen: readonly string[]; readonly onChoose: (names: readonly string[]) => void }) {
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useId();
  const names = suggestions(known?.names ?? [], typed);
  const options = typed.trim() === "" ? ["", ...names] : names;
  const at = Math.min(active, options.length - 1);

  const take = (name: string | undefined) => {
    if (name === undefined) return;
    onChoose(name === "" ? [] : chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
    setTyped("");
    if (name === "") setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Backspace" && typed === "") return onChoose(chosen.slice(0, -1));
    if (event.key === "Escape" && open) setOpen(false);
    else if (event.key === "ArrowDown") {
      setOpen(true);
      setActive(open ? Math.min(at + 1, options.length - 1) : 0);
    } else if (event.key === "ArrowUp") setActive(Math.max(0, at - 1));
    else if (event.key === "Enter" && open) take(options[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="relative max-sm:w-full"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
        setOpen(false);
        setTyped("");
      }}
    >
      <div className="flex min-h-8 w-full flex-wrap items-center gap-1 rounded-s border border-line-field bg-surface px-1.5 py-0.5 text-[13px] focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus sm:w-64">
        {chosen.map((name) => (
          <span key={name} className="flex max-w-full items-center gap-0.5 rounded-[4px] bg-sunken py-px pr-0.5 pl-1.5">
            <span className="truncate">{name}</span>
            <button type="button" aria-label={`Without ${name}`} onClick={() => onChoose(chosen.filter((other) => other !== name))} className="hit text-faint hover:text-text">
              <X aria-hidden="true" width={13} height={13} />
            </button>
          </span>
        ))}
        <input
          role="combobox"
          aria-label="Namespaces"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && options.length > 0 ? `${list}-${at}` : undefined}
          value={typed}
          placeholder={chosen.length === 0 ? "All namespaces I may see" : ""}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={63}
          className="h-6 min-w-16 flex-1 bg-transparent px-1 outline-none placeholder:text-faint"
        />
      </div>
      <ul
        id={list}
        role="listbox"
        aria-label="Namespaces"
        aria-multiselectable="true"
        hidden={!open}
        className="absolute top-full left-0 z-30 mt-1 max-h-[50dvh] w-full min-w-56 overflow-auto rounded-m border border-line-strong bg-raised p-1 text-[13px] shadow-float"
      >
        {options.map((name, index) => {
          const on = name === "" ? chosen.length === 0 : chosen.includes(name);
          return (
            <li
              key={name}
              id={`${list}-${index}`}
              role="option"
              aria-selected={on}
              data-active={index === at}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
              className="flex min-h-8 cursor-pointer items-center gap-2 rounded-s px-2 hover:bg-sunken data-[active=true]:bg-sunken"
            >
              <Check aria-hidden="true" width={14} height={14} className={`shrink-0 ${on ? "text-info" : "invisible"}`} />
              <span className="truncate">{name === "" ? "All namespaces I may see" : name}</span>
            </li>
          );
        })}
        {options.length === 0 ? <li className="px-2 py-1.5 text-muted">No namespace is called like this.</li> : null}
      </ul>
    </div>
  );
}

"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

interface Props {
  readonly label: string;
  /** What it begins with; later changes of it change nothing. */
  readonly initial: string;
  readonly onChange: (text: string) => void;
  /** The id of what is wrong with the text. */
  readonly describedBy?: string | undefined;
}

const look = EditorView.theme({
  "&": { fontSize: "12.5px", backgroundColor: "var(--surface)", color: "var(--text)", maxHeight: "56dvh", border: "1px solid var(--line-field)", borderRadius: "6px" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--font-geist-mono), ui-monospace, monospace", lineHeight: "19px", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--info-bg) 45%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--info) 30%, transparent)" },
});

const inks = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--s1)" },
  { tag: [tags.string, tags.content], color: "var(--text)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.meta, tags.separator, tags.punctuation], color: "var(--muted)" },
]);

/** The nonce with which the page's policy lets styles in; the browser shows it to scripts only. */
const nonce = (): string => document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";

/** A text field for YAML: line numbers, colours, undo. The Tab key leaves it, as it leaves every field. */
export function CodeEditor({ label, initial, onChange, describedBy }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const changed = useEffectEvent(onChange);
  const start = useRef({ label, initial, describedBy });
  useEffect(() => {
    if (place.current === null) return;
    const { label: name, initial: doc, describedBy: problem } = start.current;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc,
        extensions: [
          ...[lineNumbers(), history(), drawSelection(), highlightActiveLine(), indentUnit.of("  "), yaml(), syntaxHighlighting(inks), look],
          EditorView.cspNonce.of(nonce()),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ "aria-label": name, spellcheck: "false", autocapitalize: "off", ...(problem === undefined ? {} : { "aria-describedby": problem }) }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, []);
  return <div ref={place} />;
}

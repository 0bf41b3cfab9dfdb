import { severities, type Severity } from "@/lib/model/alert";

/** What a person wants to be told of in this browser, by severity. Off until they say so. */
export interface NoticeChoice {
  readonly desktop: readonly Severity[];
  readonly sound: readonly Severity[];
}

export type NoticeKind = keyof NoticeChoice;

const key = "castor.alert-notices";
const changed = "castor-alert-notices";
export const noNotices: NoticeChoice = { desktop: [], sound: [] };

/** Severities one can choose: what has none of its own is not worth a sound. */
export const noticeSeverities: readonly Severity[] = severities.filter((severity) => severity !== "other");

let last: { readonly text: string | null; readonly choice: NoticeChoice } = { text: null, choice: noNotices };

/** The choice of this browser; the same object as long as it is the same choice. Whatever else stands there counts as off. */
export function noticeChoice(): NoticeChoice {
  const text = localStorage.getItem(key);
  if (text !== last.text) last = { text, choice: read(text) };
  return last.choice;
}

function read(text: string | null): NoticeChoice {
  try {
    const found = JSON.parse(text ?? "{}") as Partial<Record<NoticeKind, unknown>> | null;
    const list = (value: unknown) => (Array.isArray(value) ? noticeSeverities.filter((severity) => value.includes(severity)) : []);
    return { desktop: list(found?.desktop), sound: list(found?.sound) };
  } catch {
    return noNotices;
  }
}

/** Switches one kind of notice for one severity on or off, in all tabs of this browser. */
export function chooseNotice(kind: NoticeKind, severity: Severity, on: boolean): void {
  const before = noticeChoice();
  const next = { ...before, [kind]: noticeSeverities.filter((one) => (one === severity ? on : before[kind].includes(one))) };
  if (next.desktop.length + next.sound.length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(next));
  window.dispatchEvent(new Event(changed));
}

/** Calls back when the choice changes, here or in another tab; returns how to stop. */
export function onNoticeChoice(call: () => void): () => void {
  const stored = (event: StorageEvent) => {
    if (event.key === key || event.key === null) call();
  };
  window.addEventListener(changed, call);
  window.addEventListener("storage", stored);
  return () => {
    window.removeEventListener(changed, call);
    window.removeEventListener("storage", stored);
  };
}

/** Whether anything at all is to be told. */
export const wantsNotices = ({ desktop, sound }: NoticeChoice): boolean => desktop.length + sound.length > 0;

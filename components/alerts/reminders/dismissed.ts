const key = "castor.reminders.dismissed";
const most = 50;
const listeners = new Set<() => void>();
let read: { readonly text: string; readonly ids: ReadonlySet<string> } = { text: "", ids: new Set() };

/** What this browser's person wants to let end: by silence and end, so that an extended one is told of again. */
export function dismissed(): ReadonlySet<string> {
  const text = stored();
  if (text !== read.text) read = { text, ids: new Set(parsed(text)) };
  return read.ids;
}

export function dismiss(id: string): void {
  try {
    window.localStorage.setItem(key, JSON.stringify([...dismissed(), id].slice(-most)));
  } catch {
    // Without storage it is dismissed for as long as the page stands.
    read = { ...read, ids: new Set([...read.ids, id]) };
  }
  for (const call of listeners) call();
}

/** Calls back when something was dismissed, in this tab or another. */
export function onDismissed(call: () => void): () => void {
  listeners.add(call);
  window.addEventListener("storage", call);
  return () => {
    listeners.delete(call);
    window.removeEventListener("storage", call);
  };
}

function stored(): string {
  try {
    return window.localStorage.getItem(key) ?? "";
  } catch {
    return read.text;
  }
}

function parsed(text: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

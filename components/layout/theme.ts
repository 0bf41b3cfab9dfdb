/** What a person can choose; `system` follows the machine and is the absence of a choice. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers the choice, so that the server's first byte already has the right theme. */
export const themeCookie = "castor.theme";

/** The theme that a cookie's value means. */
export function themeOf(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

const year = 31_536_000;
const listeners = new Set<() => void>();

/** The theme the page shows now. For the browser. */
export function currentTheme(): Theme {
  return themeOf(document.documentElement.dataset["theme"]);
}

/** Shows a theme at once and remembers it. For the browser. */
export function chooseTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${theme === "system" ? 0 : year}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** Calls back when the theme was chosen anew; returns how to stop. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

import { currentTheme, onTheme } from "@/components/layout/theme";

/** What a page looks like. */
export type Shade = "light" | "dark";

const dark = "(prefers-color-scheme: dark)";

/** What the page looks like now: the person's choice, or the machine's. For the browser. */
export function currentShade(): Shade {
  const theme = currentTheme();
  if (theme !== "system") return theme;
  return matchMedia(dark).matches ? "dark" : "light";
}

/** Calls back when the page may look otherwise than before; returns how to stop. */
export function onShade(listener: () => void): () => void {
  const machine = matchMedia(dark);
  machine.addEventListener("change", listener);
  const stop = onTheme(listener);
  return () => {
    machine.removeEventListener("change", listener);
    stop();
  };
}

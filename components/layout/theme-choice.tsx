"use client";
import { useSyncExternalStore } from "react";
import { Segmented } from "@/components/ui/segmented";
import { chooseTheme, currentTheme, onTheme, type Theme } from "./theme";

const segments = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** Chooses the theme; `initial` is what the server read from the cookie. */
export function ThemeChoice({ initial }: { readonly initial: Theme }) {
  const theme = useSyncExternalStore(onTheme, currentTheme, () => initial);
  return <Segmented label="Theme" segments={segments} value={theme} onChange={chooseTheme} />;
}

"use client";
import { useEffect, useState } from "react";
import type { LogChoice } from "./choice";
import type { LineStore } from "./line-store";
import { prepare } from "./search";

/** Makes the search of the choice ready and gives it to the lines. Answers what is wrong with it, where something is. */
export function useLogSearch(store: LineStore, { search, pattern, exact }: Pick<LogChoice, "search" | "pattern" | "exact">): string | undefined {
  const [mistake, setMistake] = useState<string>();
  useEffect(() => {
    let over = false;
    const use = async () => {
      const prepared = search === "" ? undefined : await prepare({ text: search, pattern, exact });
      if (over) return;
      // A pattern that is being typed is wrong most of the time: what was found before stays until it is right.
      if (prepared !== undefined && "mistake" in prepared) return setMistake(prepared.mistake);
      setMistake(undefined);
      store.setMatcher(prepared?.matcher);
    };
    void use();
    return () => {
      over = true;
    };
  }, [store, search, pattern, exact]);
  return mistake;
}

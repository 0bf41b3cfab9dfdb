"use client";
import { useState } from "react";
import { useSearchParams } from "next/navigation";
import { timeRange, type TimeRange } from "@/lib/model/time-range";

const usual: TimeRange = "1h";

/** The range of the graph, which stands in the address as `range`; an hour where it says nothing. */
export function useGraphRange(): readonly [TimeRange, (next: TimeRange) => void] {
  const address = useSearchParams();
  const [range, setRange] = useState(() => timeRange(address.get("range") ?? usual));
  const choose = (next: TimeRange) => {
    setRange(next);
    const url = new URL(window.location.href);
    if (next === usual) url.searchParams.delete("range");
    else url.searchParams.set("range", next);
    window.history.replaceState(null, "", url);
  };
  return [range, choose];
}

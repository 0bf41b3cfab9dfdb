"use client";
import { useEffect, useState } from "react";

/** Whether this tab is the one of its browser that does something; another takes over when it goes. Without Web Locks every tab is. */
export function useLeading(name: string): boolean {
  const [leads, setLeads] = useState(false);
  useEffect(() => {
    const locks = (navigator as { locks?: LockManager | null }).locks ?? undefined;
    const control = new AbortController();
    let release = () => undefined as void;
    const lead = () => {
      if (control.signal.aborted) return Promise.resolve();
      setLeads(true);
      return new Promise<void>((resolve) => (release = resolve));
    };
    if (locks === undefined) void lead();
    else locks.request(name, { signal: control.signal }, lead).catch(() => undefined);
    return () => {
      control.abort();
      release();
      setLeads(false);
    };
  }, [name]);
  return leads;
}

import { problemOf } from "@/lib/model";
import type { AlertingConfig } from "@/lib/model/alerting";

/** Reads an Alertmanager's configuration, or says why it can't be read; the same text gives the same objects. */
export type ReadConfig = (text: string) => { readonly config?: AlertingConfig; readonly problem?: string };

/** More than a cluster's Alertmanagers run at once; beyond it the oldest is read anew. */
const most = 16;

/** Remembers what was read, as configurations are the same almost always. */
export function createReadConfig(parse: (text: string) => AlertingConfig): ReadConfig {
  const known = new Map<string, ReturnType<ReadConfig>>();
  return (text) => {
    const found = known.get(text) ?? read(parse, text);
    known.set(text, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

function read(parse: (text: string) => AlertingConfig, text: string): ReturnType<ReadConfig> {
  try {
    return { config: parse(text) };
  } catch (error) {
    return { problem: problemOf(error).message };
  }
}

import type { z } from "zod";
import { CastorError, isCastorError } from "@/lib/model";
import { answeredWith, type Headers, type Query, type Wire } from "@/lib/wire";
import { listOf } from "./schema";

/** Objects a page: the largest that keeps each turn of the loop short. */
const pageSize = 500;
/** 20,000 objects; a list that does not end is broken or hostile. */
const mostPages = 40;

export interface ListAsk {
  readonly query?: Query;
  readonly headers?: Headers;
  readonly signal?: AbortSignal | undefined;
}

/** All objects of a list, page by page. A list that expires half-way (410) is begun anew, once. */
export async function list<S extends z.ZodType>(wire: Wire, path: string, item: S, { query, headers = {}, signal }: ListAsk): Promise<z.output<S>[]> {
  const schema = listOf(item);
  let found: z.output<S>[] = [];
  let next: string | undefined;
  let anew = false;
  for (let page = 0; page < mostPages; page += 1) {
    try {
      const answer = await wire.get(path, schema, { query: { ...query, limit: pageSize, continue: next }, headers, signal });
      found = found.concat(answer.items);
      next = answer.metadata?.continue;
      if (!next) return found;
    } catch (error) {
      if (anew || next === undefined || !isCastorError(error) || answeredWith(error) !== 410) throw error;
      anew = true;
      next = undefined;
      found = [];
    }
  }
  throw new CastorError("too-large", `${wire.name} has more of them than Castor can list.`, { detail: path });
}

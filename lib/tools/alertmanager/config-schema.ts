import { z } from "zod";
import { parseDuration } from "@/lib/model/alerting/duration";
import type { Range } from "@/lib/model/alerting/config";

const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().transform((items) => items ?? []);
const word = z.union([z.string(), z.number().transform(String)]);
const words = list(word);
const fixed = z.record(z.string(), word).nullish().transform((labels) => labels ?? {});

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: "custom", message: `“${text}” is not a duration such as 5m or 1d12h` });
  return z.NEVER;
});

const clock = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const minutes = (text: string) => (text === "24:00" ? 1_440 : Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const timeOfDay = z.string().regex(clock, "a time of the day is written as 09:30").transform(minutes);

/** `monday:friday`, `-3:-1`, `2026`: names or numbers, both ends included. */
const range = (names: readonly string[] = [], first = 0) =>
  word.transform((text, context): Range => {
    const read = (part: string) => (names.includes(part) ? names.indexOf(part) + first : /^-?\d{1,4}$/.test(part) ? Number(part) : undefined);
    const [begin, end, more] = text.toLowerCase().split(":");
    const found = { begin: read(begin ?? ""), end: read(end ?? begin ?? "") };
    if (more === undefined && found.begin !== undefined && found.end !== undefined) return { begin: found.begin, end: found.end };
    context.addIssue({ code: "custom", message: `“${text}” is not a range of a time interval` });
    return z.NEVER;
  });

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

const interval = z.object({
  times: z.array(z.object({ start_time: timeOfDay, end_time: timeOfDay }).transform(({ start_time, end_time }): Range => ({ begin: start_time, end: end_time }))).nullish(),
  weekdays: z.array(range(weekdays)).nullish(),
  days_of_month: z.array(range()).nullish(),
  months: z.array(range(months, 1)).nullish(),
  years: z.array(range()).nullish(),
  location: z.string().nullish(),
});

const intervals = list(z.object({ name: word, time_intervals: list(interval) }));

const ownRoute = z.object({
  receiver: word.nullish(),
  group_by: words,
  group_wait: duration.nullish(),
  group_interval: duration.nullish(),
  repeat_interval: duration.nullish(),
  match: fixed,
  match_re: fixed,
  matchers: words,
  continue: z.boolean().nullish(),
  mute_time_intervals: words,
  active_time_intervals: words,
});

/** A route as it is written: what it does not say it inherits. */
export type WrittenRoute = z.output<typeof ownRoute> & { readonly routes: readonly WrittenRoute[] };

const route: z.ZodType<WrittenRoute> = ownRoute.extend({
  get routes() {
    return list(route);
  },
});

/** `status.config.original` of API v2: the configuration as Alertmanager writes it out again, secrets left out. */
export const writtenConfig = z.object({
  route,
  receivers: list(z.looseObject({ name: word })),
  inhibit_rules: list(
    z.object({ source_match: fixed, source_match_re: fixed, source_matchers: words, target_match: fixed, target_match_re: fixed, target_matchers: words, equal: words }),
  ),
  time_intervals: intervals,
  mute_time_intervals: intervals,
});

export type WrittenConfig = z.output<typeof writtenConfig>;

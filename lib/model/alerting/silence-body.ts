import { CastorError } from "../problem";
import { compileMatcher, formatMatcher, type Matcher } from "./matcher";
import type { SilenceDraft } from "./silence";

/** More than any silence needs. */
const [mostMatchers, longestLabel, longestComment, mostSelected] = [64, 4_096, 2_000, 5_000] as const;
/** What a silence lasts where nothing is said: 2 h. */
const usual = 2 * 3_600_000;

const refuse = (sentence: string): never => {
  throw new CastorError("invalid", sentence);
};

type Fields = Readonly<Record<string, unknown>>;

/** Unknown fields are refused: one that is misspelt must not be passed over in silence. */
function fieldsOf(body: unknown, known: readonly string[], what: string): Fields {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return refuse(`${what} is an object.`);
  const stranger = Object.keys(body).find((name) => !known.includes(name));
  if (stranger !== undefined) refuse(`${what} has no field “${stranger.slice(0, 60)}”: it has ${known.join(", ")}.`);
  return body as Fields;
}

function matcherOf(asked: unknown): Matcher {
  const { name, value, isRegex = false, isEqual = true } = fieldsOf(asked, ["name", "value", "isRegex", "isEqual"], "A matcher");
  if (typeof name !== "string" || name === "" || name.length > longestLabel) return refuse("Each matcher needs the name of a label.");
  if (typeof value !== "string" || value.length > longestLabel) return refuse(`The matcher of ${name.slice(0, 60)} needs a value: a text of at most ${longestLabel} characters, perhaps empty.`);
  if (typeof isRegex !== "boolean" || typeof isEqual !== "boolean") return refuse(`isRegex and isEqual of the matcher of ${name.slice(0, 60)} are true or false.`);
  const matcher = { name, value, isRegex, isEqual };
  compileMatcher(matcher);
  return matcher;
}

/** Reads matchers in Alertmanager's own shape; `isEqual` is true where absent. Throws `invalid` with a sentence, also for what does not compile. */
export function readMatchers(asked: unknown): readonly Matcher[] {
  if (!Array.isArray(asked)) return refuse("The matchers are a list.");
  if (asked.length > mostMatchers) return refuse(`A silence has at most ${mostMatchers} matchers.`);
  const matchers = asked.map(matcherOf);
  const words = matchers.map(formatMatcher);
  const twice = words.find((word, at) => words.indexOf(word) !== at);
  return twice === undefined ? matchers : refuse(`${twice} is there twice.`);
}

function momentOf(asked: unknown, field: string): number | undefined {
  if (asked === undefined || asked === null || asked === "") return undefined;
  const at = typeof asked === "string" && /^\d{4}-\d\d-\d\dT/.test(asked) ? Date.parse(asked) : Number.NaN;
  return Number.isNaN(at) ? refuse(`${field} is a time such as 2026-11-21T14:00:00Z.`) : at;
}

function idsOf(asked: unknown, field: string, form: RegExp): readonly string[] {
  if (asked === undefined) return [];
  if (!Array.isArray(asked) || asked.length > mostSelected || !asked.every((id): id is string => typeof id === "string" && form.test(id))) return refuse(`${field} is a list of at most ${mostSelected} ids.`);
  return asked;
}

const fingerprint = /^[0-9a-f]{16}$/;
const groupId = /^[^\u0000-\u001f\u007f]{1,500}$/;

/** The form of a silence's id; Alertmanager's are UUIDs. */
export const isSilenceId = (id: string): boolean => /^[0-9a-zA-Z-]{1,64}$/.test(id);

function optionalId(asked: unknown): { readonly id?: string } {
  if (asked === undefined || asked === "") return {};
  return typeof asked === "string" && isSilenceId(asked) ? { id: asked } : refuse("That cannot be the id of a silence.");
}

/** What a preview is asked with: matchers and perhaps the rest of a silence; it lasts 2 h where no end is given. */
export type PreviewAsked = Pick<SilenceDraft, "id" | "matchers" | "startsAt" | "endsAt"> & { readonly selected: readonly string[] };

/** Reads the body of a preview. `now` is ms since the epoch. */
export function readPreview(body: unknown, now: number): PreviewAsked {
  const { id, matchers, startsAt, endsAt, selected } = fieldsOf(body, ["id", "matchers", "startsAt", "endsAt", "selected"], "A preview");
  const start = momentOf(startsAt, "startsAt");
  return {
    ...optionalId(id),
    matchers: readMatchers(matchers),
    ...(start === undefined ? {} : { startsAt: start }),
    endsAt: momentOf(endsAt, "endsAt") ?? Math.max(now, start ?? 0) + usual,
    selected: idsOf(selected, "selected", fingerprint),
  };
}

/** Reads a postable silence of Alertmanager's API v2; `createdBy` is passed over, because who asks is known. `selected` are the alerts that it is meant for. */
export function readSilence(body: unknown): SilenceDraft {
  const { id, matchers, startsAt, endsAt, comment, selected } = fieldsOf(body, ["id", "matchers", "startsAt", "endsAt", "createdBy", "comment", "selected"], "A silence");
  const start = momentOf(startsAt, "startsAt");
  const end = momentOf(endsAt, "endsAt") ?? refuse("endsAt is missing: say when the silence ends.");
  if (typeof comment !== "string" || comment.trim() === "") return refuse("Give a reason: others will ask why they heard nothing.");
  if (comment.length > longestComment) return refuse(`The reason is longer than ${longestComment} characters.`);
  if (start !== undefined && end <= start) refuse("The silence would end before it starts.");
  return {
    ...optionalId(id),
    matchers: readMatchers(matchers),
    ...(start === undefined ? {} : { startsAt: start }),
    endsAt: end,
    comment: comment.trim(),
    selected: idsOf(selected, "selected", fingerprint),
  };
}

/** Reads what was selected on a page. */
export function readSelection(body: unknown): { readonly alerts: readonly string[]; readonly groups: readonly string[]; readonly filter: string } {
  const { alerts, groups, filter = "" } = fieldsOf(body, ["alerts", "groups", "filter"], "A selection");
  if (typeof filter !== "string" || filter.length > longestLabel) return refuse("The filter is a text.");
  return { alerts: idsOf(alerts, "alerts", fingerprint), groups: idsOf(groups, "groups", groupId), filter };
}

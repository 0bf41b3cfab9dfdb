import { isToolIcon } from "@/lib/model";
import { annotationSources, type AnnotationField, type AnnotationSource } from "./annotation-sources";
import { toolByLabels } from "./chart-labels";
import { plainText } from "./plain-text";
import type { SeenObject } from "./seen-object";
import { webAddress } from "./web-address";

/** What one source says of an object; every text is plain and every address safe to press. */
export interface Claim {
  /** The lower, the more it counts. */
  readonly rank: number;
  readonly by: string;
  readonly hidden: boolean;
  readonly tool?: string;
  readonly title?: string;
  readonly purpose?: string;
  readonly icon?: string;
  readonly href?: string;
  readonly groups?: readonly string[];
}

/** All claims of an object, the strongest first; nothing at all of an object whose mistakes would show something that nobody meant. */
export interface Claims {
  readonly claims: readonly Claim[];
  readonly mistakes: readonly string[];
}

const most = { title: 80, purpose: 160, group: 200, groups: 50 };

/** Reads what an object says. `tools` are the ids that Castor knows. */
export function claimsOf(object: SeenObject, tools: readonly string[]): Claims {
  const read = annotationSources.map((source, rank) => fromAnnotations(source, rank, object.annotations, tools));
  const mistakes = read.flatMap((each) => each.mistakes);
  if (read.some(({ unusable }) => unusable)) return { claims: [], mistakes };
  const claims = read.flatMap(({ claim }) => claim ?? []);
  const labelled = object.headless ? undefined : toolByLabels(object.labels);
  return { claims: labelled === undefined ? claims : [...claims, { ...labelled, rank: annotationSources.length, hidden: false }], mistakes };
}

interface Read {
  readonly claim?: Claim;
  readonly mistakes: readonly string[];
  readonly unusable?: boolean;
}

type Annotations = Readonly<Record<string, string>>;

function fromAnnotations(source: AnnotationSource, rank: number, annotations: Annotations, tools: readonly string[]): Read {
  const { prefix, shown, hidden, fields } = source;
  const named = Object.keys(annotations).filter((key) => key.startsWith(`${prefix}/`));
  if (named.length === 0) return { mistakes: [] };
  const mistakes = source.ours === true ? unknownNames(source, named) : [];
  const of = (name: string | undefined) => (name === undefined ? undefined : annotations[`${prefix}/${name}`]);

  const said = flag(of(shown ?? hidden));
  if (said === "unclear") mistakes.push(`${prefix}/${shown ?? hidden ?? ""} must be "true" or "false".`);
  if (shown !== undefined && said === undefined) return { mistakes: [`It is not shown: besides its other annotations ${prefix}/${shown} must be "true".`] };
  // Whoever wrote something unclear about being shown is not shown.
  const isHidden = said === "unclear" || (shown === undefined ? said === true : said === false);

  const present = Object.entries(fields).filter(([, name]) => of(name) !== undefined);
  const by = `annotation ${prefix}/${shown !== undefined || isHidden ? (shown ?? hidden ?? "") : (present[0]?.[1] ?? named[0]?.slice(prefix.length + 1) ?? "")}`;
  const values: Partial<Record<AnnotationField, Claim>> = {};
  let unusable = false;
  for (const [field, name] of present as [AnnotationField, string][]) {
    const value = of(name);
    // An empty one of another launcher is its way to say nothing.
    if (value === undefined || (value.trim() === "" && field !== "groups")) continue;
    const found = readers[field](value, tools);
    if ("mistake" in found) {
      mistakes.push(`${prefix}/${name} ${found.mistake}.`);
      unusable ||= found.unusable;
    } else {
      values[field] = found as Claim;
    }
  }
  return { mistakes, unusable, claim: Object.assign({ rank, by, hidden: isHidden }, ...Object.values(values)) as Claim };
}

function unknownNames({ prefix, hidden, fields }: AnnotationSource, named: readonly string[]): string[] {
  const known = [...Object.values(fields), hidden];
  return named.filter((key) => !known.includes(key.slice(prefix.length + 1))).map((key) => `Castor knows no annotation ${key}; it knows ${known.join(", ")}.`);
}

function flag(value: string | undefined): boolean | "unclear" | undefined {
  if (value === undefined) return undefined;
  const word = value.trim().toLowerCase();
  return word === "true" ? true : word === "false" ? false : "unclear";
}

type Found = Partial<Pick<Claim, "tool" | "title" | "purpose" | "icon" | "href" | "groups">> | { readonly mistake: string; readonly unusable: boolean };

/** How each field is read. An address or a group that cannot be used makes the object unusable: it would lead elsewhere, or be for more people, than its author meant. */
const readers: Readonly<Record<AnnotationField, (value: string, tools: readonly string[]) => Found>> = {
  title: (value) => textOf(value, most.title, (title) => ({ title })),
  purpose: (value) => textOf(value, most.purpose, (purpose) => ({ purpose })),
  icon: (value) => ({ icon: iconNamed(value) }),
  url(value) {
    const found = webAddress(value.trim());
    return "href" in found ? found : { mistake: `${found.mistake}, so it is not shown`, unusable: true };
  },
  groups(value) {
    const groups = value.slice(0, most.group * most.groups).split(",").flatMap((group) => plainText(group, most.group) ?? []);
    return groups.length === 0 || groups.length > most.groups ? { mistake: "must name 1 to 50 groups, separated by commas, so it is not shown", unusable: true } : { groups };
  },
  tool: (value, tools) => (tools.includes(value.trim()) ? { tool: value.trim() } : { mistake: `must be a tool that Castor knows: ${tools.join(", ")}`, unusable: false }),
};

function textOf(value: string, length: number, made: (text: string) => Found): Found {
  const text = plainText(value, length);
  return text === undefined ? { mistake: "has no character that can be shown", unusable: false } : made(text);
}

/** `grafana`, `grafana.png`, `si-grafana` or the address of a picture: the name alone, where Castor has such an icon. No picture is ever loaded. */
function iconNamed(value: string): string {
  const name = value.slice(0, 500).trim().toLowerCase().replace(/[?#].*$/, "").split("/").at(-1)?.replace(/\.[a-z0-9]+$/, "").replace(/^(?:si|mdi|sh)-/, "") ?? "";
  return isToolIcon(name) ? name : "link";
}

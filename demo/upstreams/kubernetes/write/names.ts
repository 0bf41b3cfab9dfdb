import type { Kind, Mistake } from "../kind";

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = String.raw`${label}(\.${label})*`;

interface Rule {
  readonly form: RegExp;
  readonly longest: number;
  readonly sentence: string;
}

const rules = {
  subdomain: {
    form: new RegExp(`^${subdomain}$`),
    longest: 253,
    sentence: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`,
  },
  label: {
    form: new RegExp(`^${label}$`),
    longest: 63,
    sentence: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`,
  },
  service: {
    form: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    longest: 63,
    sentence: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
  },
  segment: { form: /^(?!\.{1,2}$)[^/%]+$/, longest: 253, sentence: `may not contain '/'` },
} as const satisfies Record<string, Rule>;

const ruleOf = ({ group, kind }: Kind): Rule => {
  if (group === "rbac.authorization.k8s.io") return rules.segment;
  if (group !== "") return rules.subdomain;
  return kind === "Service" ? rules.service : kind === "Namespace" ? rules.label : rules.subdomain;
};

/** What is wrong with an object's name. */
export function nameMistakes(kind: Kind, name: string): readonly Mistake[] {
  const { form, longest, sentence } = ruleOf(kind);
  const wrong = (message: string): Mistake => ({ field: "metadata.name", reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(name)}: ${message}` });
  return [...(name.length > longest ? [wrong(`must be no more than ${longest} characters`)] : []), ...(form.test(name) ? [] : [wrong(sentence)])];
}

const keyForm = new RegExp(`^(${subdomain}/)?([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)$`);
const valueForm = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** What is wrong with labels and with the keys of annotations. */
export function labelMistakes(labels: Readonly<Record<string, string>>, annotations: Readonly<Record<string, string>>): readonly Mistake[] {
  const key = (field: string, name: string): readonly Mistake[] =>
    keyForm.test(name)
      ? []
      : [{ field, reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(name)}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')` }];
  const value = (text: string): readonly Mistake[] => [
    ...(text.length > 63 ? [{ field: "metadata.labels", reason: "FieldValueInvalid" as const, message: `Invalid value: ${JSON.stringify(text)}: must be no more than 63 characters` }] : []),
    ...(valueForm.test(text) ? [] : [{ field: "metadata.labels", reason: "FieldValueInvalid" as const, message: `Invalid value: ${JSON.stringify(text)}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')` }]),
  ];
  return [
    ...Object.entries(labels).flatMap(([name, text]) => [...key("metadata.labels", name), ...value(text)]),
    ...Object.keys(annotations).flatMap((name) => key("metadata.annotations", name.toLowerCase())),
  ];
}

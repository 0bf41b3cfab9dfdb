/** A field of a custom kind, in the words of OpenAPI. */
export type Field = Readonly<Record<string, unknown>>;
export type Fields = Readonly<Record<string, Field>>;

export const word = (description: string, ...allowed: readonly string[]): Field => ({ type: "string", description, ...(allowed.length > 0 && { enum: allowed }) });
export const whole = (description: string, limits: { readonly minimum?: number; readonly maximum?: number } = {}): Field => ({ type: "integer", format: "int32", description, ...limits });
export const flag = (description: string): Field => ({ type: "boolean", description });
export const moment = (description: string): Field => ({ type: "string", format: "date-time", description });
/** A number or a text such as a percentage. */
export const amount = (description: string): Field => ({ "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }], description });
export const words = (description: string): Field => ({ type: "array", items: { type: "string" }, description });
export const list = (description: string, items: Field): Field => ({ type: "array", items, description });
export const map = (description: string): Field => ({ type: "object", additionalProperties: { type: "string" }, description });

/** A structure; whatever is not listed is kept, as the demo lists what people look at. */
export const parts = (description: string, properties: Fields, required: readonly string[] = []): Field => ({
  type: "object",
  description,
  properties,
  ...(required.length > 0 && { required }),
  "x-kubernetes-preserve-unknown-fields": true,
});

/** A structure that another kind's documentation describes. */
export const open = (description: string): Field => ({ type: "object", description, "x-kubernetes-preserve-unknown-fields": true });

export const labelSelector = (description: string): Field =>
  parts(description, {
    matchLabels: map("matchLabels is a map of {key,value} pairs."),
    matchExpressions: list("matchExpressions is a list of label selector requirements. The requirements are ANDed.", parts("A label selector requirement.", { key: word("key is the label key that the selector applies to."), operator: word("operator represents a key's relationship to a set of values.", "In", "NotIn", "Exists", "DoesNotExist"), values: words("values is an array of string values.") }, ["key", "operator"])),
  });

/** What nearly every controller reports. */
export const conditions: Field = {
  type: "array",
  description: "Conditions describe the current state of the resource.",
  items: parts("A condition of the resource's state.", {
    type: word("Type of the condition."),
    status: word("Status of the condition, one of True, False, Unknown.", "True", "False", "Unknown"),
    reason: word("A word for why the condition changed last."),
    message: word("A sentence about the details of the transition."),
    lastTransitionTime: moment("When the condition changed from one status to another."),
    observedGeneration: { type: "integer", format: "int64", description: "The generation of the spec that the condition was set upon." },
  }, ["type", "status"]),
  "x-kubernetes-list-type": "map",
  "x-kubernetes-list-map-keys": ["type"],
};

/** The path of a condition's status, for a printer column. */
export const conditionPath = (type: string, part: "status" | "message" = "status"): string => `.status.conditions[?(@.type=="${type}")].${part}`;

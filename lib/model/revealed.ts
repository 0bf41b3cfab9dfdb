/** A secret's value as a person is shown it once. */
export interface Revealed {
  readonly value: string;
  /** `base64` where it is no text. */
  readonly encoding: "utf-8" | "base64";
}

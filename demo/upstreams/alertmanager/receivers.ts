import type { AlertmanagerConfig } from "./config";

/** One way in which a receiver is told. */
export interface Way {
  readonly receiver: string;
  /** `email`, `webhook`, `slack` and so on. */
  readonly integration: string;
  /** Its place among the receiver's ways of this kind. */
  readonly index: number;
  readonly sendResolved: boolean;
}

/** Whether resolved alerts are sent where the configuration does not say. */
const usuallyResolved: Readonly<Record<string, boolean>> = { email: false, slack: false, wechat: false };

/** Every receiver's ways, by its name; none for one that goes nowhere. */
export function waysOf({ receivers }: AlertmanagerConfig): ReadonlyMap<string, readonly Way[]> {
  return new Map(receivers.map((receiver) => [
    receiver.name,
    Object.entries(receiver).flatMap(([key, list]) =>
      !key.endsWith("_configs") || !Array.isArray(list)
        ? []
        : list.map((settings: Readonly<Record<string, unknown>>, index): Way => {
            const integration = key.slice(0, -"_configs".length);
            const told = settings["send_resolved"];
            return { receiver: receiver.name, integration, index, sendResolved: typeof told === "boolean" ? told : (usuallyResolved[integration] ?? true) };
          })),
  ]));
}

/** The part of the Portal's structured log that the Hub writes to. */
export interface HubLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: HubLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Where the session says what an operator should know; never a token or a cookie. */
export interface SessionLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: SessionLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

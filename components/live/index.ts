export { exchange, type Exchanged, type ExchangeOptions } from "./exchange";
export { LiveContext, useFrames, useNow, useServerClock, useStreamStatus, useTopic } from "./hooks";
export type { StreamStatus } from "./message";
export { request, type RequestOptions } from "./request";
export { requestBytes } from "./request-bytes";
export { createTab, type FramesListener, type LiveTab } from "./tab";

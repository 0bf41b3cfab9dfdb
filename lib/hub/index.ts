export { createHub, type Hub, type HubOptions, type HubStats, type StreamOptions } from "./hub";
export type { HubLog } from "./log";
export type { AnySource, FeedSource, LoadContext, Source } from "./source";
export { answerRefusal, maxTopics, readStreamRequest, refuse, type StreamRequest } from "./stream-request";
export { systemTimers, type TimerHandle, type Timers } from "./timers";

export { answeredWith, breakdown, refusedWith } from "./failure";
export type { PassAsk, Passed } from "./pass";
export { path, type Query } from "./path";
export type { Headers } from "./redact";
export { createWire, type Ask, type Wire, type WireOptions, type WireTls } from "./wire";

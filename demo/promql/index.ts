export { createEngine, type Engine, type EngineOptions, type InstantResult, type Point, type PointSeries, type Sample } from "./engine";
export { formatValue } from "./format";
export { labelsKey } from "./labels";
export { parseDuration } from "./literal";
export { matchesAll, matchesValue } from "./matcher";
export { parseSelectors } from "./parse";
export { QueryError } from "./query-error";

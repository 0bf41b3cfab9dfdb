export { podOf, type LogAccess } from "./ask";
export { systemClock, type LogClock } from "./clock";
export { logPodOf } from "./log-pod";
export { streamLogs } from "./stream";

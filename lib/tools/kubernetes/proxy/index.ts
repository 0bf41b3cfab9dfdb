export { answerHeaders, answerType } from "./headers";
export type { ApiTarget } from "./path";
export { readApiRequest, type ApiRequest } from "./request";
export type { ApiVerb } from "./rules";
export { withoutContents } from "./secrets";

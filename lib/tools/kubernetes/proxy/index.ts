export { answerHeaders, answerType } from "./headers";
export { pathOfObject, type ApiTarget } from "./path";
export { attemptOf, readApiRequest, type ApiRequest, type Attempt } from "./request";
export { isRead, type ApiVerb } from "./rules";
export { onlyStatus, withoutContents } from "./secrets";
export { answerFacts, bodyFacts, currentVersion, type AnswerFacts } from "./facts";

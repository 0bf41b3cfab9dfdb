/** The object with which Kubernetes says that it did not do what was asked. */
export interface Status {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: object;
  readonly status: "Failure";
  readonly message: string;
  readonly reason: string;
  readonly details?: object;
  readonly code: number;
}

/** What a request is about, in the words of errors: resource, its group, and the object's name. */
export interface Subject {
  readonly resource: string;
  readonly group: string;
  readonly name?: string;
}

const failure = (code: number, reason: string, message: string, details?: object): Status =>
  ({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, ...(details && { details }), code });

const qualified = ({ resource, group }: Subject) => (group === "" ? resource : `${resource}.${group}`);
const detailsOf = ({ resource, group, name }: Subject) => ({ ...(name && { name }), ...(group && { group }), kind: resource });

export const unauthorized = (): Status => failure(401, "Unauthorized", "Unauthorized");

export const noSuchPath = (): Status => failure(404, "NotFound", "the server could not find the requested resource", {});

export const notFound = (subject: Subject): Status =>
  failure(404, "NotFound", `${qualified(subject)} "${subject.name ?? ""}" not found`, detailsOf(subject));

export const methodNotAllowed = (): Status => failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", {});

export const badRequest = (message: string): Status => failure(400, "BadRequest", message);

export const notAcceptable = (): Status => failure(406, "NotAcceptable", "only the following media types are accepted: application/json");

export const serviceUnavailable = (message: string): Status => failure(503, "ServiceUnavailable", message);

export const internalError = (error: unknown): Status => failure(500, "InternalError", `Internal error occurred: ${String(error)}`);

export const forbidden = (subject: Subject, sentence: string): Status =>
  failure(403, "Forbidden", `${qualified(subject)}${subject.name === undefined ? "" : ` "${subject.name}"`} is forbidden: ${sentence}`, detailsOf(subject));

export const forbiddenPath = (sentence: string): Status => failure(403, "Forbidden", `forbidden: ${sentence}`, {});

export const tooOldVersion = (asked: number, oldest: number): Status => failure(410, "Expired", `too old resource version: ${asked} (${oldest})`);

export const tooOldContinue = (): Status =>
  failure(
    410,
    "Expired",
    "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.",
  );

/** Carries a Status from wherever a request fails to the one place that answers. */
export class Refusal extends Error {
  readonly status: Status;

  constructor(status: Status) {
    super(status.message);
    this.status = status;
  }
}

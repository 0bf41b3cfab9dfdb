/** The object with which Kubernetes says that it did not do what was asked. */
export interface Status {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: object;
  readonly status: "Failure" | "Success";
  readonly message: string;
  readonly reason?: string;
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

/** One reason among several why an object is refused. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

export const success = (subject: Subject, uid?: string): Status =>
  ({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", message: "", details: { ...detailsOf(subject), ...(uid !== undefined && { uid }) }, code: 200 });

export const alreadyExists = (subject: Subject): Status => failure(409, "AlreadyExists", `${qualified(subject)} "${subject.name ?? ""}" already exists`, detailsOf(subject));

export const conflict = (subject: Subject, sentence: string): Status =>
  failure(409, "Conflict", `Operation cannot be fulfilled on ${qualified(subject)} "${subject.name ?? ""}": ${sentence}`, detailsOf(subject));

/** Somebody else wrote in between. */
export const modified = (subject: Subject): Status => conflict(subject, "the object has been modified; please apply your changes to the latest version and try again");

export const applyConflict = (message: string, causes: readonly Cause[]): Status => failure(409, "Conflict", message, { causes });

/** The kind, not the resource, stands in the words of this one. */
export const invalid = (kind: { readonly kind: string; readonly group: string }, name: string, causes: readonly Cause[]): Status => {
  const sentences = causes.map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`));
  const why = sentences.length === 1 ? sentences[0] : `[${sentences.join(", ")}]`;
  return failure(422, "Invalid", `${qualified({ resource: kind.kind, group: kind.group })} "${name}" is invalid: ${why ?? ""}`, { ...(name && { name }), ...(kind.group && { group: kind.group }), kind: kind.kind, causes });
};

export const requestTooLarge = (limit: number): Status => failure(413, "RequestEntityTooLarge", `Request entity too large: limit is ${limit}`);

/** A patch that is well written and does not fit the object. */
export const invalidPatch = (message: string): Status => failure(422, "Invalid", `the server rejected our request due to an error in our request: ${message}`, {});

export const unsupportedMediaType = (accepted: readonly string[]): Status =>
  failure(415, "UnsupportedMediaType", `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`);

export const tooManyRequests = (message: string, causes: readonly Cause[]): Status => failure(429, "TooManyRequests", message, { causes });

export const tooLargeVersion = (asked: number, current: number): Status =>
  failure(504, "Timeout", `Too large resource version: ${asked}, current: ${current}`, { causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }], retryAfterSeconds: 1 });

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

/** What an admission webhook says no to. */
export const denied = (message: string): Status => failure(403, "Forbidden", message);

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

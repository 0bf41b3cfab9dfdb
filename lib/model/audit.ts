/** One change that somebody made through Castor, or a secret value that was shown. Never contains a secret. */
export interface AuditEntry {
  readonly id: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly person: { readonly id: string; readonly name: string; readonly username: string };
  /** The address of the browser, as far as Castor can know it. */
  readonly from: string;
  readonly cluster: string;
  /** In Kubernetes' words: create, update, patch, delete, deletecollection; `reveal` for a secret's value, `acknowledge` and `release` for an alert. */
  readonly verb: string;
  readonly group: string;
  /** The API version by which it was changed. */
  readonly version?: string;
  readonly resource: string;
  /** The key, where a secret's value was shown. */
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** It was asked only what would happen. */
  readonly dryRun: boolean;
  /** The HTTP status of the answer, 0 while it is not known; and the sentence of whoever refused; of a silence or an acknowledgement what it said. */
  readonly status: number;
  readonly message?: string;
  /** resourceVersion before and after. */
  readonly before?: string;
  readonly after?: string;
}

/** What of the audit log is wanted; all parts that are given must hold. */
export interface AuditFilter {
  readonly cluster?: string;
  readonly person?: string;
  readonly verb?: string;
  readonly resource?: string;
  readonly group?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Only those that failed. */
  readonly failed?: boolean;
  /** ms since the epoch. */
  readonly since?: number;
  readonly until?: number;
  /** Newest first, at most so many (500). */
  readonly limit?: number;
  /** Older than the entry with this id: the next page. */
  readonly after?: string;
}

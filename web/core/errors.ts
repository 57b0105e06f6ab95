export type TraceErrorCode = "not-etl" | "unsupported" | "damaged" | "read" | "aborted" | "memory" | "worker-lost" | "filter" | "not-open" | "export";

/** Why something cannot be done. `message` is one sentence for a person: what was found, where, what was expected. */
export class TraceError extends Error {
  override readonly name = "TraceError";
  readonly code: TraceErrorCode;
  /** Byte offset in the trace file, or position in a filter expression, where the failure has one. */
  readonly offset?: number;

  constructor(code: TraceErrorCode, message: string, offset?: number) {
    super(message);
    this.code = code;
    if (offset !== undefined) this.offset = offset;
  }
}

/**
 * One data type for every layout of an event's payload, wherever it comes from: built-in tables, TRACE_EVENT_INFO in the trace,
 * TraceLogging, manifests. In and out types are the TDH numbers (etl-format: section 8).
 */
export interface FieldSchema {
  readonly name: string;
  /** TDH in type; 24 for a struct with `members`. */
  readonly inType: number;
  readonly outType?: number;
  /** Characters for strings, bytes for binary: a constant, or the name of an earlier integer field. */
  readonly length?: number | string;
  /** Elements: a constant, or the name of an earlier integer field. Absent for a scalar. */
  readonly count?: number | string;
  /** The element count is a u16 of its own right before the elements (TraceLogging); `count` is absent then. */
  readonly counted?: true;
  /** As many elements of a fixed size as the rest of the payload holds, or all its bytes for BINARY; `count` is absent then. */
  readonly toEnd?: true;
  /** Name of a map in the same provider that gives the value a text. */
  readonly map?: string;
  /** Only for inType 24: the fields of one element. */
  readonly members?: readonly FieldSchema[];
  /** Absent at the end of the payload in older builds: a payload that ends before it still fits. */
  readonly optional?: true;
}

/** `value` exact text by value, or by set bits when `bits`; `words` gives texts for texts (pattern maps). */
export interface ValueMap {
  readonly bits?: true;
  readonly texts: Readonly<Record<number, string>>;
  readonly words?: ReadonlyMap<string, string>;
}

export interface EventSchema {
  /** Lower case, no braces. For kernel and classic (MOF) events the class GUID. */
  readonly provider: string;
  readonly providerName?: string;
  readonly id: number;
  readonly version: number;
  /** Only for classic events, which are identified by opcode and version. */
  readonly opcode?: number;
  readonly name?: string;
  readonly fields: readonly FieldSchema[];
  /** One sentence. `{Field}` is the rendered text of that field. */
  readonly message?: string;
  readonly level?: number;
  /** What is known of the event does not say which fields it has. */
  readonly fieldsUnknown?: true;
  /** Of messages of trace functions (WPP), instead of `message`. */
  readonly format?: TraceFormat;
}

/** The text of a trace message: %10 and up are its arguments with a printf specification behind, %1 to %9 tell of the event itself. */
export interface TraceFormat {
  readonly text: string;
  /** For each field the number by which the text calls it. */
  readonly numbers: readonly number[];
  /** What %1 and %2 stand for: the name of the message GUID, and file and line. */
  readonly component: string;
  readonly place: string;
}

export const IN_TYPE = {
  NULL: 0,
  UNICODE_STRING: 1,
  ANSI_STRING: 2,
  INT8: 3,
  UINT8: 4,
  INT16: 5,
  UINT16: 6,
  INT32: 7,
  UINT32: 8,
  INT64: 9,
  UINT64: 10,
  FLOAT: 11,
  DOUBLE: 12,
  BOOLEAN: 13,
  BINARY: 14,
  GUID: 15,
  POINTER: 16,
  FILETIME: 17,
  SYSTEMTIME: 18,
  SID: 19,
  HEX_INT32: 20,
  HEX_INT64: 21,
  MANIFEST_COUNTED_STRING: 22,
  MANIFEST_COUNTED_ANSI_STRING: 23,
  STRUCT: 24,
  MANIFEST_COUNTED_BINARY: 25,
  COUNTED_STRING: 300,
  COUNTED_ANSI_STRING: 301,
  REVERSED_COUNTED_STRING: 302,
  REVERSED_COUNTED_ANSI_STRING: 303,
  NON_NULL_TERMINATED_STRING: 304,
  NON_NULL_TERMINATED_ANSI_STRING: 305,
  UNICODE_CHAR: 306,
  ANSI_CHAR: 307,
  SIZE_T: 308,
  HEX_DUMP: 309,
  WBEM_SID: 310,
} as const;

export const OUT_TYPE = {
  STRING: 1,
  DATE_TIME: 2,
  BOOLEAN: 13,
  HEX_BINARY: 15,
  HEX_INT8: 16,
  HEX_INT16: 17,
  HEX_INT32: 18,
  HEX_INT64: 19,
  PID: 20,
  TID: 21,
  PORT: 22,
  IPV4: 23,
  IPV6: 24,
  SOCKET_ADDRESS: 25,
  ETW_TIME: 27,
  XML: 28,
  ERROR_CODE: 29,
  WIN32_ERROR: 30,
  NTSTATUS: 31,
  HRESULT: 32,
  CULTURE_INSENSITIVE_DATE_TIME: 33,
  JSON: 34,
  UTF8: 35,
  PKCS7: 36,
  CODE_POINTER: 37,
  DATE_TIME_UTC: 38,
  /** Text in one line. */
  REDUCED_STRING: 300,
  /** Ours, outside the TDH range: 6 bytes shown as a MAC address. */
  MAC: 1000,
} as const;

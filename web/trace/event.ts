/** Header kinds (third byte of the marker). Kind 0F is virtual: TRACE_MESSAGE has no kind byte. */
export const KIND = {
  SYSTEM32: 0x01,
  SYSTEM64: 0x02,
  COMPACT32: 0x03,
  COMPACT64: 0x04,
  FULL32: 0x0a,
  INSTANCE32: 0x0b,
  TIMED: 0x0c,
  ERROR: 0x0d,
  WNODE: 0x0e,
  MESSAGE: 0x0f,
  PERFINFO32: 0x10,
  PERFINFO64: 0x11,
  EVENT32: 0x12,
  EVENT64: 0x13,
  FULL64: 0x14,
  INSTANCE64: 0x15,
} as const;

/** One extended item of an EVENT_HEADER event: data is bytes[from, to) of the event. */
export interface ExtendedItem {
  readonly type: number;
  readonly from: number;
  readonly to: number;
}

/** What every header kind comes down to. Offsets are relative to the event's first byte. */
export interface EventHeader {
  readonly kind: number;
  readonly size: number;
  readonly pointerSize: 4 | 8;
  /** Session clock, raw. Undefined for a message without a time. */
  readonly timeStamp: bigint | undefined;
  /** Provider; for kernel groups and classic events the class GUID. */
  readonly providerGuid: string;
  /** 0 for classic and kernel events, the message number for WPP. */
  readonly id: number;
  readonly version: number;
  readonly opcode: number;
  readonly level: number;
  readonly channel: number;
  readonly task: number;
  readonly keywords: bigint;
  readonly pid: number | undefined;
  readonly tid: number | undefined;
  readonly activityId: string | undefined;
  readonly relatedActivityId: string | undefined;
  readonly items: readonly ExtendedItem[];
  readonly payloadFrom: number;
  readonly payloadTo: number;
}

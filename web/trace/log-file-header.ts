import { findNul16, utf16, viewOf } from "../core/bytes.js";

/** LogFileMode bits that change how a file is read or described. */
export const LOG_MODE = {
  SEQUENTIAL: 0x1,
  CIRCULAR: 0x2,
  APPEND: 0x4,
  NEW_FILE: 0x8,
  PREALLOCATE: 0x20,
  BUFFERING: 0x400,
  SIZE_IN_KB: 0x2000,
  RELOG: 0x10000,
  COMPRESSED: 0x4000000,
  NO_PER_CPU_BUFFERS: 0x10000000,
} as const;

/** ReservedFlags: what the raw time stamps count. */
export const CLOCK_TYPE = { QPC: 1, SYSTEM_TIME: 2, CPU_CYCLES: 3 } as const;

export interface TimeZone {
  /** Minutes: UTC = local time + bias. */
  readonly bias: number;
  readonly standardName: string;
  readonly standardBias: number;
  readonly daylightName: string;
  readonly daylightBias: number;
}

/** The first event's payload. FILETIMEs are 100 ns ticks since 1601, UTC; counts and names are only as true as the file. */
export interface LogFileHeader {
  readonly bufferSize: number;
  readonly osMajor: number;
  readonly osMinor: number;
  readonly subVersion: number;
  readonly subMinor: number;
  readonly build: number;
  readonly cpus: number;
  /** FILETIME; 0 when the session was not closed. */
  readonly endTime: bigint;
  /** 100 ns ticks. */
  readonly timerResolution: number;
  /** MB, or KB with mode 0x2000. */
  readonly maximumFileSize: number;
  readonly mode: number;
  /** Header buffer included. */
  readonly buffersWritten: number;
  readonly startBuffers: number;
  /** Of the logging system. */
  readonly pointerSize: number;
  readonly eventsLost: number;
  readonly cpuSpeedMHz: number;
  readonly timeZone: TimeZone;
  readonly bootTime: bigint;
  /** Hz. */
  readonly perfFreq: bigint;
  readonly startTime: bigint;
  /** ReservedFlags, see CLOCK_TYPE. */
  readonly clock: number;
  readonly buffersLost: number;
  readonly loggerName: string;
  readonly logFileName: string;
}

const FIXED_BYTES = 0x110;
const ZONE_NAME_BYTES = 64;

/** TIME_ZONE_INFORMATION: 00 i32 bias | 04 name | 44 switch date | 54 i32 standard bias | 58 name | 98 switch date | A8 i32 daylight bias */
function timeZoneAt(bytes: Uint8Array, view: DataView, at: number): TimeZone {
  return {
    bias: view.getInt32(at, true),
    standardName: textAt(bytes, at + 4, at + 4 + ZONE_NAME_BYTES).text,
    standardBias: view.getInt32(at + 0x54, true),
    daylightName: textAt(bytes, at + 0x58, at + 0x58 + ZONE_NAME_BYTES).text,
    daylightBias: view.getInt32(at + 0xa8, true),
  };
}

/** Text up to its NUL, or up to `to` when it has none, and where the next text starts. */
function textAt(bytes: Uint8Array, from: number, to: number): { readonly text: string; readonly next: number } {
  const nul = findNul16(bytes, from, to);
  return nul < 0 ? { text: utf16(bytes, from, to), next: to } : { text: utf16(bytes, from, nul), next: nul + 2 };
}

/**
 * TRACE_LOGFILE_HEADER in bytes[from, to); 8-byte pointers push what follows them by 8
 *   00 u32 buffer size     04 4 x u8 versions       08 u32 build           0C u32 CPUs
 *   10 i64 end time        18 u32 timer resolution  1C u32 maximum size    20 u32 mode
 *   24 u32 buffers         28 u32 start buffers     2C u32 pointer size    30 u32 events lost
 *   34 u32 CPU MHz         38 two pointers, no meaning
 *   40 / 48 time zone (176 bytes)   F0 / F8 i64 boot time   F8 / 100 i64 frequency   100 / 108 i64 start time
 *   108 / 110 u32 clock    10C / 114 u32 buffers lost       110 / 118 logger name NUL, log file name NUL
 * Undefined when the fixed part does not fit.
 */
export function parseLogFileHeader(bytes: Uint8Array, from: number, to: number, pointerSize: number): LogFileHeader | undefined {
  const behind = pointerSize === 8 ? from + 8 : from;
  const names = behind + FIXED_BYTES;
  const end = Math.min(to, bytes.length);
  if (from < 0 || names > end) return undefined;
  const view = viewOf(bytes);
  const logger = textAt(bytes, names, end);
  return {
    bufferSize: view.getUint32(from, true),
    osMajor: view.getUint8(from + 4),
    osMinor: view.getUint8(from + 5),
    subVersion: view.getUint8(from + 6),
    subMinor: view.getUint8(from + 7),
    build: view.getUint32(from + 8, true),
    cpus: view.getUint32(from + 0xc, true),
    endTime: view.getBigInt64(from + 0x10, true),
    timerResolution: view.getUint32(from + 0x18, true),
    maximumFileSize: view.getUint32(from + 0x1c, true),
    mode: view.getUint32(from + 0x20, true),
    buffersWritten: view.getUint32(from + 0x24, true),
    startBuffers: view.getUint32(from + 0x28, true),
    pointerSize: view.getUint32(from + 0x2c, true),
    eventsLost: view.getUint32(from + 0x30, true),
    cpuSpeedMHz: view.getUint32(from + 0x34, true),
    timeZone: timeZoneAt(bytes, view, behind + 0x40),
    bootTime: view.getBigInt64(behind + 0xf0, true),
    perfFreq: view.getBigInt64(behind + 0xf8, true),
    startTime: view.getBigInt64(behind + 0x100, true),
    clock: view.getUint32(behind + 0x108, true),
    buffersLost: view.getUint32(behind + 0x10c, true),
    loggerName: logger.text,
    logFileName: textAt(bytes, logger.next, end).text,
  };
}

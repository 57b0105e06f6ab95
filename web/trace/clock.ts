import type { BufferHeader } from "./buffer.js";
import { CLOCK_TYPE, LOG_MODE, type LogFileHeader } from "./log-file-header.js";

const TICKS_PER_SECOND = 10_000_000n;
const TICKS_PER_MICROSECOND = 10n;
const UNIX_EPOCH = 116_444_736_000_000_000n;
/** The year 1972 as FILETIME: a raw time stamp above it is taken for a FILETIME when the clock's type is unknown. */
const LOOKS_LIKE_FILETIME = 0x01a0_0000_0000_0000n;
const I64_MAX = (1n << 63n) - 1n;
const I64_MIN = -(1n << 63n);

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && a % b !== 0n ? quotient - 1n : quotient;
}

function saturate(value: bigint): bigint {
  if (value > I64_MAX) return I64_MAX;
  return value < I64_MIN ? I64_MIN : value;
}

function kindOf(type: number, t0: bigint): Clock["kind"] {
  if (type === CLOCK_TYPE.QPC) return "qpc";
  if (type === CLOCK_TYPE.SYSTEM_TIME) return "system";
  if (type === CLOCK_TYPE.CPU_CYCLES) return "cycles";
  return t0 > LOOKS_LIKE_FILETIME ? "system" : "qpc";
}

/** Nanoseconds since the Unix epoch of 100 ns ticks since 1601. */
export function fileTimeToNs(fileTime: bigint): bigint {
  return (fileTime - UNIX_EPOCH) * 100n;
}

/** Turns the raw time stamps of one trace into wall-clock time. Raw values stay the sort key; this is for people. */
export class Clock {
  readonly kind: "qpc" | "system" | "cycles";
  /** Raw time stamp of the file's first event: the moment of the header's start time. */
  readonly t0: bigint;
  /** 100 ns ticks per raw unit. */
  readonly ticksPerRaw: number;
  /** The header gave no usable frequency, so 1 stands in for it and times are wrong. */
  readonly frequencyMissing: boolean;
  readonly #startTime: bigint;
  readonly #multiplier: bigint;
  readonly #divisor: bigint;

  constructor(header: Pick<LogFileHeader, "clock" | "perfFreq" | "cpuSpeedMHz" | "startTime">, t0: bigint) {
    this.t0 = t0;
    this.kind = kindOf(header.clock, t0);
    const frequency = this.kind === "qpc" ? header.perfFreq : this.kind === "cycles" ? BigInt(header.cpuSpeedMHz) : TICKS_PER_SECOND;
    this.frequencyMissing = frequency <= 0n;
    this.#divisor = this.frequencyMissing ? 1n : frequency;
    this.#multiplier = this.kind === "cycles" ? TICKS_PER_MICROSECOND : TICKS_PER_SECOND;
    this.#startTime = header.startTime;
    this.ticksPerRaw = Number(this.#multiplier) / Number(this.#divisor);
  }

  /** FILETIME (100 ns ticks since 1601). The distance from t0 wraps and the result saturates as 64-bit integers do elsewhere. */
  toFileTime(raw: bigint): bigint {
    if (this.kind === "system") return raw;
    const distance = BigInt.asIntN(64, raw - this.t0);
    return saturate(this.#startTime + floorDivide(distance * this.#multiplier, this.#divisor));
  }

  /** The raw time stamp of a FILETIME, rounded down. */
  toRaw(fileTime: bigint): bigint {
    if (this.kind === "system") return fileTime;
    return BigInt.asIntN(64, this.t0 + floorDivide((fileTime - this.#startTime) * this.#divisor, this.#multiplier));
  }

  /** Nanoseconds since the Unix epoch. */
  toNs(raw: bigint): bigint {
    return fileTimeToNs(this.toFileTime(raw));
  }
}

/** Raw session clock of a buffer's flush. Files that were written by a merge (logger 0) have it as a FILETIME. */
export function flushTime({ loggerId, timeStamp }: Pick<BufferHeader, "loggerId" | "timeStamp">, mode: number, clock: Clock): bigint {
  return loggerId === 0 && (mode & LOG_MODE.RELOG) !== 0 ? clock.toRaw(timeStamp) : timeStamp;
}

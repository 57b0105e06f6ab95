import { guidAt, utf16 } from "../core/bytes.js";
import { KIND } from "../trace/event.js";
import { kernelClassGuid } from "../trace/kernel-groups.js";
import { ABI, type ScannerExports } from "./abi.js";

/** What all events of one type have in common. */
export interface EventType {
  /** For kernel events the class GUID of the group. */
  readonly provider: string;
  readonly id: number;
  readonly version: number;
  readonly opcode: number;
  readonly level: number;
  readonly kind: number;
  readonly keywords: bigint;
  /** Hash of the TraceLogging schema the events carry, 0 without one. */
  readonly schema: number;
}

/** A batch of rows and values as they stand in the module's memory: valid until the next call of the scanner. */
export interface Batch {
  readonly rows: number;
  readonly time: Float64Array<ArrayBuffer>;
  readonly offset: Uint32Array<ArrayBuffer>;
  readonly type: Uint32Array<ArrayBuffer>;
  readonly thread: Uint32Array<ArrayBuffer>;
  /** Entries of {row in this batch, plan, slots ...}. */
  readonly values: Uint32Array<ArrayBuffer>;
  /** The expanded buffer that offsets point into. */
  readonly image: Uint8Array<ArrayBuffer>;
}

export interface BufferInput {
  readonly bytes: Uint8Array;
  readonly compressed: boolean;
  /** Bytes that hold events, header included, once expanded. */
  readonly filled: number;
  /** The file ends inside the buffer: what of a compressed one can be expanded is walked. */
  readonly truncated?: boolean;
  /** Stands in for events without a time of their own: raw session clock. */
  readonly time: bigint;
}

export interface ScanListener {
  /** A type is met for the first time: the plan its events shall be run through, or -1. `event` gives bytes that begin with that event. */
  newType(index: number, type: EventType, event: () => Uint8Array): number;
  batch(batch: Batch): void;
}

export interface ScanOutcome {
  /** Bytes of the image; -1 when a compressed buffer could not be expanded, or not to its announced size. */
  readonly used: number;
  /** Offset in the image at which the walk met something that is no event, or -1. */
  readonly badAt: number;
  /** Events are in the order of their times. */
  readonly inOrder: boolean;
}

/** The dictionaries of a scan that is done, to be kept. */
export interface KeptDictionaries {
  readonly types: Uint8Array<ArrayBuffer>;
  readonly threads: Uint8Array<ArrayBuffer>;
  readonly strings: Uint8Array<ArrayBuffer>;
  readonly stringBytes: Uint8Array<ArrayBuffer>;
  readonly typeCount: number;
  readonly threadCount: number;
  readonly keysLost: number;
}

/** One instance of the decoder: bytes in, columns out. Only this class touches the module's memory. */
export class Scanner {
  readonly #wasm: ScannerExports;
  readonly #memory: WebAssembly.Memory;
  readonly #at: (region: number) => number;
  #planCount = 0;
  #codeWords = 0;
  #fitWords = 0;
  /** Those of an earlier scan, which stand in the memory instead of this one's. */
  #kept: KeptDictionaries | undefined;

  private constructor(wasm: ScannerExports, memory: WebAssembly.Memory) {
    this.#wasm = wasm;
    this.#memory = memory;
    const regions = Array.from({ length: ABI.REGION_END + 1 }, (_, which) => wasm.region(which));
    this.#at = (which) => regions[which] ?? 0;
    const missing = Math.ceil((this.#at(ABI.REGION_END) - memory.buffer.byteLength) / 65536);
    if (missing > 0) memory.grow(missing);
    wasm.resetDictionaries();
  }

  static async create(module: WebAssembly.Module): Promise<Scanner> {
    const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536 });
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    const wasm = instance.exports as unknown as ScannerExports;
    if (wasm.abiVersion() !== ABI.ABI_VERSION)
      throw new Error(`etl.wasm speaks version ${wasm.abiVersion()} of the interface, ${ABI.ABI_VERSION} was expected`);
    return new Scanner(wasm, memory);
  }

  /** Registers a decode plan (abi.ts: OP_*). Returns its number. */
  addPlan(steps: readonly number[], slots: number): number {
    if (this.#planCount >= ABI.PLAN_CAP || this.#codeWords + steps.length > ABI.CODE_WORDS || slots > ABI.MAX_SLOTS)
      throw new Error("decode plan does not fit");
    new Uint32Array(this.#memory.buffer, this.#at(ABI.REGION_CODE) + this.#codeWords * 4, steps.length).set(steps);
    new Uint32Array(this.#memory.buffer, this.#at(ABI.REGION_PLANS) + this.#planCount * 12, 3).set([this.#codeWords, steps.length, slots]);
    this.#codeWords += steps.length;
    return this.#planCount++;
  }

  /** Registers layouts to check payloads by (abi.ts: FIT_*). Returns their number, -1 when there is no room left. */
  addFit(words: readonly number[]): number {
    if (this.#fitWords + words.length > ABI.FIT_WORDS) return -1;
    new Uint32Array(this.#memory.buffer, this.#at(ABI.REGION_FIT) + this.#fitWords * 4, words.length).set(words);
    this.#fitWords += words.length;
    return this.#fitWords - words.length;
  }

  /** From now on the events of a type are checked by these layouts (-1: none), and counted anew. */
  setFit(index: number, fit: number): void {
    this.#typeWord(index, ABI.TYPE_FIT, fit + 1);
    this.#typeWord(index, ABI.TYPE_FITS, 0);
  }

  setClock(t0: bigint, ticksPerUnit: number, shift: number): void {
    this.#wasm.setClock(t0, ticksPerUnit, shift);
  }

  /** The compression (COMPRESSION of web/trace) to try first: what the header buffer says, or the one a buffer is known to have. */
  setFormat(format: number): void {
    this.#wasm.setFormat(format);
  }

  /** The compression that expanded the last compressed buffer. */
  get format(): number {
    return this.#wasm.format();
  }

  /** Walks one buffer and hands its rows to the listener batch by batch. */
  scan(input: BufferInput, listener: ScanListener): ScanOutcome {
    const wasm = this.#wasm;
    this.#put(input.bytes);
    const used = wasm.openBuffer(input.bytes.length, input.compressed ? 1 : 0, input.filled, input.time);
    if (used < 0 || (input.compressed && used < input.filled && input.truncated !== true)) return { used: -1, badAt: -1, inOrder: true };
    for (;;) {
      const status = wasm.scan();
      if (status === ABI.SCAN_NEW_TYPE) {
        const index = wasm.newType();
        const plan = listener.newType(index, this.type(index), () => {
          const at = wasm.scanPosition();
          return new Uint8Array(this.#memory.buffer, wasm.imageBase() + at, used - at);
        });
        this.#typeWord(index, ABI.TYPE_PLAN, plan + 1);
        continue;
      }
      if (wasm.rowCount() > 0) listener.batch(this.#batch(used));
      wasm.drained();
      if (status === ABI.SCAN_FULL) continue;
      return { used, badAt: status === ABI.SCAN_BAD_EVENT ? wasm.scanPosition() : -1, inOrder: wasm.bufferInOrder() !== 0 };
    }
  }

  /** A copy of the expanded image of a buffer (header first), or undefined when nothing of it can be expanded. */
  expand(input: BufferInput): Uint8Array<ArrayBuffer> | undefined {
    return this.expanded(input)?.slice();
  }

  /** The image itself, as it stands in the module's memory: valid until the next call of the scanner. */
  expanded(input: BufferInput): Uint8Array<ArrayBuffer> | undefined {
    this.#put(input.bytes);
    const used = this.#wasm.openBuffer(input.bytes.length, input.compressed ? 1 : 0, input.filled, 0n);
    return used < 0 ? undefined : new Uint8Array(this.#memory.buffer, this.#wasm.imageBase(), used);
  }

  type(index: number): EventType {
    const bytes = new Uint8Array(this.#memory.buffer, this.#at(ABI.REGION_TYPES) + index * ABI.TYPE_SIZE, ABI.TYPE_SIZE);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const kind = view.getUint8(ABI.TYPE_KIND);
    const opcode = view.getUint8(ABI.TYPE_OPCODE);
    const kernel = isKernel(kind);
    return {
      provider: kernel ? kernelClassGuid(((bytes[15] ?? 0) << 8) | opcode) : guidAt(bytes, 0),
      id: view.getUint16(ABI.TYPE_ID, true),
      version: view.getUint8(ABI.TYPE_VERSION),
      opcode,
      level: view.getUint8(ABI.TYPE_LEVEL),
      kind,
      keywords: view.getBigUint64(ABI.TYPE_KEYWORDS, true),
      schema: view.getUint32(ABI.TYPE_SCHEMA, true),
    };
  }

  get typeCount(): number {
    return this.#kept?.typeCount ?? this.#wasm.typeCount();
  }

  /** Events of a type so far, and those of them whose payload fits a layout that was set for the type. */
  typeCounts(index: number): { events: number; fits: number } {
    const at = this.#at(ABI.REGION_TYPES) + index * ABI.TYPE_SIZE;
    const view = new DataView(this.#memory.buffer, at, ABI.TYPE_SIZE);
    return { events: view.getUint32(ABI.TYPE_COUNT, true), fits: view.getUint32(ABI.TYPE_FITS, true) };
  }

  /** The process and thread of a thread index; 0xffffffff where the event does not say. */
  thread(index: number): { pid: number; tid: number } {
    const pair = new Uint32Array(this.#memory.buffer, this.#at(ABI.REGION_THREADS) + index * 8, 2);
    return index === 0 ? { pid: 0xffffffff, tid: 0xffffffff } : { pid: pair[0] ?? 0, tid: pair[1] ?? 0 };
  }

  string(index: number): string {
    if (index === 0) return "";
    const [offset = 0, bytes = 0] = new Uint32Array(this.#memory.buffer, this.#at(ABI.REGION_STRINGS) + index * 8, 2);
    return utf16(new Uint8Array(this.#memory.buffer, this.#at(ABI.REGION_STRING_BYTES) + offset, bytes), 0, bytes);
  }

  get threadCount(): number {
    return this.#kept?.threadCount ?? this.#wasm.threadCount();
  }

  /** Types, threads and strings that found no room and were merged. */
  get keysLost(): number {
    return this.#kept?.keysLost ?? this.#wasm.keysLost() >>> 0;
  }

  /** Copies of what types, threads and strings are by their numbers. */
  get dictionaries(): KeptDictionaries {
    const copy = (region: number, bytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(this.#memory.buffer, this.#at(region), bytes).slice();
    const { typeCount, threadCount, keysLost } = this;
    const strings = copy(ABI.REGION_STRINGS, this.#wasm.stringCount() * 8);
    const words = new Uint32Array(strings.buffer);
    let end = 0;
    for (let i = 0; i < words.length; i += 2) end = Math.max(end, (words[i] ?? 0) + (words[i + 1] ?? 0));
    return {
      types: copy(ABI.REGION_TYPES, typeCount * ABI.TYPE_SIZE),
      threads: copy(ABI.REGION_THREADS, threadCount * 8),
      strings,
      stringBytes: copy(ABI.REGION_STRING_BYTES, end),
      typeCount,
      threadCount,
      keysLost,
    };
  }

  /** Answers by the dictionaries of an earlier scan from here on. Buffers can be expanded, but none scanned. */
  restore(kept: KeptDictionaries): void {
    const put = (region: number, bytes: Uint8Array): void => {
      new Uint8Array(this.#memory.buffer, this.#at(region), bytes.length).set(bytes);
    };
    put(ABI.REGION_TYPES, kept.types);
    put(ABI.REGION_THREADS, kept.threads);
    put(ABI.REGION_STRINGS, kept.strings);
    put(ABI.REGION_STRING_BYTES, kept.stringBytes);
    this.#kept = kept;
  }

  #put(bytes: Uint8Array): void {
    if (bytes.length > ABI.MAX_DISK_BUFFER) throw new Error("a buffer of this size must be refused before it is scanned");
    new Uint8Array(this.#memory.buffer, this.#at(ABI.REGION_INPUT), bytes.length).set(bytes);
  }

  #batch(used: number): Batch {
    const rows = this.#wasm.rowCount();
    const memory = this.#memory.buffer;
    return {
      rows,
      time: new Float64Array(memory, this.#at(ABI.REGION_TIME), rows),
      offset: new Uint32Array(memory, this.#at(ABI.REGION_OFFSET), rows),
      type: new Uint32Array(memory, this.#at(ABI.REGION_TYPE), rows),
      thread: new Uint32Array(memory, this.#at(ABI.REGION_THREAD), rows),
      values: new Uint32Array(memory, this.#at(ABI.REGION_VALUES), this.#wasm.valueCount()),
      image: new Uint8Array(memory, this.#wasm.imageBase(), used),
    };
  }

  #typeWord(index: number, field: number, value: number): void {
    new DataView(this.#memory.buffer, this.#at(ABI.REGION_TYPES) + index * ABI.TYPE_SIZE).setUint32(field, value, true);
  }
}

function isKernel(kind: number): boolean {
  return (kind >= KIND.SYSTEM32 && kind <= KIND.COMPACT64) || kind === KIND.PERFINFO32 || kind === KIND.PERFINFO64;
}

import { parseFields } from "../../web/providers/field-text.js";
import { FRAME_PLANS } from "../../web/providers/frames.js";
import { ABI, type ScannerExports } from "../../web/worker/abi.js";
import { fitWords } from "../../web/worker/fit-layout.js";
import { compilePlan, WHOLE_EVENT, type CompiledPlan } from "../../web/worker/plans.js";
import { must } from "./fuzz.js";

/** Bytes behind input and output that reads and copies may touch: memory.ts keeps as many free. */
const SLACK = 64;
const FENCE_BYTES = 512;
const FENCE = 0xa5;
const NOT_WRITTEN = 0xee;
/** Layouts that every payload is checked by: each kind of field once, lengths and counts from the data, nested. */
const LAYOUTS =
  fitWords(
    ["N:u8 S:{A:u8 T:z*A B:bin[A]}*N", "L:u16 W:str[L] N:u64 P:ptr*N C:u32 E:{G:{H:i16 I:az*H}*C}*C", "Sid:wsid Own:sid Text:cz Last:z Rest:rest"].map(
      (fields) => ({ fields: parseFields(fields), exact: true }),
    ),
    8,
  ) ?? [];
/** Its one value is where the payload begins. */
const PAYLOAD_START: CompiledPlan = { steps: [ABI.OP_FIXED], slots: 2, at: { event: 0 } };

export interface ScannedRow {
  readonly offset: number;
  readonly type: number;
  readonly thread: number;
}

export interface Scanned {
  /** Undefined when a compressed buffer gave nothing. */
  readonly image: Uint8Array | undefined;
  readonly rows: readonly ScannedRow[];
  /** Payload offsets in the image by row, of those rows whose type has PAYLOAD_START for its plan. */
  readonly payloads: ReadonlyMap<number, number>;
  readonly badAt: number;
  readonly format: number;
}

/** The module alone with fences around what it may write: every call finds out what it did not keep to. */
export class Sandbox {
  readonly wasm: ScannerExports;
  readonly #memory: WebAssembly.Memory;
  readonly #at: readonly number[];
  readonly #plans: readonly CompiledPlan[];
  /** Plans and what lies around them: nothing in the module writes there. */
  readonly #constant: Uint8Array;

  constructor(instance: WebAssembly.Instance, memory: WebAssembly.Memory) {
    const wasm = instance.exports as unknown as ScannerExports;
    this.wasm = wasm;
    this.#memory = memory;
    this.#at = Array.from({ length: ABI.REGION_END + 1 }, (_, which) => wasm.region(which));
    memory.grow(Math.ceil((this.#region(ABI.REGION_END) + FENCE_BYTES - memory.buffer.byteLength) / 65536));
    wasm.resetDictionaries();
    this.#plans = [WHOLE_EVENT, PAYLOAD_START, ...FRAME_PLANS.map((plan) => compilePlan(plan, "ethernet"))];
    let code = 0;
    for (const [number, { steps, slots }] of this.#plans.entries()) {
      new Uint32Array(memory.buffer, this.#region(ABI.REGION_CODE) + code * 4, steps.length).set(steps);
      new Uint32Array(memory.buffer, this.#region(ABI.REGION_PLANS) + number * 12, 3).set([code, steps.length, slots]);
      code += steps.length;
    }
    this.#constant = this.#view(this.#region(ABI.REGION_CODE), this.#region(ABI.REGION_FIT)).slice();
    new Uint32Array(memory.buffer, this.#region(ABI.REGION_FIT), LAYOUTS.length).set(LAYOUTS);
  }

  static async create(module: WebAssembly.Module): Promise<Sandbox> {
    const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536 });
    return new Sandbox(await WebAssembly.instantiate(module, { env: { memory } }), memory);
  }

  /** Runs `work` on the input with fences up; `room`: bytes it may make at REGION_IMAGE. */
  #fenced<T>(input: Uint8Array, room: number, work: (from: number) => T): T {
    const from = this.#region(ABI.REGION_INPUT);
    const size = this.#memory.buffer.byteLength;
    const end = this.#region(ABI.REGION_END);
    // What reads on behind the input takes in other bytes than the reference does.
    this.#view(from, from + input.length + SLACK)
      .fill(0xc3)
      .set(input);
    const image = this.#region(ABI.REGION_IMAGE);
    const fences = [from + input.length + SLACK, image - FENCE_BYTES, image + room + SLACK, end].map((at) =>
      this.#view(at, Math.min(at + FENCE_BYTES, size)).fill(FENCE),
    );
    const result = work(from);
    must(this.#memory.buffer.byteLength === size, () => "the module grew its memory");
    for (const [i, fence] of fences.entries())
      must(
        fence.every((byte) => byte === FENCE),
        () => `fence ${i} was written over`,
      );
    must(Buffer.compare(this.#constant, this.#view(this.#region(ABI.REGION_CODE), this.#region(ABI.REGION_FIT))) === 0, () => "plans were written over");
    return result;
  }

  expand(which: "expandLz77" | "expandLznt1" | "expandXpressHuffman", input: Uint8Array, capacity: number): Uint8Array {
    const to = this.#region(ABI.REGION_IMAGE);
    return this.#fenced(input, capacity, (from) => {
      const made = this.wasm[which](from, from + input.length, to, capacity) >>> 0;
      must(made <= capacity, () => `${made} bytes were made where ${capacity} were asked for`);
      return this.#view(to, to + made).slice();
    });
  }

  /** Walks one buffer; every kind of plan is tried on every kind of event. */
  scan(input: Uint8Array, compressed: boolean, filled: number, format: number): Scanned {
    const { wasm } = this;
    if (wasm.typeCount() > ABI.TYPE_CAP / 4 || wasm.threadCount() > ABI.THREAD_CAP / 4 || wasm.stringCount() > ABI.STRING_CAP / 4) wasm.resetDictionaries();
    wasm.drained();
    wasm.setFormat(format);
    return this.#fenced(input, compressed ? Math.max(ABI.BUFFER_HEADER_SIZE, Math.min(filled, ABI.MAX_IMAGE)) : 0, () => {
      const used = wasm.openBuffer(input.length, compressed ? 1 : 0, filled, 0n);
      if (used < 0) return { image: undefined, rows: [], payloads: new Map(), badAt: -1, format: wasm.format() };
      must(used <= (compressed ? filled : Math.min(filled, input.length)), () => `${used} bytes are used of ${filled}`);
      return this.#walk(used);
    });
  }

  #walk(used: number): Scanned {
    const { wasm } = this;
    const rows: ScannedRow[] = [];
    const payloads = new Map<number, number>();
    for (let calls = 0; ; calls++) {
      // An event is met twice at most, and has 8 bytes.
      must(calls <= used / 4 + 4, () => `${calls} calls for ${used} bytes`);
      const expected = Math.min(ABI.ROW_CAP, (used >> 3) + 8);
      if (wasm.rowCount() === 0) for (const region of [ABI.REGION_OFFSET, ABI.REGION_TYPE, ABI.REGION_THREAD]) this.#words(region, expected).fill(NOT_WRITTEN);
      const status = wasm.scan();
      if (status === ABI.SCAN_NEW_TYPE) {
        const type = wasm.newType();
        must(type > 0 && type < wasm.typeCount(), () => `new type ${type} of ${wasm.typeCount()}`);
        this.typeEntry(type).setUint32(ABI.TYPE_PLAN, type % (this.#plans.length + 1), true);
        this.typeEntry(type).setUint32(ABI.TYPE_FIT, 1, true);
        continue;
      }
      this.#take(used, expected, rows, payloads);
      wasm.drained();
      if (status === ABI.SCAN_FULL) continue;
      must(status === ABI.SCAN_DONE || status === ABI.SCAN_BAD_EVENT, () => `status ${status}`);
      const image = this.#view(wasm.imageBase(), wasm.imageBase() + used);
      return { image, rows, payloads, badAt: status === ABI.SCAN_BAD_EVENT ? wasm.scanPosition() : -1, format: wasm.format() };
    }
  }

  #take(used: number, expected: number, rows: ScannedRow[], payloads: Map<number, number>): void {
    const count = this.wasm.rowCount();
    must(count <= ABI.ROW_CAP && count <= expected, () => `${count} rows of ${used} bytes`);
    const first = rows.length;
    const [offsets, types, threads] = [ABI.REGION_OFFSET, ABI.REGION_TYPE, ABI.REGION_THREAD].map((region) => this.#words(region, expected));
    for (const column of [offsets, types, threads])
      must(column?.subarray(count).every((word) => word === NOT_WRITTEN) === true, () => "a column was written behind its rows");
    let last = rows[first - 1]?.offset ?? ABI.BUFFER_HEADER_SIZE - 1;
    for (let row = 0; row < count; row++) {
      const offset = offsets?.[row] ?? 0;
      must(offset + 8 <= used && offset > last, () => `an event at ${offset} of ${used} bytes`);
      last = offset;
      rows.push({ offset, type: types?.[row] ?? 0, thread: threads?.[row] ?? 0 });
    }
    const values = this.#words(ABI.REGION_VALUES, this.wasm.valueCount());
    let before = -1;
    for (let at = 0; at < values.length;) {
      const row = values[at] ?? 0;
      const plan = this.#plans[values[at + 1] ?? 0];
      if (plan === undefined || row < before || row >= count) throw new Error("an entry of values has no plan or no row");
      before = row;
      const range = plan === WHOLE_EVENT ? 0 : (plan.at.event ?? plan.at.frame);
      const from = values[at + 2 + (range ?? 0)] ?? 0;
      if (range !== undefined) must(from + (values[at + 3 + range] ?? 0) <= used, () => `a range from ${from} in ${used} bytes`);
      if (plan === PAYLOAD_START) payloads.set(first + row, from);
      at += 2 + plan.slots;
      must(at <= values.length, () => "an entry of values is cut");
    }
  }

  typeEntry(type: number): DataView {
    return new DataView(this.#memory.buffer, this.#region(ABI.REGION_TYPES) + type * ABI.TYPE_SIZE, ABI.TYPE_SIZE);
  }

  thread(thread: number): { readonly pid: number; readonly tid: number } {
    const [pid = 0, tid = 0] = new Uint32Array(this.#memory.buffer, this.#region(ABI.REGION_THREADS) + thread * 8, 2);
    return { pid, tid };
  }

  #region(which: number): number {
    return this.#at[which] ?? 0;
  }

  #view(from: number, to: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer, from, Math.max(0, to - from));
  }

  #words(region: number, count: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#memory.buffer, this.#region(region), count);
  }
}

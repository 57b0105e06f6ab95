import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { viewOf } from "../../web/core/bytes.js";
import type { Expanded } from "../../web/trace/lz77.js";
import { ABI, type ScannerExports } from "../../web/worker/abi.js";

export type Expander = "expandLz77" | "expandLznt1" | "expandXpressHuffman";

/** Bytes behind the output that an expander may scribble over: memory.ts keeps as many free. */
const SLACK = 64;

/** The module on its own, with as much memory as it asks for. */
export class Harness {
  readonly wasm: ScannerExports;
  readonly #memory: WebAssembly.Memory;

  private constructor(wasm: ScannerExports, memory: WebAssembly.Memory) {
    this.wasm = wasm;
    this.#memory = memory;
    memory.grow(Math.ceil((wasm.region(ABI.REGION_END) - memory.buffer.byteLength) / 65536));
  }

  static async create(): Promise<Harness> {
    const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536 });
    const { instance } = await WebAssembly.instantiate(await readFile("wasm/build/etl.wasm"), { env: { memory } });
    return new Harness(instance.exports as unknown as ScannerExports, memory);
  }

  /** What an expander makes of the input, and whether it left alone what lies behind the output and its slack. */
  expand(expander: Expander, input: Uint8Array, capacity: number): { made: Uint8Array; fenced: boolean } {
    const from = this.wasm.region(ABI.REGION_INPUT);
    const to = from + input.length;
    // What reads on takes in these bytes and is found out.
    new Uint8Array(this.#memory.buffer, from, input.length + SLACK).fill(0xc3).set(input);
    const at = this.wasm.region(ABI.REGION_IMAGE);
    const area = new Uint8Array(this.#memory.buffer, at, capacity + SLACK + 16).fill(0xee);
    const produced = this.wasm[expander](from, to, at, capacity) >>> 0;
    return { made: area.slice(0, produced), fenced: produced <= capacity && area.subarray(capacity + 16).every((byte) => byte === 0xee) };
  }
}

/** A sound stream, or one with a few bytes changed and perhaps its end cut off. */
export function injured(stream: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 255 }));
  return fc.tuple(fc.array(change, { maxLength: 4 }), fc.double({ min: 0, max: 2, noNaN: true })).map(([changes, keep]) => {
    const out = stream.slice(0, Math.ceil(Math.min(1, keep) * stream.length));
    for (const [at, value] of changes) if (out.length > 0) viewOf(out).setUint8(at % out.length, value);
    return out;
  });
}

/** The outcome of a reference expander in the same form. */
export function reference(expand: (input: Uint8Array, output: Uint8Array) => Expanded, input: Uint8Array, capacity: number): Uint8Array {
  const output = new Uint8Array(capacity);
  return output.subarray(0, expand(input, output).produced);
}

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { Scanner, type EventType } from "../../web/worker/scanner.js";

const module = await WebAssembly.compile(await readFile("wasm/build/etl.wasm"));

/** A buffer with one event of 0x60 bytes, whose only extended item is a schema with `bytes` bytes of data. */
function withSchemaItem(bytes: number): Uint8Array {
  const buffer = new Uint8Array(0x48 + 0x60);
  const view = new DataView(buffer.buffer, 0x48);
  view.setUint32(0, 0xc0130060, true);
  view.setUint16(4, 1, true);
  view.setUint16(0x50, 16, true);
  view.setUint16(0x52, 0xb, true);
  view.setUint16(0x56, bytes, true);
  return buffer;
}

// Found by test/fuzz: the reference drops such an item, and the scanner gave its events a type of their own.
test("a schema too short to hold its own length is none", async () => {
  const seen: EventType[] = [];
  const scanner = await Scanner.create(module);
  for (const bytes of [0, 1, 2]) {
    const input = withSchemaItem(bytes);
    scanner.scan(
      { bytes: input, compressed: false, filled: input.length, time: 0n },
      {
        newType: (_, type) => {
          seen.push(type);
          return -1;
        },
        batch: () => undefined,
      },
    );
  }
  expect(seen.map((type) => type.schema !== 0)).toEqual([false, true]);
});

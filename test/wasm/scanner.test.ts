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

/** Pairs of process and thread whose hashes have their lowest 19 bits in common: all begin at one place of the table. */
function collidingThreads(count: number): bigint[] {
  const MASK = (1n << 64n) - 1n;
  let inverse = 1n;
  // Newton's way to the inverse of the hash's factor: each step doubles the bits that are right.
  for (let i = 0; i < 6; i++) inverse = (inverse * (2n - 0x9e3779b97f4a7c15n * inverse)) & MASK;
  return Array.from({ length: count }, (_, i) => (((BigInt(i) + 1n) << 51n) * inverse) & MASK);
}

test("threads that were made to collide are lost, not searched for", async () => {
  const scanner = await Scanner.create(module);
  const keys = collidingThreads(4000);
  const buffer = new Uint8Array(0x48 + keys.length * 0x18);
  const view = new DataView(buffer.buffer);
  for (const [i, key] of keys.entries()) {
    const at = 0x48 + i * 0x18;
    view.setUint32(at, 0xc0040000, true);
    view.setUint16(at + 4, 0x18, true);
    view.setUint32(at + 8, Number(key >> 32n), true);
    view.setUint32(at + 12, Number(key & 0xffffffffn), true);
  }
  let rows = 0;
  scanner.scan({ bytes: buffer, compressed: false, filled: buffer.length, time: 0n }, { newType: () => -1, batch: (batch) => (rows += batch.rows) });
  expect(rows).toBe(keys.length);
  expect(scanner.keysLost).toBe(keys.length - 256);
});

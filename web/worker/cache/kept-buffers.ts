import type { BufferRecord } from "../trace-index.js";
import type { GroupReader, GroupWriter } from "./column-group.js";

/** A trace has tens of thousands of buffers: numbers in rows of columns are kept and read many times faster than as many objects. */
const NUMBERS = ["source", "at", "diskSize", "compression", "filled", "flags", "type", "cpu", "part", "firstRow", "rows"] as const;
const WIDE = ["sequence", "time"] as const;

/** Adds the numbers of the buffers to a group. Returns the names of their lanes by number. */
export function keepBuffers(buffers: readonly BufferRecord[], group: GroupWriter): readonly string[] {
  const lanes = new Map<string, number>();
  const numbers = new Float64Array(buffers.length * NUMBERS.length);
  const wide = new BigInt64Array(buffers.length * WIDE.length);
  const laneAndOrder = new Uint32Array(buffers.length * 2);
  for (const [i, buffer] of buffers.entries()) {
    for (const [k, name] of NUMBERS.entries()) numbers[i * NUMBERS.length + k] = buffer[name];
    for (const [k, name] of WIDE.entries()) wide[i * WIDE.length + k] = buffer[name];
    const lane = lanes.get(buffer.lane) ?? lanes.size;
    lanes.set(buffer.lane, lane);
    laneAndOrder.set([lane, buffer.inOrder ? 1 : 0], i * 2);
  }
  group.add("bufferNumbers", new Uint8Array(numbers.buffer)).add("bufferWide", new Uint8Array(wide.buffer)).add("bufferLanes", laneAndOrder);
  return [...lanes.keys()];
}

export function restoreBuffers(group: GroupReader, lanes: readonly string[], into: BufferRecord[]): void {
  const doubles = group.bytes("bufferNumbers");
  const numbers = new Float64Array(doubles.buffer, doubles.byteOffset, doubles.length >>> 3);
  const bytes = group.bytes("bufferWide");
  const wide = new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 3);
  const laneAndOrder = group.words("bufferLanes");
  for (let i = 0; i * 2 < laneAndOrder.length; i++) {
    const number = (which: number): number => numbers[i * NUMBERS.length + which] ?? 0;
    into.push({
      source: number(0),
      at: number(1),
      diskSize: number(2),
      compression: number(3),
      filled: number(4),
      flags: number(5),
      type: number(6),
      cpu: number(7),
      part: number(8),
      lane: lanes[laneAndOrder[i * 2] ?? 0] ?? "",
      sequence: wide[i * 2] ?? 0n,
      time: wide[i * 2 + 1] ?? 0n,
      firstRow: number(9),
      rows: number(10),
      inOrder: laneAndOrder[i * 2 + 1] === 1,
    });
  }
}

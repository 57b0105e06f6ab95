import { expect, test } from "vitest";
import { EtlWriter, type TraceCompression } from "../fixtures/etl-writer.js";
import { Payload } from "../fixtures/payload.js";
import { Engine } from "../../web/worker/engine.js";
import { noAbort, wasm } from "./support.js";

const PROVIDER = "2ed6006e-4729-4609-b423-3ee7bcd678ef";

function trace(compress: TraceCompression, relogged: boolean, firstId: number): Blob {
  const writer = new EtlWriter({ compress, relogged, bufferSize: 2048 });
  for (let i = 0; i < 60; i++) writer.event({ timeNs: i * 1000, provider: PROVIDER, id: firstId + i, payload: new Payload().fill(i, 90).done() });
  return new Blob([writer.build()]);
}

// Rows are read again one source after the other, so that the decoder has to change the format each time.
test.each([true, false])("rows of sources with three compressions are read again in any order (said by the header buffer: %s)", async (said) => {
  const engine = new Engine();
  await engine.init(await wasm());
  const formats = ["lznt1", "xpress-huffman", "lz77"] as const;
  const sources = formats.map((format, i) => ({ name: `${format}.etl`, blob: trace(format, said, 100 + 100 * i) }));
  const summary = await engine.open(sources, () => undefined, noAbort());
  expect(summary.problems).toEqual([]);
  expect(summary.events).toBe(3 * 61);
  const { rows } = await engine.events({ limit: 1000 });
  const ours = rows.filter((row) => row.providerGuid === PROVIDER);
  expect(ours.map((row) => row.id).toSorted((a, b) => a - b)).toEqual([100, 200, 300].flatMap((first) => Array.from({ length: 60 }, (_, i) => first + i)));
  for (const row of ours.filter((_, i) => i % 7 === 0)) {
    const { bytes } = await engine.detail("event", row.index);
    const payload = bytes.subarray(bytes.length - 90);
    expect(payload.every((byte) => byte === row.id % 100)).toBe(true);
  }
});

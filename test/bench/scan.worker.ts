import { BUFFER_FLAG, BUFFER_HEADER_BYTES, holdsEvents, readBufferHeader, usedBytes } from "../../web/trace/buffer.js";
import { Scanner } from "../../web/worker/scanner.js";
import { SourceReader } from "../../web/worker/source-reader.js";

// Reading alone, and reading with the decoder but without an index: what opening is compared with.

const SLICE = 16 << 20;
const IN_FLIGHT = 4;

export interface ScanResult {
  readonly readMs: number;
  readonly scanMs: number;
  /** Of scanMs what the decoder took, without waiting for the file. */
  readonly decodeMs: number;
  readonly events: number;
}

async function read(blob: Blob): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < blob.size) {
      const from = next;
      next += SLICE;
      await blob.slice(from, from + SLICE).arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function scan(blob: Blob, wasm: WebAssembly.Module): Promise<{ events: number; decodeMs: number }> {
  const scanner = await Scanner.create(wasm);
  const reader = new SourceReader(blob, "bench");
  let [events, decodeMs] = [0, 0];
  for (let at = 0; at + BUFFER_HEADER_BYTES <= blob.size;) {
    const header = readBufferHeader(reader.now(at, BUFFER_HEADER_BYTES) ?? (await reader.load(at, BUFFER_HEADER_BYTES)), 0);
    const bytes = reader.now(at, header.bufferSize) ?? (await reader.load(at, header.bufferSize));
    at += header.bufferSize;
    if (!holdsEvents(header.type)) continue;
    const compressed = (header.flags & BUFFER_FLAG.COMPRESSED) !== 0;
    const started = performance.now();
    scanner.scan(
      { bytes, compressed, filled: compressed ? header.filled : usedBytes(header, bytes.length), time: header.timeStamp },
      {
        newType: () => -1,
        batch: (batch) => {
          events += batch.rows;
        },
      },
    );
    decodeMs += performance.now() - started;
  }
  return { events, decodeMs };
}

addEventListener("message", ({ data }: MessageEvent<{ readonly blob: Blob; readonly wasm: WebAssembly.Module }>) => {
  void (async () => {
    let started = performance.now();
    await read(data.blob);
    const readMs = performance.now() - started;
    started = performance.now();
    const { events, decodeMs } = await scan(data.blob, data.wasm);
    const result: ScanResult = { readMs, scanMs: performance.now() - started, decodeMs, events };
    postMessage(result);
  })();
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { BUFFER_FLAG, BUFFER_HEADER_BYTES } from "../../web/trace/buffer.js";
import { stepBuffer } from "../../web/trace/chain.js";
import { parseEventHeader } from "../../web/trace/event-header.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { inventory } from "../fixtures/lab.js";
import { arbitraryTrace } from "../fixtures/random-trace.js";
import { aclDrop, natOut, transparentIn, transparentOut, vlanDrop } from "../fixtures/stories.js";
import { readTrace } from "../reference/read-trace.js";

const SAMPLES = "../shared/samples";
const SESSION = { bufferSize: 0, compressed: false };

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Real traces, where they are at hand. */
const samples = once((): readonly Uint8Array[] => {
  if (!existsSync(SAMPLES)) return [];
  return readdirSync(SAMPLES)
    .filter((name) => name.endsWith(".etl"))
    .sort()
    .map((name) => readFileSync(`${SAMPLES}/${name}`));
});

const generated = once((): readonly Uint8Array[] => fc.sample(arbitraryTrace(40), { seed: 7, numRuns: 60 }));

/** What Hopscope is for: frames, drops and translations, in small files of several sizes. */
const stories = once((): readonly Uint8Array[] =>
  ([false, "lz77", "lznt1", "xpress-huffman"] as const).flatMap((compress) =>
    [vlanDrop, transparentOut, transparentIn, natOut, aclDrop].map((story, i) => {
      const writer = new EtlWriter({ cpuCount: 2, bufferSize: i % 2 === 0 ? 0x1000 : 0x2000, compress });
      if (i === 0) inventory(writer, { computer: "HOST", endNs: 1_000_000_000 });
      story(writer, { startNs: 1_000_000, cpu: i % 2 });
      return writer.build();
    }),
  ),
);

/** Whole files of at most 64 KB. */
export const traces = once((): readonly Uint8Array[] => [...generated(), ...stories(), ...samples()].filter((trace) => trace.length <= 0x10000));

function buffersOf(trace: Uint8Array, most: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; found.length < most;) {
    const here = stepBuffer(trace.subarray(at, at + BUFFER_HEADER_BYTES), at, trace.length, SESSION);
    if (here.kind !== "buffer") break;
    const compressed = (here.header.flags & BUFFER_FLAG.COMPRESSED) !== 0;
    // What is behind the first events is more of the same; a compressed buffer is only good as a whole.
    if (!compressed) found.push(trace.slice(at, at + Math.min(here.diskSize, 2048)));
    else if (here.diskSize <= 0x8000) found.push(trace.slice(at, at + here.diskSize));
    at += here.diskSize;
  }
  return found;
}

/** Single buffers with their headers. */
export const buffers = once((): readonly Uint8Array[] => [...generated(), ...stories(), ...samples()].flatMap((trace) => buffersOf(trace, 8)));

/** Payloads of events of all kinds, small ones. */
export const payloads = once((): readonly Uint8Array[] =>
  [...stories(), ...samples().filter((trace) => trace.length < 500_000)].flatMap((trace) => {
    const { events, buffers: held } = readTrace(trace);
    const step = Math.max(1, Math.floor(events.length / 60));
    return events
      .filter((_, i) => i % step === 0)
      .map(({ buffer, offset, header }) => (held[buffer]?.image ?? new Uint8Array(0)).slice(offset + header.payloadFrom, offset + header.payloadTo));
  }),
);

/** The log file headers: payloads of first events. */
export const logFileHeaders = once((): readonly Uint8Array[] =>
  traces().flatMap((trace) => {
    const first = parseEventHeader(trace, BUFFER_HEADER_BYTES, trace.length);
    return first === undefined ? [] : [trace.slice(BUFFER_HEADER_BYTES + first.payloadFrom, BUFFER_HEADER_BYTES + first.payloadTo)];
  }),
);

/** Event and map descriptions, self-describing layouts and provider traits, as they stand in traces. */
export const descriptions = once((): readonly Uint8Array[] =>
  samples()
    .filter((trace) => trace.length < 2_000_000)
    .flatMap((trace) => {
      const { events, buffers: held } = readTrace(trace);
      const cut = (buffer: number, from: number, to: number): Uint8Array => (held[buffer]?.image ?? new Uint8Array(0)).slice(from, to);
      return events.flatMap(({ buffer, offset, header }) => {
        const items = header.items.filter((item) => item.type === 0xb || item.type === 0xc).map((item) => cut(buffer, offset + item.from, offset + item.to));
        const described = header.providerGuid === "bbccf6c1-6cd1-48c4-80ff-839482e37671";
        return described ? [cut(buffer, offset + header.payloadFrom, offset + header.payloadTo)] : items;
      });
    })
    .slice(0, 400),
);

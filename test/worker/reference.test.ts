import fc from "fast-check";
import { expect, test } from "vitest";
import { TraceError } from "../../web/core/errors.js";
import { arbitraryTrace, damagedTrace } from "../fixtures/random-trace.js";
import { readTrace } from "../reference/read-trace.js";
import { openIndex } from "./support.js";

/** What both readers must agree on, event by event in the order of time. */
interface Seen {
  readonly buffer: number;
  readonly offset: number;
  readonly provider: string;
  readonly id: number;
  readonly version: number;
  readonly opcode: number;
  readonly level: number;
  readonly keywords: bigint;
  readonly pid: number;
  readonly tid: number;
  readonly cpu: number;
}

async function scanned(bytes: Uint8Array<ArrayBuffer>): Promise<Seen[]> {
  const { index, scanner } = await openIndex(bytes);
  return Array.from(index.order, (row): Seen => {
    const buffer = index.bufferOf(row);
    const type = index.types[index.type.get(row)];
    if (buffer === undefined || type === undefined) throw new Error(`row ${row} has no buffer or no type`);
    const { provider, id, version, opcode, level, keywords } = type;
    return {
      buffer: buffer.at,
      offset: index.offset.get(row),
      provider,
      id,
      version,
      opcode,
      level,
      keywords,
      ...scanner.thread(index.thread.get(row)),
      cpu: buffer.cpu,
    };
  });
}

function referenced(bytes: Uint8Array<ArrayBuffer>): Seen[] {
  const trace = readTrace(bytes);
  return trace.events.map(({ buffer, offset, header }) => {
    const { providerGuid: provider, id, version, opcode, level, keywords, pid = 0xffffffff, tid = 0xffffffff } = header;
    return {
      buffer: trace.buffers[buffer]?.offset ?? -1,
      offset,
      provider,
      id,
      version: version & 0xff,
      opcode,
      level,
      keywords,
      pid,
      tid,
      cpu: trace.buffers[buffer]?.header.cpu ?? -1,
    };
  });
}

test("the compiled scanner and the reference decoder agree on every event of generated traces", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryTrace(), async (bytes) => {
      expect(await scanned(bytes)).toEqual(referenced(bytes));
    }),
    { numRuns: 150 },
  );
});

test("they agree on damaged traces, and neither fails", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(damagedTrace(), async (bytes) => {
      const reference = readTrace(bytes);
      const ours = await scanned(bytes).catch((e: unknown) => e);
      if (ours instanceof TraceError) {
        expect(reference.logFile === undefined || !reference.recognition.ok).toBe(true);
        return;
      }
      expect(ours).toEqual(referenced(bytes));
    }),
    { numRuns: 300 },
  );
});

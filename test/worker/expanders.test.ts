import { expect, test } from "vitest";
import { ExpanderPool, serveExpander, type ExpanderPort } from "../../web/worker/expanders.js";
import { finish } from "../../web/core/work.js";
import { JourneyQueries } from "../../web/worker/journey-queries.js";
import { openTrace } from "../../web/worker/opened-trace.js";
import { Rows } from "../../web/worker/rows.js";
import { Scanner } from "../../web/worker/scanner.js";
import { summarize } from "../../web/worker/summary.js";
import { EtlWriter, type TraceCompression } from "../fixtures/etl-writer.js";
import { inventory } from "../fixtures/lab.js";
import { Random } from "../fixtures/random.js";
import { captured } from "../fixtures/windows-events.js";
import { tcpFrame, TCP_FLAG } from "../fixtures/frames.js";
import { wasm } from "./support.js";

/** A trace of several megabytes, damaged in places when `damage` says so. */
function trace(compress: TraceCompression, damage: boolean): Uint8Array<ArrayBuffer> {
  const random = new Random(11);
  const writer = new EtlWriter({ compress, cpuCount: 4 });
  inventory(writer, { computer: "POOL-01", endNs: 1_000_000 });
  const stations = [
    { mac: "00:15:5d:00:00:01", ip: "10.1.2.3" },
    { mac: "00:15:5d:00:00:02", ip: "10.9.8.7" },
  ] as const;
  for (let i = 0; i < 9000; i++) {
    const payload = Uint8Array.from({ length: random.integer(200, 900) }, () => random.integer(0, 255));
    const frame = tcpFrame(stations[0], stations[1], { srcPort: 50000 + (i % 9), dstPort: 443, seq: i * 1000, ack: 5, flags: TCP_FLAG.ACK, payload });
    writer.event({ timeNs: 2_000_000 + i * 700, cpu: i % 4, pid: 4, tid: 8 + (i % 5) * 4, ...captured({ miniportIfIndex: 1 + (i % 3), frame }) });
  }
  const bytes = writer.build();
  // Behind the header buffer, and not in the buffers' own headers too often: most of it lies in compressed content.
  if (damage) for (let i = 0; i < 40; i++) bytes[random.integer(0x4000, bytes.length - 1)] = random.integer(0, 255);
  return damage ? bytes.slice(0, bytes.length - 333) : bytes;
}

/** Everything that opening leaves behind, as far as it can be compared. */
async function everything(bytes: Uint8Array<ArrayBuffer>, spawn?: { readonly count: number; readonly port: () => ExpanderPort }): Promise<unknown> {
  const module = await wasm();
  const pool = spawn === undefined ? undefined : new ExpanderPool(spawn.count, module, spawn.port);
  await pool?.started;
  const opened = await openTrace(
    await Scanner.create(module),
    [{ name: "pool.etl", blob: new Blob([bytes]) }],
    () => undefined,
    () => false,
    [],
    () => pool,
  );
  const { index } = opened;
  const { all } = finish(JourneyQueries.open(opened, new Rows(opened)));
  const columns = [index.time, index.offset, index.type, index.thread, index.values, index.entries].map((column) =>
    Buffer.concat([...column.pieces()].map((piece) => Buffer.from(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)))).toString("base64"),
  );
  return { columns, order: index.order, buffers: index.buffers, types: index.types, members: all.table.members, summary: summarize(opened, all) };
}

/** A worker in the same process, its messages copied and its buffers taken away as those of others are. Calls `sent` for every piece it is given. */
function newPort(sent: (port: ExpanderPort) => void): ExpanderPort {
  const { port1, port2 } = new MessageChannel();
  serveExpander(port2);
  const port: ExpanderPort = {
    onmessage: null,
    onerror: null,
    postMessage(message, transfer) {
      port1.postMessage(message, transfer);
      if (!(message instanceof WebAssembly.Module)) sent(port);
    },
    close() {
      port1.close();
    },
  };
  port1.onmessage = (event) => port.onmessage?.(event);
  return port;
}

test.each([
  ["lz77", false],
  ["lz77", true],
  ["lznt1", true],
  ["xpress-huffman", false],
] as const)("a trace compressed with %s (damaged: %s) is the same with no, 1, 2 and 4 workers", { timeout: 120_000 }, async (compress, damage) => {
  const bytes = trace(compress, damage);
  expect(bytes.length).toBeGreaterThan(4 << 20);
  const alone = await everything(bytes);
  for (const count of [1, 2, 4]) {
    const used = new Set<ExpanderPort>();
    expect(await everything(bytes, { count, port: () => newPort((port) => used.add(port)) })).toEqual(alone);
    expect(used.size).toBe(count);
  }
});

test("workers that cannot be started, or fail in the middle, change nothing", { timeout: 120_000 }, async () => {
  const bytes = trace("lz77", false);
  const alone = await everything(bytes);
  const refuse = (): ExpanderPort => {
    throw new Error("no workers here");
  };
  expect(await everything(bytes, { count: 2, port: refuse })).toEqual(alone);
  let pieces = 0;
  const failing = (): ExpanderPort =>
    newPort((port) => {
      if (++pieces === 2) port.onerror?.(new Event("error") as ErrorEvent);
    });
  expect(await everything(bytes, { count: 2, port: failing })).toEqual(alone);
  expect(pieces).toBeGreaterThan(2);
});

import { TraceError } from "../../../web/core/errors.js";
import { BUFFER_HEADER_BYTES, isTrace } from "../../../web/trace/buffer.js";
import { DECODED_PER_FILE_BYTE } from "../../../web/trace/chain.js";
import { openTrace, type OpenedTrace } from "../../../web/worker/opened-trace.js";
import { Rows } from "../../../web/worker/rows.js";
import { Scanner } from "../../../web/worker/scanner.js";
import { readTrace } from "../../reference/read-trace.js";
import { wasm } from "../../worker/support.js";
import { must, type Target } from "../fuzz.js";
import { traces } from "../seeds.js";

/** Buffer header, event header and fixed part of the log file header: damaged, the file is refused. */
const FRONT = 0x48 + 0x20 + 0x118;

/** A file that counts what is read of it. */
class CountingBlob extends Blob {
  bytesRead = 0;

  override slice(from = 0, to = this.size): Blob {
    this.bytesRead += Math.max(0, Math.min(to, this.size) - from);
    return super.slice(from, to);
  }
}

/** The same answers that are refusals with a reason count as answers. */
async function orRefusal<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (e) {
    if (e instanceof TraceError) return undefined;
    throw e;
  }
}

async function opened(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedTrace | undefined> {
  const blob = new CountingBlob([bytes]);
  const work = openTrace(
    await Scanner.create(await wasm()),
    [{ name: "fuzz.etl", blob }],
    () => undefined,
    () => false,
  );
  const trace = await orRefusal(work);
  must(blob.bytesRead <= 8 * bytes.length + (1 << 20), () => `${blob.bytesRead} bytes were read of a file of ${bytes.length}`);
  if (trace === undefined) return undefined;
  const { index } = trace;
  must(index.buffers.length <= bytes.length / BUFFER_HEADER_BYTES + 1, () => `${index.buffers.length} buffers in ${bytes.length} bytes`);
  const compressed = index.buffers.some((buffer) => buffer.compression !== 0);
  must(index.events <= (bytes.length / 8) * (compressed ? DECODED_PER_FILE_BYTE : 1), () => `${index.events} events in ${bytes.length} bytes`);
  must(index.order.length === index.time.length && index.time.length === index.offset.length, () => "columns are of different lengths");
  must(index.problems.list().length < 1000, () => "the list of problems is as long as the trace makes it");
  return trace;
}

/** Opening any file ends with an index or a refusal. */
export const open: Target = {
  name: "open",
  inputs: 1_000,
  maxBytes: 0x10000,
  seeds: traces,
  front: FRONT,
  create: () => async (bytes) => {
    await opened(bytes);
  },
};

/** Most rows that are asked for of one trace. */
const ASKED = 40;

/** Everything that a view asks for, over damaged traces. */
export const rows: Target = {
  name: "rows",
  inputs: 1_000,
  maxBytes: 0x10000,
  seeds: traces,
  front: FRONT,
  create: () => async (bytes) => {
    const trace = await opened(bytes);
    if (trace === undefined) return;
    const view = new Rows(trace);
    const { index, packets } = trace;
    for (let i = 0; i < index.order.length; i += Math.ceil(index.order.length / ASKED)) {
      await orRefusal(view.line(i));
      await orRefusal(view.event(i));
      await orRefusal(view.detail("event", i));
    }
    for (let i = 0; i < packets.length; i += Math.ceil(packets.length / ASKED)) {
      await orRefusal(view.packet(i));
      await orRefusal(view.detail("packet", i));
    }
  },
};

/** The reference reader, which never throws. */
export const reference: Target = {
  name: "reference",
  inputs: 12_000,
  maxBytes: 0x10000,
  seeds: traces,
  front: FRONT,
  create: () => (bytes) => {
    const { events, buffers, recognition } = readTrace(bytes);
    must(recognition.ok === isTrace(bytes.subarray(0, 1024), bytes.length).ok, () => "recognized by its length");
    must(buffers.length <= bytes.length / BUFFER_HEADER_BYTES + 1, () => `${buffers.length} buffers in ${bytes.length} bytes`);
    for (const event of events)
      must(event.header.payloadFrom <= event.header.payloadTo, () => `payload ${event.header.payloadFrom} to ${event.header.payloadTo}`);
  },
};

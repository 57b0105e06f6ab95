import { guidAt } from "../../../web/core/bytes.js";
import { BUFFER_FLAG, BUFFER_HEADER_BYTES, MAX_BUFFER_CONTENT, readBufferHeader, usedBytes } from "../../../web/trace/buffer.js";
import { walkEvents } from "../../../web/trace/chain.js";
import { announcedCompression, expandBuffer } from "../../../web/trace/compression.js";
import { KIND } from "../../../web/trace/event.js";
import type { EventHeader } from "../../../web/trace/event.js";
import { parseEventHeader } from "../../../web/trace/event-header.js";
import { kernelClassGuid } from "../../../web/trace/kernel-groups.js";
import { expandLz77 } from "../../../web/trace/lz77.js";
import { expandLznt1 } from "../../../web/trace/lznt1.js";
import { expandXpressHuffman } from "../../../web/trace/xpress-huffman.js";
import { ABI } from "../../../web/worker/abi.js";
import { compressLz77 } from "../../fixtures/lz77-compress.js";
import { compressLznt1 } from "../../fixtures/lznt1-compress.js";
import { compressXpressHuffman } from "../../fixtures/xpress-huffman-compress.js";
import { wasm } from "../../worker/support.js";
import { must, type Check, type Target } from "../fuzz.js";
import { joined } from "../mutate.js";
import { Sandbox, type ScannedRow } from "../sandbox.js";
import { buffers } from "../seeds.js";

const NOBODY = 0xffffffff;
const ITEM_SCHEMA = 0xb;

function isKernel(kind: number): boolean {
  return (kind >= KIND.SYSTEM32 && kind <= KIND.COMPACT64) || kind === KIND.PERFINFO32 || kind === KIND.PERFINFO64;
}

/** What both readers say of one event, in one line. */
function scannedLine(sandbox: Sandbox, row: ScannedRow): string {
  const entry = sandbox.typeEntry(row.type);
  const guid = new Uint8Array(entry.buffer as ArrayBuffer, entry.byteOffset, 16);
  const kind = entry.getUint8(ABI.TYPE_KIND);
  const opcode = entry.getUint8(ABI.TYPE_OPCODE);
  const provider = isKernel(kind) ? kernelClassGuid(((guid[15] ?? 0) << 8) | opcode) : guidAt(guid, 0);
  const [id, version, level] = [entry.getUint16(ABI.TYPE_ID, true), entry.getUint8(ABI.TYPE_VERSION), entry.getUint8(ABI.TYPE_LEVEL)];
  const keywords = entry.getBigUint64(ABI.TYPE_KEYWORDS, true);
  const own = entry.getUint32(ABI.TYPE_SCHEMA, true) !== 0;
  const { pid, tid } = sandbox.thread(row.thread);
  return `${row.offset}: ${kind} ${provider} ${id}/${version}/${opcode}/${level} ${keywords} ${own} ${pid}/${tid}`;
}

function referenceLine(offset: number, header: EventHeader): string {
  const { kind, providerGuid, id, version, opcode, level, keywords, items, pid = NOBODY, tid = NOBODY } = header;
  const own = items.some((item) => item.type === ITEM_SCHEMA);
  return `${offset}: ${kind} ${providerGuid} ${id}/${version & 0xff}/${opcode}/${level} ${keywords} ${own} ${pid}/${tid}`;
}

function scannerCheck(sandbox: Sandbox): Check {
  return (bytes) => {
    const header = readBufferHeader(bytes, 0);
    const compressed = (header.flags & BUFFER_FLAG.COMPRESSED) !== 0;
    const format = announcedCompression(header);
    const filled = compressed ? header.filled : usedBytes(header, bytes.length);
    const scanned = sandbox.scan(bytes, compressed, filled, format);
    // The rest is about buffers that readers let through to the scanner.
    if (bytes.length < BUFFER_HEADER_BYTES || (compressed && (filled < BUFFER_HEADER_BYTES || filled > BUFFER_HEADER_BYTES + MAX_BUFFER_CONTENT))) return;
    const expanded = compressed ? expandBuffer(bytes, filled, format) : { image: bytes.subarray(0, filled), ok: true, format };
    must(
      (scanned.image === undefined) === (expanded === undefined),
      () => `expanded by one reader only: ${scanned.image?.length ?? "-"} ${expanded?.image.length ?? "-"}`,
    );
    if (scanned.image === undefined || expanded === undefined) return;
    must(Buffer.compare(scanned.image, expanded.image) === 0, () => "the readers expand to different bytes");
    must(!compressed || scanned.format === expanded.format, () => `format ${scanned.format}, not ${expanded.format}`);
    let row = 0;
    const { image } = expanded;
    const badAt = walkEvents(image, image.length, (at) => {
      const event = parseEventHeader(image, at, image.length);
      const ours = scanned.rows[row];
      if (event === undefined || ours === undefined) throw new Error(`row ${row}: an event at ${at} is seen by one reader only`);
      const [one, other] = [scannedLine(sandbox, ours), referenceLine(at, event)];
      must(one === other, () => `the scanner says ${one}, the reference ${other}`);
      const payload = scanned.payloads.get(row);
      must(payload === undefined || payload === at + event.payloadFrom, () => `payload at ${payload ?? 0}, not ${at + event.payloadFrom}`);
      row++;
    });
    must(row === scanned.rows.length, () => `${scanned.rows.length} rows, not ${row}`);
    must((badAt ?? -1) === scanned.badAt, () => `stopped at ${scanned.badAt}, not ${badAt ?? -1}`);
  };
}

export const scanner: Target = {
  name: "scanner",
  inputs: 50_000,
  maxBytes: 0x8000,
  seeds: buffers,
  create: async () => scannerCheck(await Sandbox.create(await wasm())),
};

const EXPANDERS = [
  ["expandLz77", expandLz77],
  ["expandLznt1", expandLznt1],
  ["expandXpressHuffman", expandXpressHuffman],
] as const;

/** Input: u24 bytes to make, then the stream; every expander takes it. */
export const expanders: Target = {
  name: "expanders",
  inputs: 20_000,
  maxBytes: 0x4000,
  seeds: () =>
    buffers()
      .slice(0, 60)
      .flatMap((buffer, i) => {
        const content = buffer.slice(BUFFER_HEADER_BYTES, BUFFER_HEADER_BYTES + 1500);
        const size = Uint8Array.of(content.length & 0xff, content.length >> 8, 0);
        const compress = [compressLz77, compressLznt1, compressXpressHuffman][i % 3] ?? compressLz77;
        return [joined(size, compress(content))];
      }),
  create: async () => {
    const sandbox = await Sandbox.create(await wasm());
    return (bytes) => {
      const capacity = ((bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16)) & 0x3ffff;
      const stream = bytes.subarray(3);
      for (const [name, reference] of EXPANDERS) {
        const output = new Uint8Array(capacity);
        const { ok, produced } = reference(stream, output);
        must(produced <= capacity && (!ok || produced === capacity), () => `${name}: ${produced} of ${capacity} bytes`);
        const made = sandbox.expand(name, stream, capacity);
        must(Buffer.compare(made, output.subarray(0, produced)) === 0, () => `${name}: ${made.length} bytes, not the same ${produced}`);
      }
    };
  },
};

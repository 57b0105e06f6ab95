import { ansi, viewOf } from "../../core/bytes.js";
import { TraceError } from "../../core/errors.js";
import { readBlob } from "../source-reader.js";
import { BlobBuilder, damaged, orReason, unsupported, type Archive, type Expansion } from "./archive.js";
import { Crc32 } from "./checksums.js";

/*
 * End of the directory, 0x16 bytes and a comment, at the end of the file
 *   00 "PK" 05 06   04 u16 this disk   06 u16 disk of the directory   0C u32 size of the directory   10 u32 its offset   14 u16 bytes of the comment
 * its 64-bit locator, 0x14 bytes right before            00 "PK" 06 07   08 u64 offset of the 64-bit end   10 u32 disks
 * its 64-bit end                                         00 "PK" 06 06   28 u64 size of the directory   30 u64 its offset
 * Entry of the directory, 0x2E bytes, then name, extra fields, comment
 *   00 "PK" 01 02   08 u16 flags: 1 encrypted   0A u16 method   10 u32 CRC-32   14 u32 packed size   18 u32 size   1C u16 bytes of the name, u16 of the extra
 *   fields, u16 of the comment   2A u32 offset of the local header. Where one of size, packed size and offset is FFFFFFFF, the extra field 1 has
 *   it as u64; those that it has stand there in this order
 * Local header, 0x1E bytes, then name and extra fields, then the data
 *   00 "PK" 03 04   1A u16 bytes of the name, u16 of the extra fields
 */
const END = 0x16;
const LOCATOR = 0x14;
const END64 = 0x38;
const ENTRY = 0x2e;
const LOCAL = 0x1e;
const SIGN = { ENTRY: 0x02014b50, LOCAL: 0x04034b50, END: 0x06054b50, END64: 0x06064b50, LOCATOR: 0x07064b50 } as const;
const LONGEST_COMMENT = 0xffff;
/** Far more than the directory of any archive of traces; it is read in one piece. */
const LARGEST_DIRECTORY = 64 << 20;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATE = 8;
const METHODS: Readonly<Record<number, string>> = { 9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 99: "AES encryption" };
const U32_MAX = 0xffffffff;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly localAt: number;
}

/** Reads the directory of a zip archive. Rejects with TraceError. */
export async function readZip(blob: Blob, name: string): Promise<Archive> {
  const { from, size } = await findDirectory(blob, name);
  if (from + size > blob.size) throw damaged(name, `its directory should stand at byte ${from}, but the file ends before it does: it is cut`, from);
  if (size > LARGEST_DIRECTORY) throw unsupported(name, `its directory has ${size} bytes; at most ${LARGEST_DIRECTORY} are read`);
  const entries = readEntries(await readBlob(blob, name, from, from + size)).filter((entry) => !entry.name.endsWith("/"));
  return {
    names: entries.map((entry) => entry.name),
    async extract(wanted, expansion) {
      const chosen = wanted.flatMap((index) => entries[index] ?? []);
      for (const entry of chosen) expansion.reserve(name, entry.size);
      const out: (Blob | TraceError)[] = [];
      for (const entry of chosen) out.push(await orReason(() => extractEntry(blob, name, entry, expansion)));
      return out;
    },
  };
}

async function findDirectory(blob: Blob, name: string): Promise<{ from: number; size: number }> {
  const tailAt = Math.max(0, blob.size - END - LONGEST_COMMENT);
  const view = viewOf(await readBlob(blob, name, tailAt, blob.size));
  let at = view.byteLength - END;
  // The comment ends with the file, so that a mark inside a comment does not count.
  while (at >= 0 && !(view.getUint32(at, true) === SIGN.END && at + END + view.getUint16(at + 0x14, true) === view.byteLength)) at--;
  if (at < 0) throw damaged(name, "the directory at its end is missing: it is cut, or it has something behind it", blob.size);
  const disks = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
  const locatorAt = tailAt + at - LOCATOR;
  if (locatorAt >= 0) {
    const locator = viewOf(await readBlob(blob, name, locatorAt, locatorAt + LOCATOR));
    if (locator.getUint32(0, true) === SIGN.LOCATOR) return readEnd64(blob, name, Number(locator.getBigUint64(8, true)));
  }
  if (disks.some((disk) => disk !== 0)) throw unsupported(name, "it is the last part of an archive in several; put the parts together first");
  return { from: view.getUint32(at + 0x10, true), size: view.getUint32(at + 0x0c, true) };
}

async function readEnd64(blob: Blob, name: string, at: number): Promise<{ from: number; size: number }> {
  const end = at + END64 <= blob.size ? viewOf(await readBlob(blob, name, at, at + END64)) : undefined;
  if (end?.getUint32(0, true) !== SIGN.END64) throw damaged(name, "its 64-bit end of the directory is not where it should be", at);
  return { from: Number(end.getBigUint64(0x30, true)), size: Number(end.getBigUint64(0x28, true)) };
}

/** The entries up to the first that is not sound. */
function readEntries(directory: Uint8Array): Entry[] {
  const view = viewOf(directory);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length && view.getUint32(at, true) === SIGN.ENTRY;) {
    const nameEnd = at + ENTRY + view.getUint16(at + 0x1c, true);
    const extraEnd = nameEnd + view.getUint16(at + 0x1e, true);
    const next = extraEnd + view.getUint16(at + 0x20, true);
    if (next > directory.length) break;
    const wide = wideSizes(view, nameEnd, extraEnd);
    const wideOr = (offset: number): number => {
      const value = view.getUint32(at + offset, true);
      return value === U32_MAX ? (wide.shift() ?? value) : value;
    };
    const size = wideOr(0x18);
    const packed = wideOr(0x14);
    const localAt = wideOr(0x2a);
    const name = ansi(directory, at + ENTRY, nameEnd).replaceAll("\\", "/");
    const [flags, method, crc] = [view.getUint16(at + 8, true), view.getUint16(at + 0x0a, true), view.getUint32(at + 0x10, true)];
    entries.push({ name, flags, method, crc, packed, size, localAt });
    at = next;
  }
  return entries;
}

/** The values of the extra field 1. */
function wideSizes(view: DataView, from: number, to: number): number[] {
  for (let at = from; at + 4 <= to;) {
    const end = Math.min(to, at + 4 + view.getUint16(at + 2, true));
    if (view.getUint16(at, true) === 1) return Array.from({ length: (end - at - 4) >> 3 }, (_, i) => Number(view.getBigUint64(at + 4 + i * 8, true)));
    at = end;
  }
  return [];
}

async function extractEntry(blob: Blob, name: string, entry: Entry, expansion: Expansion): Promise<Blob> {
  if ((entry.flags & ENCRYPTED) !== 0) throw unsupported(name, `${entry.name} in it is encrypted; unpack it with its password and open the .etl file`);
  if (entry.method !== STORED && entry.method !== DEFLATE)
    throw unsupported(
      name,
      `${entry.name} in it is packed with ${METHODS[entry.method] ?? `method ${entry.method}`}; Deflate or none was expected. Unpack it and open the .etl file`,
    );
  const { localAt, packed, size } = entry;
  const local = localAt + LOCAL <= blob.size ? viewOf(await readBlob(blob, name, localAt, localAt + LOCAL)) : undefined;
  if (local?.getUint32(0, true) !== SIGN.LOCAL) throw damaged(name, `${entry.name} is not where its directory says`, localAt);
  const from = localAt + LOCAL + local.getUint16(0x1a, true) + local.getUint16(0x1c, true);
  if (from + packed > blob.size) throw damaged(name, `it ends inside ${entry.name}`, blob.size);
  const data = blob.slice(from, from + packed);
  if (entry.method === STORED && packed !== size) throw damaged(name, `${entry.name} is stored in ${packed} bytes and should have ${size}`, localAt);
  return unpack(data, name, entry, expansion);
}

/** The member's bytes; those of a stored one are not copied, only read for their CRC. */
async function unpack(data: Blob, name: string, entry: Entry, expansion: Expansion): Promise<Blob> {
  const builder = new BlobBuilder();
  const crc = new Crc32();
  const stored = entry.method === STORED;
  const reader = (stored ? data.stream() : data.stream().pipeThrough(new DecompressionStream("deflate-raw"))).getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      crc.add(value);
      size += value.length;
      if (!stored) builder.write(value);
      if (size > entry.size) throw damaged(name, `${entry.name} has more than the ${entry.size} bytes it should have`, entry.localAt);
      // How far the stream has read is not known: in proportion to what came out.
      expansion.read((value.length / entry.size) * entry.packed);
    }
  } catch (e) {
    await reader.cancel().catch(() => undefined);
    if (e instanceof TraceError) throw e;
    throw damaged(name, `${entry.name} in it is damaged (${e instanceof Error ? e.message : String(e)})`, entry.localAt);
  }
  if (size !== entry.size) throw damaged(name, `${entry.name} should have ${entry.size} bytes, but only ${size} of them are there`, entry.localAt);
  if (crc.value !== entry.crc)
    expansion.problems.push({
      code: "bad-compression",
      message: `Damaged member: ${entry.name} in ${name} has a wrong checksum (CRC-32). It was read all the same.`,
      offset: entry.localAt,
    });
  return stored ? data : builder.done();
}

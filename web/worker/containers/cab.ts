import { inflateSync } from "fflate";
import { ansi, viewOf } from "../../core/bytes.js";
import type { TraceError } from "../../core/errors.js";
import { readBlob, SourceReader } from "../source-reader.js";
import { BlobBuilder, damaged, orReason, unsupported, type Archive, type Expansion } from "./archive.js";
import { cabChecksum } from "./checksums.js";

/*
 * CFHEADER, 0x24 bytes
 *   00 "MSCF"   08 u32 size of the cabinet   10 u32 offset of the first CFFILE   18 u8 minor, u8 major version
 *   1A u16 folders   1C u16 files   1E u16 flags: 1 a cabinet before, 2 a cabinet after this one, 4 reserved areas   20 u16 set, u16 number in it
 *   24 only with flag 4: u16 bytes reserved here, u8 in each CFFOLDER, u8 in each CFDATA, then those reserved here
 * CFFOLDER, 8 bytes and the reserved ones, behind it
 *   00 u32 offset of the first CFDATA   04 u16 number of them   06 u16 compression: 0 none, 1 MSZIP, 2 Quantum, 3 LZX in the low four bits
 * CFFILE, 0x10 bytes and a name that ends with NUL
 *   00 u32 size   04 u32 offset in the expanded folder   08 u16 folder, from FFFD on: shared with another cabinet   0E u16 attributes
 * CFDATA, 8 bytes, the reserved ones, and the data
 *   00 u32 checksum of what follows, 0: none   04 u16 bytes of data   06 u16 bytes when expanded, 0: the rest is in the next cabinet
 */
const HEADER = 0x24;
const FOLDER = 8;
const FILE = 0x10;
const DATA = 8;
const LONGEST_NAME = 257;
const FLAG = { SET: 3, RESERVE: 4 } as const;
const SHARED_FOLDER = 0xfffd;
const BLOCK = 0x8000;
/** In front of each block of MSZIP, which then is a deflate stream with the block before it as dictionary. */
const MSZIP_MARK = 0x4b43;
const COMPRESSIONS = ["none", "MSZIP", "Quantum", "LZX"] as const;

interface Folder {
  readonly at: number;
  readonly blocks: number;
  readonly compression: number;
}

interface Member {
  readonly name: string;
  readonly folder: number;
  readonly from: number;
  readonly size: number;
}

/** Reads the directory of a cabinet. Rejects with TraceError. */
export async function readCab(blob: Blob, name: string): Promise<Archive> {
  const head = await readBlob(blob, name, 0, Math.min(blob.size, HEADER + 4));
  if (head.length < HEADER + 4) throw damaged(name, `it has ${head.length} bytes, fewer than the header of a cabinet`);
  const view = viewOf(head);
  const flags = view.getUint16(0x1e, true);
  if ((flags & FLAG.SET) !== 0) throw ofSet(name);
  const reserve = (flags & FLAG.RESERVE) !== 0;
  const perFolder = FOLDER + (reserve ? view.getUint8(0x26) : 0);
  const perData = DATA + (reserve ? view.getUint8(0x27) : 0);
  const foldersAt = HEADER + (reserve ? 4 + view.getUint16(0x24, true) : 0);
  const folders = await readFolders(blob, name, foldersAt, view.getUint16(0x1a, true), perFolder);
  const members = await readMembers(blob, name, view.getUint32(0x10, true), view.getUint16(0x1c, true));
  return {
    names: members.map((member) => member.name),
    async extract(wanted, expansion) {
      const targets = wanted.flatMap((index) => members[index] ?? []).map((member) => ({ member, builder: new BlobBuilder() }));
      for (const { member } of targets) expansion.reserve(name, member.size);
      const reasons = new Map<number, TraceError>();
      for (const number of new Set(targets.map(({ member }) => member.folder))) {
        const reason = await orReason(async () => {
          if (number >= SHARED_FOLDER) throw ofSet(name);
          const folder = folders[number];
          if (folder === undefined) throw damaged(name, `a member stands in folder ${number}, but there are ${folders.length}`);
          const inIt = targets.filter(({ member }) => member.folder === number);
          await expandFolder(blob, name, folder, perData, inIt, expansion);
        });
        if (reason !== undefined) reasons.set(number, reason);
      }
      // What ends in front of the damage is whole.
      return targets.map(({ member, builder }) => (builder.size < member.size ? (reasons.get(member.folder) ?? builder.done()) : builder.done()));
    },
  };
}

function ofSet(name: string): TraceError {
  return unsupported(name, "it is one cabinet of a set, and its members go on in others; unpack the set and open the .etl file");
}

async function readFolders(blob: Blob, name: string, at: number, count: number, step: number): Promise<Folder[]> {
  if (at + count * step > blob.size) throw damaged(name, `it ends inside its list of ${count} folders`, blob.size);
  const view = viewOf(await readBlob(blob, name, at, at + count * step));
  return Array.from({ length: count }, (_, i) => ({
    at: view.getUint32(i * step, true),
    blocks: view.getUint16(i * step + 4, true),
    compression: view.getUint16(i * step + 6, true) & 15,
  }));
}

async function readMembers(blob: Blob, name: string, start: number, count: number): Promise<Member[]> {
  const bytes = await readBlob(blob, name, Math.min(start, blob.size), Math.min(blob.size, start + count * (FILE + LONGEST_NAME)));
  const view = viewOf(bytes);
  const members: Member[] = [];
  for (let at = 0; members.length < count;) {
    const nameEnd = bytes.indexOf(0, at + FILE);
    if (nameEnd < 0 || nameEnd - at > FILE + LONGEST_NAME) throw damaged(name, `member ${members.length + 1} of ${count} has no sound name`, start + at);
    members.push({
      name: ansi(bytes, at + FILE, nameEnd).replaceAll("\\", "/"),
      folder: view.getUint16(at + 8, true),
      from: view.getUint32(at + 4, true),
      size: view.getUint32(at, true),
    });
    at = nameEnd + 1;
  }
  return members;
}

interface Target {
  readonly member: Member;
  readonly builder: BlobBuilder;
}

/** Expands a folder from its start, which MSZIP asks for, to the end of the last member that is wanted. */
async function expandFolder(blob: Blob, name: string, folder: Folder, perData: number, targets: readonly Target[], expansion: Expansion): Promise<void> {
  const compression = COMPRESSIONS[folder.compression];
  if (compression !== "none" && compression !== "MSZIP")
    throw unsupported(
      name,
      `it is compressed with ${compression ?? `method ${folder.compression}`}; MSZIP or none was expected. Unpack it and open the .etl file`,
    );
  const reader = new SourceReader(blob, name);
  const bytesAt = async (from: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = reader.now(from, length) ?? (await reader.load(from, length));
    if (bytes.length < length) throw damaged(name, "it ends inside a block of data", from);
    return bytes;
  };
  const end = targets.reduce((last, { member }) => Math.max(last, member.from + member.size), 0);
  let at = folder.at;
  let made = 0;
  let before: Uint8Array | undefined;
  const wrong = { blocks: 0, at: 0, members: new Set<string>() };
  for (let block = 0; block < folder.blocks && made < end; block++) {
    const header = await bytesAt(at, perData);
    const head = viewOf(header);
    const packed = head.getUint16(4, true);
    const size = head.getUint16(6, true);
    if (size === 0) throw ofSet(name);
    if (size > BLOCK) throw damaged(name, `a block says that it expands to ${size} bytes, at most ${BLOCK} were expected`, at);
    const data = await bytesAt(at + perData, packed);
    const bytes = compression === "none" ? data : inflateBlock(data, size, before);
    if (bytes?.length !== size) throw damaged(name, `a block does not expand to the ${size} bytes it announces`, at);
    const sound = hasItsChecksum(header, data);
    if (!sound && wrong.blocks++ === 0) wrong.at = at;
    for (const { member, builder } of targets) {
      const from = Math.max(member.from, made);
      const to = Math.min(member.from + member.size, made + size);
      if (from >= to) continue;
      builder.write(bytes.subarray(from - made, to - made));
      if (!sound) wrong.members.add(member.name);
    }
    before = bytes;
    made += size;
    at += perData + packed;
    expansion.read(perData + packed);
  }
  if (wrong.members.size > 0)
    expansion.problems.push({
      code: "bad-compression",
      message: `Damaged member: ${[...wrong.members].join(", ")} in ${name} has wrong checksums (blocks: ${wrong.blocks}). It was read all the same.`,
      offset: wrong.at,
      count: wrong.blocks,
    });
  const short = targets.find(({ member, builder }) => builder.size < member.size);
  if (short !== undefined)
    throw damaged(name, `${short.member.name} should have ${short.member.size} bytes, but only ${short.builder.size} of them are there`, at);
}

/** The checksum counts the sizes of the block; whether also the area reserved behind them, writers do not agree. */
function hasItsChecksum(header: Uint8Array, data: Uint8Array): boolean {
  const stated = viewOf(header).getUint32(0, true);
  const ofData = cabChecksum(data, 0);
  return stated === 0 || stated === cabChecksum(header.subarray(4, DATA), ofData) || stated === cabChecksum(header.subarray(4), ofData);
}

/** Undefined when the block is no sound MSZIP; a wrong length when it does not expand to `size` bytes. */
function inflateBlock(data: Uint8Array, size: number, before: Uint8Array | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (data.length < 2 || viewOf(data).getUint16(0, true) !== MSZIP_MARK) return undefined;
  try {
    // One byte of room more than announced shows a block that is too long; the library writes nothing behind it.
    return inflateSync(data.subarray(2), { out: new Uint8Array(size + 1), ...(before === undefined ? {} : { dictionary: before }) });
  } catch {
    return undefined;
  }
}

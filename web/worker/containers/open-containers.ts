import type { Problem } from "../../core/api.js";
import type { Progress, SourceFile } from "../../core/engine-api.js";
import { TraceError } from "../../core/errors.js";
import { isTrace } from "../../trace/buffer.js";
import { readBlob } from "../source-reader.js";
import { Expansion, orReason, unsupported, type Archive } from "./archive.js";
import { readCab } from "./cab.js";
import { readZip } from "./zip.js";

/** An archive in an archive in an archive: further down nobody puts a trace. */
const MAX_DEPTH = 3;
/** Deflate reaches 1 : 1032; what asks for more has archives inside archives, or members that share their data. */
const MAX_FACTOR = 1100;
/** Bytes beyond the size of the file that its members may take altogether. */
const MAX_GROWTH = 16 * 2 ** 30;
const MAX_MEMBERS = 1000;
const NAMED = 10;
const HEAD = 4096;
const PROGRESS_EVERY_MS = 100;

export interface Unpacked {
  readonly files: readonly SourceFile[];
  /** Members that were left out. */
  readonly problems: readonly Problem[];
}

const READERS: readonly { readonly mark: readonly number[]; readonly read: (blob: Blob, name: string) => Promise<Archive> }[] = [
  { mark: [0x4d, 0x53, 0x43, 0x46], read: readCab },
  { mark: [0x50, 0x4b, 0x03, 0x04], read: readZip },
  { mark: [0x50, 0x4b, 0x05, 0x06], read: readZip }, // without members
];

/**
 * Puts in place of each cabinet and zip archive the .etl files in it; other sources stay as they are. Rejects with TraceError
 * when an archive cannot be unpacked or has no trace. While it works, progress counts the bytes of the archives.
 */
export async function openContainers(sources: readonly SourceFile[], onProgress: (progress: Progress) => void, aborted: () => boolean): Promise<Unpacked> {
  const bytesTotal = sources.reduce((sum, source) => sum + source.blob.size, 0);
  const files: SourceFile[] = [];
  const problems: Problem[] = [];
  let bytesDone = 0;
  let reported = performance.now();
  for (const source of sources) {
    const limit = Math.min(source.blob.size * MAX_FACTOR, source.blob.size + MAX_GROWTH);
    const expansion = new Expansion(limit, (bytes) => {
      if (aborted()) throw new TraceError("aborted", `Unpacking ${source.name} was cancelled.`);
      bytesDone = Math.min(bytesTotal, bytesDone + bytes);
      const now = performance.now();
      if (now - reported < PROGRESS_EVERY_MS) return;
      reported = now;
      onProgress({ bytesDone: Math.floor(bytesDone), bytesTotal, events: 0 });
    });
    const unpacking = new Unpacking(expansion);
    if (!(await unpacking.open(source, 1))) {
      files.push(source);
      continue;
    }
    if (unpacking.traces.length === 0) throw unpacking.refusals[0] ?? noTrace(source.name, unpacking.names);
    const sound = await unpacking.sound();
    files.push(...sound.files);
    problems.push(...sound.problems, ...expansion.problems, ...unpacking.refusals.map(({ message }) => leftOut(message)));
  }
  return { files, problems };
}

/** One source with all that is in it. */
class Unpacking {
  readonly traces: SourceFile[] = [];
  /** All members met. */
  readonly names: string[] = [];
  /** Members that could not be had, archives inside the source among them. */
  readonly refusals: TraceError[] = [];
  readonly #expansion: Expansion;

  constructor(expansion: Expansion) {
    this.#expansion = expansion;
  }

  /** Takes the traces out of an archive. False when the file is none. */
  async open({ name, blob }: SourceFile, depth: number): Promise<boolean> {
    const head = await readBlob(blob, name, 0, Math.min(blob.size, 4));
    const reader = READERS.find(({ mark }) => mark.every((byte, i) => head[i] === byte));
    if (reader === undefined) return false;
    const archive = await reader.read(blob, name);
    for (const member of archive.names) this.names.push(member);
    const archives = depth < MAX_DEPTH ? /\.(?:cab|zip|etl)$/i : /\.etl$/i;
    const wanted = archive.names.flatMap((member, i) => (archives.test(member) ? [i] : []));
    if (this.traces.length + wanted.length > MAX_MEMBERS) throw unsupported(name, `it has more than ${MAX_MEMBERS} traces`);
    const blobs = await archive.extract(wanted, this.#expansion);
    for (const [i, index] of wanted.entries()) {
      const got = blobs[i] ?? new Blob();
      if (got instanceof TraceError) {
        this.refusals.push(got);
        continue;
      }
      const file = { name: archive.names[index] ?? "", blob: got };
      if (/\.etl$/i.test(file.name)) this.traces.push(file);
      else await this.#inner(file, depth + 1);
    }
    return true;
  }

  /** What is wrong with an archive inside another does not keep the traces beside it from being opened. */
  async #inner(file: SourceFile, depth: number): Promise<void> {
    const reason = await orReason(() => this.open(file, depth));
    if (reason instanceof TraceError) this.refusals.push(reason);
  }

  /** Reports have stubs of traces beside the real ones: those are left out, unless there is nothing else. */
  async sound(): Promise<Unpacked> {
    const problems: Problem[] = [];
    const files: SourceFile[] = [];
    for (const file of this.traces) {
      const recognition = isTrace(await readBlob(file.blob, file.name, 0, Math.min(file.blob.size, HEAD)), file.blob.size);
      if (recognition.ok) files.push(file);
      else problems.push(leftOut(`${file.name}: ${recognition.message}`));
    }
    if (files.length > 0) return { files, problems };
    const [reason] = this.refusals;
    if (reason !== undefined) throw reason;
    return { files: this.traces, problems: [] };
  }
}

function leftOut(message: string): Problem {
  return { code: "bad-buffer", message: `A member of the archive was left out. ${message}` };
}

function noTrace(name: string, members: readonly string[]): TraceError {
  const more = members.length > NAMED ? ` and ${members.length - NAMED} more` : "";
  const found = members.length === 0 ? "it is empty" : `it holds ${members.slice(0, NAMED).join(", ")}${more}`;
  return new TraceError("not-etl", `${name} is an archive without a Windows trace (.etl): ${found}.`);
}

import { IN_TYPE as T, OUT_TYPE as O } from "./schema.js";
import type { FieldSchema } from "./schema.js";

/** Collects the manifests that .NET event sources write into the trace, in one event or in several. */

/** Id of the events that carry a manifest; their opcode is 0xFE. */
export const MANIFEST_EVENT_ID = 0xfffe;

const HEADER = 8;
/** The payload as any other event's, for the list of events. */
export const MANIFEST_FIELDS: readonly FieldSchema[] = [
  ...["Format", "MajorVersion", "MinorVersion"].map((name) => ({ name, inType: T.UINT8 })),
  { name: "Magic", inType: T.UINT8, outType: O.HEX_INT8 },
  ...["TotalChunks", "ChunkNumber"].map((name) => ({ name, inType: T.UINT16 })),
  { name: "Manifest", inType: T.NON_NULL_TERMINATED_ANSI_STRING },
];

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_SETS = 256;

interface ChunkSet {
  readonly total: number;
  readonly version: number;
  readonly chunks: Map<number, Uint8Array<ArrayBuffer>>;
  bytes: number;
}

/**
 * Payload of a manifest event
 *   00 u8 format = 1   01 u8 major   02 u8 minor   03 u8 magic = 5B   04 u16 number of chunks   06 u16 this chunk, from 0   08 UTF-8
 *
 * The chunks of one manifest come from one thread; sets of all threads together hold at most 16 MB.
 */
export class ManifestCollector {
  readonly #sets = new Map<string, ChunkSet>();
  #bytes = 0;

  /** Takes the payload bytes[from, to) of a manifest event. Gives the manifest's text when this was its last missing chunk. */
  add(provider: string, pid: number | undefined, tid: number | undefined, bytes: Uint8Array, from: number, to: number): string | undefined {
    const limit = Math.min(to, bytes.length);
    if (from < 0 || limit - from < HEADER || bytes[from] !== 1 || bytes[from + 3] !== 0x5b) return undefined;
    const u16 = (at: number): number => (bytes[from + at] ?? 0) | ((bytes[from + at + 1] ?? 0) << 8);
    const total = u16(4);
    const number = u16(6);
    if (number >= total) return undefined;
    const key = `${provider}/${pid ?? -1}/${tid ?? -1}`;
    if (number === 0) this.#drop(key);
    if (total === 1) return new TextDecoder().decode(bytes.subarray(from + HEADER, limit));
    const set = this.#sets.get(key) ?? this.#start(key, total, u16(1));
    const chunk = bytes.slice(from + HEADER, limit);
    if (set.total !== total || set.version !== u16(1) || set.chunks.has(number) || this.#bytes + chunk.length > MAX_BYTES) {
      this.#drop(key);
      return undefined;
    }
    set.chunks.set(number, chunk);
    set.bytes += chunk.length;
    this.#bytes += chunk.length;
    if (set.chunks.size < total) return undefined;
    this.#drop(key);
    const decoder = new TextDecoder();
    let text = "";
    for (let i = 0; i < total; i++) text += decoder.decode(set.chunks.get(i), { stream: true });
    return text + decoder.decode();
  }

  #start(key: string, total: number, version: number): ChunkSet {
    const oldest = this.#sets.keys().next();
    if (this.#sets.size >= MAX_SETS && !oldest.done) this.#drop(oldest.value);
    const set: ChunkSet = { total, version, chunks: new Map(), bytes: 0 };
    this.#sets.set(key, set);
    return set;
  }

  #drop(key: string): void {
    this.#bytes -= this.#sets.get(key)?.bytes ?? 0;
    this.#sets.delete(key);
  }
}

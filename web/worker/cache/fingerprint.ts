import type { SourceFile } from "../../core/engine-api.js";
import { readBlob } from "../source-reader.js";

/** Smaller files are hashed whole. */
const WHOLE = 1 << 20;
const END = 64 << 10;
const SAMPLE = 4 << 10;
const SAMPLES = 64;

/**
 * Stands for the content of files, in their order: their sizes, and a hash of their beginnings, their ends and samples in between. Not
 * crypto.subtle, which pages of plain http do not have; nobody gains by a trace that is taken for another one of his own.
 */
export async function fingerprint(files: readonly SourceFile[]): Promise<string> {
  return (await Promise.all(files.map(ofFile))).join("+");
}

/** Newest time of change, 0 for what is no file. */
export function modifiedAt(files: readonly SourceFile[]): number {
  return files.reduce((newest, { blob }) => Math.max(newest, blob instanceof File ? blob.lastModified : 0), 0);
}

async function ofFile({ blob, name }: SourceFile): Promise<string> {
  const { size } = blob;
  const pieces = size <= WHOLE ? [[0, size] as const] : [[0, END] as const, ...samples(size), [size - END, size] as const];
  const hash = new Hash();
  for (const bytes of await Promise.all(pieces.map(([from, to]) => readBlob(blob, name, from, to)))) hash.add(bytes);
  return `${size.toString(36)}-${hash.text}`;
}

function samples(size: number): readonly (readonly [from: number, to: number])[] {
  const step = (size - 2 * END) / SAMPLES;
  return Array.from({ length: SAMPLES }, (_, i) => {
    const from = END + Math.floor(i * step);
    return [from, Math.min(size, from + SAMPLE)] as const;
  });
}

/** Two lanes of 32 bits over words, mixed with each other at the end. */
export class Hash {
  #a = 0x243f6a88;
  #b = 0x85a308d3;

  add(bytes: Uint8Array): void {
    let [a, b] = [this.#a, this.#b];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const words = bytes.length & ~3;
    for (let at = 0; at < words; at += 4) {
      const word = view.getInt32(at, true);
      a = Math.imul(a ^ word, 0x9e3779b1);
      a ^= a >>> 15;
      b = Math.imul(b ^ word, 0x85ebca6b) + a;
      b ^= b >>> 13;
    }
    for (let at = words; at < bytes.length; at++) {
      a = Math.imul(a ^ (bytes[at] ?? 0), 0x9e3779b1);
      b = Math.imul(b ^ (bytes[at] ?? 0), 0x85ebca6b) + a;
    }
    this.#a = Math.imul(a ^ bytes.length, 0xc2b2ae35);
    this.#b = b ^ (a >>> 16);
  }

  get text(): string {
    const mixed = (x: number, y: number): string => {
      const once = Math.imul(x ^ (x >>> 16) ^ y, 0x7feb352d);
      return ((once ^ (once >>> 15)) >>> 0).toString(16).padStart(8, "0");
    };
    return mixed(this.#a, this.#b) + mixed(this.#b, this.#a);
  }
}

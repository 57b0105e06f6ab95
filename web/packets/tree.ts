import { hex, ipv4At, ipv6At, macAt } from "../core/bytes.js";
import type { FieldNode, FieldValue } from "../core/fields.js";

/** A frame full of one-byte options would otherwise give a node per byte. */
const MAX_NODES = 1000;

interface OpenNode {
  readonly name: string;
  readonly label: string;
  text: string;
  value: FieldValue;
  readonly from: number;
  to: number;
  readonly children: FieldNode[];
}

/** Builds the field tree of one frame. Fields that reach past the captured bytes are left out; headers are shown as far as they are there. */
export class Tree {
  readonly #bytes: Uint8Array;
  readonly #roots: FieldNode[] = [];
  readonly #open: OpenNode[] = [];
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Starts a node; everything until `close` becomes its child. */
  open(name: string, label: string, from: number, to: number): void {
    const end = this.#bytes.length;
    const start = Math.min(from, end);
    const node: OpenNode = { name, label, text: "", value: "", from: start, to: Math.min(Math.max(to, start), end), children: [] };
    this.#attach(node);
    this.#open.push(node);
  }

  /** What the innermost open node says. */
  describe(text: string, value: FieldValue = text): void {
    const node = this.#open[this.#open.length - 1];
    if (node) [node.text, node.value] = [text, value];
  }

  /** Ends the innermost open node, with its text and, where it was not known before, its end. */
  close(text?: string, to?: number, value?: FieldValue): void {
    const node = this.#open[this.#open.length - 1];
    if (!node) return;
    if (text !== undefined) this.describe(text, value ?? text);
    if (to !== undefined) node.to = Math.max(node.from, Math.min(to, this.#bytes.length));
    this.#open.pop();
  }

  add(name: string, label: string, from: number, to: number, value: FieldValue, text: string): void {
    if (from < 0 || from > to || to > this.#bytes.length) return;
    this.#attach({ name, label, text, value, from, to });
  }

  /** An unsigned big-endian number of 1 to 6 bytes; `text` may add a name to it. */
  uint(name: string, label: string, at: number, width: number, text?: string): void {
    const value = this.#number(at, width);
    this.add(name, label, at, at + width, value, text ?? String(value));
  }

  /** The same, shown in hexadecimal, with a name after it where there is one. */
  hex(name: string, label: string, at: number, width: number, meaning?: string): void {
    const value = this.#number(at, width);
    const text = `0x${value.toString(16).padStart(width * 2, "0")}`;
    this.add(name, label, at, at + width, value, meaning === undefined ? text : `${text} (${meaning})`);
  }

  flag(name: string, label: string, at: number, width: number, set: boolean): void {
    this.add(name, label, at, at + width, set, set ? "set" : "not set");
  }

  mac(name: string, label: string, at: number): void {
    const text = macAt(this.#bytes, at);
    this.add(name, label, at, at + 6, text, text);
  }

  ipv4(name: string, label: string, at: number): void {
    const text = ipv4At(this.#bytes, at);
    this.add(name, label, at, at + 4, text, text);
  }

  ipv6(name: string, label: string, at: number): void {
    const text = ipv6At(this.#bytes, at);
    this.add(name, label, at, at + 16, text, text);
  }

  text(name: string, label: string, from: number, to: number, text: string): void {
    this.add(name, label, from, to, text, text);
  }

  /** Bytes as they are; the text shows the first of them. */
  raw(name: string, label: string, from: number, to: number): void {
    if (to <= from) return;
    const shown = hex(this.#bytes.subarray(from, Math.min(to, from + 32)));
    this.add(name, label, from, to, this.#bytes.slice(from, to), to - from > 32 ? `${shown}… (${to - from} bytes)` : shown);
  }

  /** All nodes; what is still open is closed. */
  done(): readonly FieldNode[] {
    this.#open.length = 0;
    return this.#roots;
  }

  #attach(node: FieldNode): void {
    if (++this.#count <= MAX_NODES) (this.#open[this.#open.length - 1]?.children ?? this.#roots).push(node);
  }

  #number(at: number, width: number): number {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (this.#bytes[at + i] ?? 0);
    return value;
  }
}

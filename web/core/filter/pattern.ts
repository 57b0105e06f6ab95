import { PatternError, readPattern } from "./pattern-syntax.js";
import type { CharTest, Edge, Piece } from "./pattern-syntax.js";

/**
 * Regular expressions that cannot hang. A filter may come with a link and the texts come from a trace, so both are a stranger's;
 * the browser's own engine tries one way after the other, and "(a+)+$" on thirty letters keeps it busy for minutes. Here all ways are
 * followed at once (Thompson's construction): time is at most pattern times text, and both are bounded.
 */

/** Text beyond this is not looked at. */
const MAX_TEXT = 4096;
/** Steps of building a program, which bound its length: repeats are copies. */
const MAX_STEPS = 2000;
const NOWHERE = -1;

/** `split` goes on at both, `char` at the next. */
type Instruction =
  | { readonly op: "char"; readonly test: CharTest }
  | { readonly op: "edge"; readonly edge: Edge }
  | { op: "split"; a: number; b: number }
  | { readonly op: "match" };

class Program {
  readonly instructions: Instruction[] = [];
  #steps = 0;

  constructor(piece: Piece) {
    this.#emit(piece);
    this.instructions.push({ op: "match" });
  }

  #split(): { op: "split"; a: number; b: number } {
    const split: { op: "split"; a: number; b: number } = { op: "split", a: this.instructions.length + 1, b: this.instructions.length + 1 };
    this.instructions.push(split);
    return split;
  }

  #emit(piece: Piece): void {
    if (++this.#steps > MAX_STEPS) throw new PatternError("the pattern is too large with its repeats written out", 0);
    switch (piece.kind) {
      case "char":
        this.instructions.push({ op: "char", test: piece.test });
        break;
      case "edge":
        this.instructions.push({ op: "edge", edge: piece.edge });
        break;
      case "all":
        for (const part of piece.of) this.#emit(part);
        break;
      case "any":
        this.#alternatives(piece.of);
        break;
      case "repeat":
        this.#repeat(piece.of, piece.min, piece.max);
        break;
    }
  }

  #alternatives(of: readonly Piece[]): void {
    const exits: { b: number }[] = [];
    of.forEach((part, i) => {
      const split = i < of.length - 1 ? this.#split() : undefined;
      this.#emit(part);
      if (!split) return;
      const exit = this.#split();
      exits.push(exit);
      exit.a = NOWHERE;
      split.b = this.instructions.length;
    });
    for (const exit of exits) exit.b = this.instructions.length;
  }

  #repeat(of: Piece, min: number, max: number): void {
    for (let i = 0; i < min; i++) this.#emit(of);
    if (max === Infinity) {
      const start = this.instructions.length;
      const enter = this.#split();
      this.#emit(of);
      this.#split().a = start;
      enter.b = this.instructions.length;
      return;
    }
    const exits: { b: number }[] = [];
    for (let i = min; i < max; i++) {
      exits.push(this.#split());
      this.#emit(of);
    }
    for (const exit of exits) exit.b = this.instructions.length;
  }
}

const isWord = (code: number | undefined): boolean => code !== undefined && code < 128 && /\w/.test(String.fromCharCode(code));

function holds(edge: Edge, codes: readonly number[], at: number): boolean {
  switch (edge) {
    case "^":
      return at === 0;
    case "$":
      return at === codes.length || (at === codes.length - 1 && codes[at] === 10);
    case "b":
      return isWord(codes[at - 1]) !== isWord(codes[at]);
    case "B":
      return isWord(codes[at - 1]) === isWord(codes[at]);
  }
}

/** A test whether a pattern occurs anywhere in a text. Throws PatternError. */
export function compilePattern(pattern: string): (text: string) => boolean {
  const { instructions } = new Program(readPattern(pattern));
  // The position at which an instruction was last added, so that each is followed once per position.
  const seen = new Int32Array(instructions.length);
  return (text) => {
    const codes = Array.from(text.slice(0, MAX_TEXT), (c) => c.codePointAt(0) ?? 0);
    seen.fill(-1);
    let pending: number[] = [];
    let waiting: number[] = [];
    for (let at = 0; at <= codes.length; at++) {
      const code = codes[at];
      pending.push(0); // an occurrence may begin anywhere
      for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
        if (index === NOWHERE || seen[index] === at) continue;
        seen[index] = at;
        const instruction = instructions[index];
        if (instruction?.op === "match") return true;
        if (instruction?.op === "split") pending.push(instruction.a, instruction.b);
        else if (instruction?.op === "edge" && holds(instruction.edge, codes, at)) pending.push(index + 1);
        else if (instruction?.op === "char" && code !== undefined && instruction.test(code)) waiting.push(index + 1);
      }
      [pending, waiting] = [waiting, pending];
    }
    return false;
  };
}

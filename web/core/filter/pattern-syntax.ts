/** What a pattern may be made of: the part of Perl's syntax that describes a regular language, so no look-around and no back references. */

const MAX_PATTERN = 500;
const MAX_REPEAT = 1000;

export class PatternError extends Error {
  /** Index of the character in the pattern. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export type CharTest = (code: number) => boolean;
export type Edge = "^" | "$" | "b" | "B";
export type Piece =
  | { readonly kind: "char"; readonly test: CharTest }
  | { readonly kind: "edge"; readonly edge: Edge }
  | { readonly kind: "all" | "any"; readonly of: readonly Piece[] }
  | { readonly kind: "repeat"; readonly of: Piece; readonly min: number; readonly max: number };

type Range = readonly [from: number, to: number];

const CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  s: [
    [9, 13],
    [32, 32],
    [0xa0, 0xa0],
    [0x2028, 0x2029],
    [0xfeff, 0xfeff],
  ],
};
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, "0": 0 };
const EVERY: Range = [0, 0x10ffff];

/** The ranges between: for \D, \W, \S inside a class. */
function complement(ranges: readonly Range[]): readonly Range[] {
  const out: Range[] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) out.push([next, from - 1]);
    next = to + 1;
  }
  return [...out, [next, EVERY[1]]];
}

function otherCases(code: number): readonly number[] {
  const text = String.fromCodePoint(code);
  // Not where one letter becomes two, as "ß" does.
  return [text.toLowerCase(), text.toUpperCase()].filter((t) => t.length === text.length).map((t) => t.codePointAt(0) ?? code);
}

function testOf(ranges: readonly Range[], negated: boolean, ignoreCase: boolean): CharTest {
  const inside = (code: number): boolean => ranges.some(([from, to]) => code >= from && code <= to);
  const slow = (code: number): boolean => (inside(code) || (ignoreCase && otherCases(code).some(inside))) !== negated;
  const ascii = Array.from({ length: 128 }, (_, code) => slow(code));
  return (code) => ascii[code] ?? slow(code);
}

function literal(code: number, ignoreCase: boolean): CharTest {
  const [lower = code, upper = code] = ignoreCase ? otherCases(code) : [];
  return (c) => c === code || c === lower || c === upper;
}

class PatternReader {
  readonly #chars: readonly string[];
  #ignoreCase = true;
  #at = 0;

  constructor(pattern: string) {
    this.#chars = Array.from(pattern);
    if (pattern.length > MAX_PATTERN) throw new PatternError(`a pattern has at most ${MAX_PATTERN} characters`, MAX_PATTERN);
  }

  whole(): Piece {
    // As in Wireshark, case counts only when the pattern says so.
    if (this.#take("(?-i)")) this.#ignoreCase = false;
    else this.#take("(?i)");
    const piece = this.#alternatives();
    if (this.#at < this.#chars.length) throw this.#error("nothing to close with )");
    return piece;
  }

  #error(message: string): PatternError {
    return new PatternError(message, this.#chars.slice(0, this.#at).join("").length);
  }

  #peek(): string {
    return this.#chars[this.#at] ?? "";
  }

  #take(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.#chars[this.#at + i] !== text[i]) return false;
    this.#at += text.length;
    return true;
  }

  #alternatives(): Piece {
    const of = [this.#sequence()];
    while (this.#take("|")) of.push(this.#sequence());
    return { kind: "any", of };
  }

  #sequence(): Piece {
    const of: Piece[] = [];
    while (this.#at < this.#chars.length && this.#peek() !== "|" && this.#peek() !== ")") {
      let piece = this.#atom();
      for (;;) {
        const bounds = this.#quantifier();
        if (!bounds) break;
        if (piece.kind === "repeat") throw this.#error("a quantifier after a quantifier");
        piece = { kind: "repeat", of: piece, ...bounds };
        this.#take("?"); // lazy or not finds the same texts
      }
      of.push(piece);
    }
    return { kind: "all", of };
  }

  #quantifier(): { readonly min: number; readonly max: number } | undefined {
    if (this.#take("*")) return { min: 0, max: Infinity };
    if (this.#take("+")) return { min: 1, max: Infinity };
    if (this.#take("?")) return { min: 0, max: 1 };
    // A brace that is no quantifier is a character.
    const counts = this.#peek() === "{" ? /^\{(\d{1,6})(,?)(\d{0,6})\}/.exec(this.#chars.slice(this.#at, this.#at + 16).join("")) : null;
    if (!counts) return undefined;
    const min = Number(counts[1]);
    const max = counts[2] === "" ? min : counts[3] === "" ? Infinity : Number(counts[3]);
    if (max < min) throw this.#error("a repeat that ends before it begins");
    if (min > MAX_REPEAT || (max > MAX_REPEAT && max !== Infinity)) throw this.#error(`a repeat of more than ${MAX_REPEAT}`);
    this.#at += counts[0].length;
    return { min, max };
  }

  #atom(): Piece {
    if (this.#take("^")) return { kind: "edge", edge: "^" };
    if (this.#take("$")) return { kind: "edge", edge: "$" };
    if (this.#take(".")) return { kind: "char", test: (code) => code !== 10 };
    if (this.#take("[")) return { kind: "char", test: this.#class() };
    if (this.#take("(")) {
      if (this.#peek() === "?" && !this.#take("?:")) throw this.#error("look-around and named groups are not supported");
      const inner = this.#alternatives();
      if (!this.#take(")")) throw this.#error("expected )");
      return inner;
    }
    if (this.#take("\\b")) return { kind: "edge", edge: "b" };
    if (this.#take("\\B")) return { kind: "edge", edge: "B" };
    if ("*+?".includes(this.#peek())) throw this.#error("nothing to repeat");
    const ranges = this.#character();
    const [from, to] = ranges[0] ?? EVERY;
    return { kind: "char", test: ranges.length === 1 && from === to ? literal(from, this.#ignoreCase) : testOf(ranges, false, this.#ignoreCase) };
  }

  /** One character or class escape, as ranges. */
  #character(): readonly Range[] {
    const c = this.#peek();
    if (c === "") throw this.#error("expected a character");
    this.#at++;
    if (c !== "\\") return [[c.codePointAt(0) ?? 0, c.codePointAt(0) ?? 0]];
    const e = this.#peek();
    const ranges = Object.hasOwn(CLASSES, e.toLowerCase()) ? CLASSES[e.toLowerCase()] : undefined;
    const code = ranges ? undefined : this.#escape(e);
    this.#at++;
    return ranges ? (e === e.toLowerCase() ? ranges : complement(ranges)) : [[code ?? 0, code ?? 0]];
  }

  /** Stays on the last character of the escape. */
  #escape(e: string): number {
    const digits = e === "x" ? 2 : e === "u" ? 4 : 0;
    if (digits > 0) {
      const code = this.#chars.slice(this.#at + 1, this.#at + 1 + digits).join("");
      if (code.length !== digits || !/^[0-9a-f]+$/i.test(code)) throw this.#error(`expected ${digits} hexadecimal digits`);
      this.#at += digits;
      return Number.parseInt(code, 16);
    }
    if (Object.hasOwn(CONTROLS, e)) return CONTROLS[e] ?? 0;
    if (e === "" || /[\p{L}\p{N}]/u.test(e)) throw this.#error(e === "" ? "expected a character after the backslash" : `\\${e} is not supported`);
    return e.codePointAt(0) ?? 0;
  }

  #class(): CharTest {
    const negated = this.#take("^");
    const ranges: Range[] = [];
    for (let first = true; first || this.#peek() !== "]"; first = false) {
      if (this.#take("[:")) throw this.#error("named classes are not supported: write \\d, \\w, \\s or ranges");
      if (this.#peek() === "") throw this.#error("expected ]");
      const from = this.#character();
      const low = from[0]?.[0] ?? 0;
      if (from.length === 1 && from[0]?.[1] === low && this.#peek() === "-" && this.#chars[this.#at + 1] !== "]") {
        this.#at++;
        const to = this.#character();
        const high = to[0]?.[1] ?? 0;
        if (to.length !== 1 || to[0]?.[0] !== high || high < low) throw this.#error("a range that ends before it begins");
        ranges.push([low, high]);
      } else ranges.push(...from);
    }
    this.#at++;
    return testOf(ranges, negated, this.#ignoreCase);
  }
}

/** Throws PatternError. */
export function readPattern(pattern: string): Piece {
  return new PatternReader(pattern).whole();
}

import { TraceError } from "../errors.js";

export type Symbol = "==" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "&&" | "||" | "!" | "(" | ")" | "{" | "}" | "," | "..";

/** A word is a name, a keyword, or a bare value: which one only the place where it stands tells. */
export interface Token {
  readonly kind: "word" | "text" | "symbol" | "end";
  /** For a text: without quotes, escapes resolved. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Long enough for any list a person pastes; everything behind it is linear in this. */
export const MAX_FILTER = 16_384;

const SYMBOLS: readonly Symbol[] = ["==", "!=", "<=", ">=", "&&", "||", "..", "<", ">", "~", "!", "(", ")", "{", "}", ","];
/** Everything a name, number, address, network, MAC address or GUID is made of; stops before "..". */
const WORD = /(?:(?!\.\.)[\p{L}\p{N}_.:/%+-])+/uy;
const SPACE = /\s+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const HEX_ESCAPE = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y;

export function filterError(message: string, at: number): TraceError {
  return new TraceError("filter", message, at);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A backslash before anything without a meaning stays, so that "\d" and "\." reach `matches` as they were written. */
function quoted(text: string, from: number): Token {
  let value = "";
  for (let at = from + 1; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '"') return { kind: "text", text: value, from, to: at + 1 };
    if (c !== "\\") {
      value += c;
      continue;
    }
    const next = text.charAt(at + 1);
    const escape = ESCAPES[next];
    const code = escape === undefined ? matchAt(HEX_ESCAPE, text, at + 1) : null;
    if (code) {
      value += String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? "", 16));
      at += code[0].length;
    } else if (escape !== undefined) {
      value += escape;
      at++;
    } else value += c;
  }
  throw filterError('this text has no end: expected a closing "', from);
}

function strange(c: string): string {
  if (c === "=") return "a single =: write == to compare";
  if (c === "&" || c === "|") return `a single ${c}: write ${c}${c}`;
  if (c === "'") return "a single quote: texts stand in double quotes";
  if (c === "[") return "[: parts of a value cannot be compared; expected an operator such as == or contains";
  return `${JSON.stringify(c)}, which has no meaning outside quotes`;
}

function symbolAt(text: string, from: number): Token {
  const symbol = SYMBOLS.find((s) => text.startsWith(s, from));
  if (symbol === undefined) throw filterError(`found ${strange(String.fromCodePoint(text.codePointAt(from) ?? 0))}`, from);
  return { kind: "symbol", text: symbol, from, to: from + symbol.length };
}

/** The tokens of an expression, one "end" last. Throws TraceError("filter"). */
export function lex(text: string): readonly Token[] {
  if (text.length > MAX_FILTER) throw filterError(`the expression is longer than ${MAX_FILTER} characters`, MAX_FILTER);
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(SPACE, text, at)?.[0].length ?? 0;
    if (at >= text.length) break;
    const word = matchAt(WORD, text, at)?.[0];
    const token: Token =
      text.charAt(at) === '"' ? quoted(text, at) : word === undefined ? symbolAt(text, at) : { kind: "word", text: word, from: at, to: at + word.length };
    tokens.push(token);
    at = token.to;
  }
  tokens.push({ kind: "end", text: "", from: text.length, to: text.length });
  return tokens;
}

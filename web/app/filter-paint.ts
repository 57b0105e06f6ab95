import { TraceError } from "../core/errors.js";
import { lex, type Token } from "../core/filter/lexer.js";
import { COMPARE_WORDS, meaning } from "../core/filter/parser.js";

/** A stretch of a filter expression with one colour; together they are the whole text. */
export interface Stretch {
  readonly text: string;
  readonly kind: "name" | "operator" | "value" | "plain";
}

/** What is read as tokens, and where the rest begins that cannot be. */
function readable(text: string): { readonly tokens: readonly Token[]; readonly to: number } {
  try {
    return { tokens: lex(text), to: text.length };
  } catch (e) {
    if (!(e instanceof TraceError) || e.offset === undefined) throw e;
    // what stands before the offence has been read before it was met
    return e.offset < text.length ? { ...readable(text.slice(0, e.offset)), to: e.offset } : { tokens: [], to: 0 };
  }
}

/** Never throws: what makes no sense keeps the plain colour. */
export function paintFilter(text: string): readonly Stretch[] {
  const { tokens, to } = readable(text);
  const stretches: Stretch[] = [];
  let at = 0;
  let inSet = false;
  let afterComparison = false;
  const add = (end: number, kind: Stretch["kind"]): void => {
    if (end > at) stretches.push({ text: text.slice(at, end), kind });
    at = end;
  };
  for (const token of tokens) {
    if (token.kind === "end") break;
    add(token.from, "plain");
    const what = meaning(token);
    if (what === "{" || what === "}") inSet = what === "{";
    const operator: boolean = token.kind === "symbol" || (!inSet && !afterComparison && (COMPARE_WORDS.has(what) || ["in", "&&", "||", "!"].includes(what)));
    add(token.to, operator ? "operator" : token.kind === "text" || inSet || afterComparison ? "value" : "name");
    afterComparison = operator && COMPARE_WORDS.has(what);
  }
  add(Math.max(at, to), "plain");
  add(text.length, "plain");
  return stretches;
}

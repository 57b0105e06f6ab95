import type { CompareOp, FilterNode, Operand, SetItem } from "./ast.js";
import { filterError, lex } from "./lexer.js";
import type { Token } from "./lexer.js";

/** Parentheses and negations inside one another: more is no filter, and would only exhaust the stack. */
const MAX_DEPTH = 100;

export const COMPARE_WORDS: ReadonlyMap<string, CompareOp> = new Map<string, CompareOp>([
  ["==", "=="],
  ["eq", "=="],
  ["any_eq", "=="],
  ["!=", "!="],
  ["ne", "!="],
  ["all_ne", "!="],
  ["<", "<"],
  ["lt", "<"],
  ["<=", "<="],
  ["le", "<="],
  [">", ">"],
  ["gt", ">"],
  [">=", ">="],
  ["ge", ">="],
  ["contains", "contains"],
  ["matches", "matches"],
  ["~", "matches"],
]);

/** Words that are never a name or a bare value. */
const RESERVED: ReadonlySet<string> = new Set([...COMPARE_WORDS.keys(), "and", "or", "not", "in"]);
const NAME = /^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*$/u;

export function isName(text: string): boolean {
  return NAME.test(text) && !RESERVED.has(text);
}

/** What tells tokens apart that mean something; a quoted "and" is not the word. */
export function meaning(token: Token): string {
  if (token.kind === "text" || token.kind === "end") return token.kind === "end" ? "" : '"';
  return token.text === "and" ? "&&" : token.text === "or" ? "||" : token.text === "not" ? "!" : token.text;
}

function found(token: Token): string {
  return token.kind === "end" ? "the end" : token.kind === "text" ? "a text" : `"${token.text}"`;
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): FilterNode {
    if (this.#peek().kind === "end") return { kind: "all" };
    const node = this.#or();
    if (this.#peek().kind !== "end") throw this.#expected(node.kind === "exists" ? "an operator such as ==, && or ||" : "&& or ||");
    return node;
  }

  #peek(): Token {
    // The last token is "end" and is never passed.
    return this.#tokens[this.#next] ?? { kind: "end", text: "", from: 0, to: 0 };
  }

  #accept(what: string): boolean {
    if (meaning(this.#peek()) !== what) return false;
    this.#next++;
    return true;
  }

  #expected(what: string): Error {
    return filterError(`expected ${what}, found ${found(this.#peek())}`, this.#peek().from);
  }

  #or(): FilterNode {
    return this.#chain("or", "||", () => this.#chain("and", "&&", () => this.#unary()));
  }

  #chain(kind: "and" | "or", symbol: string, part: () => FilterNode): FilterNode {
    const first = part();
    const of = [first];
    while (this.#accept(symbol)) of.push(part());
    return of.length === 1 ? first : { kind, of };
  }

  #unary(): FilterNode {
    if (++this.#depth > MAX_DEPTH) throw filterError(`more than ${MAX_DEPTH} parentheses and negations inside one another`, this.#peek().from);
    let node: FilterNode;
    if (this.#accept("!")) node = { kind: "not", of: this.#unary() };
    else if (this.#accept("(")) {
      node = this.#or();
      if (!this.#accept(")")) throw this.#expected(node.kind === "exists" ? 'an operator such as ==, or ")"' : '&&, || or ")"');
    } else node = this.#test();
    this.#depth--;
    return node;
  }

  #test(): FilterNode {
    const field = this.#peek();
    if (field.kind !== "word" || !isName(field.text)) throw this.#expected("a field name");
    this.#next++;
    const { text: name, from: at } = field;
    const operator = this.#peek();
    const op = operator.kind === "text" ? undefined : COMPARE_WORDS.get(operator.text);
    if (op !== undefined) {
      this.#next++;
      return { kind: "compare", name, at, op, opAt: operator.from, value: this.#operand() };
    }
    if (this.#accept("in")) return { kind: "in", name, at, opAt: operator.from, items: this.#set() };
    if (meaning(operator) === "!" && meaning(this.#tokens[this.#next + 1] ?? operator) === "in") {
      this.#next += 2;
      return { kind: "not", of: { kind: "in", name, at, opAt: operator.from, items: this.#set() } };
    }
    return { kind: "exists", name, at };
  }

  #set(): readonly SetItem[] {
    if (!this.#accept("{")) throw this.#expected('a set such as {80, 443, 1000..2000}, beginning with "{"');
    const items: SetItem[] = [];
    do {
      const from = this.#operand();
      items.push(this.#accept("..") ? { from, to: this.#operand() } : { from });
      // Commas may be left out, as in older Wireshark.
    } while (this.#accept(",") || this.#startsOperand());
    if (!this.#accept("}")) throw this.#expected('"," or "}"');
    return items;
  }

  #startsOperand(): boolean {
    const token = this.#peek();
    return token.kind === "text" || (token.kind === "word" && !RESERVED.has(token.text));
  }

  #operand(): Operand {
    const token = this.#peek();
    // "in" is a direction, too; where a value has to be it can be nothing else.
    if (!this.#startsOperand() && !(token.kind === "word" && token.text === "in")) throw this.#expected("a value");
    this.#next++;
    return { text: token.text, quoted: token.kind === "text", at: token.from };
  }
}

/** The tree of an expression. Throws TraceError("filter") that says what was expected and where. */
export function parseFilter(text: string): FilterNode {
  return new Parser(lex(text)).whole();
}

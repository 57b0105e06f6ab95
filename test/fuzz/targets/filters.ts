import { TraceError } from "../../../web/core/errors.js";
import { printFilter } from "../../../web/core/filter/ast.js";
import { FILTER_FIELDS } from "../../../web/core/filter/catalogue.js";
import { compileFilter } from "../../../web/core/filter/compile.js";
import { complete } from "../../../web/core/filter/complete.js";
import { parseFilter } from "../../../web/core/filter/parser.js";
import { PatternError } from "../../../web/core/filter/pattern-syntax.js";
import { compilePattern } from "../../../web/core/filter/pattern.js";
import { PENDING, type FilterValue } from "../../../web/core/filter/types.js";
import { must, type Target } from "../fuzz.js";

const TEXTS = [
  "ip.addr == 10.0.0.0/8 and not tcp.port in {80, 443, 8000..8080}",
  'provider contains "vmSwitch" || (event.id >= 100 && level < 3)',
  "eth.addr == 00:15:5d:00:00:01 or ipv6.src == fe80::1",
  'field.Name matches "^a(b|c)*[d-f]{2,3}\\\\w+$"',
  "!(tcp.flags.syn && !tcp.flags.ack) xor drop",
  "frame.len > 1 KB and time > 1.5 ms and data contains de:ad:be:ef",
  "((((((((((((((((((((tcp))))))))))))))))))))",
  "!!!!!!!!!!!!!!!!!!!!udp",
  "(a{1000}){1000}",
  "(?:(?:(?:a*)*)*)*$",
];
const WORDS = [
  ...["and", "or", "not", "in", "contains", "matches", "==", "!=", "..", "{", "}", "(", ")", '"', "\\", "~", "!", "&&", "||", "[^", "]", "*", "+", "?", "{2,}"],
  ...["0x7fffffffffffffffff", "1e400", "-1", "::ffff:1.2.3.4/129", "\u0000", "\ud800", "İ", "((((((((((((((((((((", "!!!!!!!!!!!!!!!!", "field.", "a{1000}"],
  ...[...FILTER_FIELDS.keys()].filter((_, i) => i % 5 === 0),
].map((word) => new TextEncoder().encode(word));

const VALUES: readonly (FilterValue | readonly FilterValue[] | undefined)[] = [
  undefined,
  0,
  -1.5,
  Number.NaN,
  1n << 63n,
  true,
  "",
  "10.0.0.1",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
  [Uint8Array.of(10, 0, 0, 1), new Uint8Array(16), "x"],
];

/** Undefined when it is refused with a reason; any other error is a finding. */
function answered<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (e) {
    if ((e instanceof TraceError && e.code === "filter") || e instanceof PatternError) return undefined;
    throw e;
  }
}

export const filters: Target = {
  name: "filters",
  inputs: 30_000,
  maxBytes: 3000,
  seeds: () => TEXTS.map((text) => new TextEncoder().encode(text)),
  words: WORDS,
  create: () => (bytes) => {
    const text = new TextDecoder().decode(bytes);
    const node = answered(() => parseFilter(text));
    if (node !== undefined) {
      const printed = printFilter(node);
      const again = printFilter(parseFilter(printed));
      must(again === printed, () => `${JSON.stringify(printed)} is read as ${JSON.stringify(again)}`);
    }
    const filter = answered(() => compileFilter(text, FILTER_FIELDS));
    must(filter === undefined || node !== undefined, () => "compiled, but not parsed");
    if (filter !== undefined) {
      for (const value of VALUES) {
        const plain = filter.test(() => value);
        must(filter.decide(() => value) === plain, () => "test and decide differ");
      }
      filter.decide(() => PENDING);
    }
    const matches = answered(() => compilePattern(text.slice(0, 300)));
    if (matches !== undefined) for (const value of VALUES) if (typeof value === "string") matches(value);
    const caret = text.length === 0 ? 0 : (bytes[0] ?? 0) % (text.length + 1);
    complete(text, caret, FILTER_FIELDS);
  },
};

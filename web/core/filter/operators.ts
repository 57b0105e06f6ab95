import { hex, macAt } from "../bytes.js";
import type { CompareOp, FilterNode, Operand } from "./ast.js";
import { filterError } from "./lexer.js";
import { compareAddress, ipText, parseByteRun, parseDuration, parseEndpoint, parseIp, parseNetwork, parseNumber, parseSize } from "./literals.js";
import type { Endpoint } from "./literals.js";
import { PatternError } from "./pattern-syntax.js";
import { compilePattern } from "./pattern.js";
import type { FieldInfo, FieldType, FilterValue } from "./types.js";

/** Over all values that a row has under one name. */
export type ValuesTest = (values: readonly FilterValue[]) => boolean;
/** Where a value stands relative to an operand: negative before, 0 equal (or inside a network), NaN not comparable. */
type Order = (value: FilterValue) => number;

const NAMES: Readonly<Record<FieldType, string>> = {
  number: "a number",
  duration: "a duration",
  bytes: "a size",
  text: "a text",
  ip: "an address",
  endpoint: "an address with a port",
  mac: "a MAC address",
  bool: "true or false",
  enum: "a name",
  raw: "a run of bytes",
  presence: "there or not there",
  any: "anything",
};
const ORDERED: ReadonlySet<FieldType> = new Set(["number", "duration", "bytes", "text", "ip", "mac", "any"]);
const SEARCHED: ReadonlySet<FieldType> = new Set(["text", "enum", "endpoint", "mac", "raw", "any"]);

const compare = <T extends number | bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN);
/** Across number and bigint, where === never holds. */
const compareNumbers = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0);

/** NaN for what is no number. */
function toNumber(value: FilterValue): number | bigint {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return (typeof value === "string" ? parseNumber(value) : undefined) ?? Number.NaN;
}

/** Whether a flag is set. */
export function toFlag(value: FilterValue): boolean {
  return value === "true" || Boolean(toNumber(value)); // NaN is not set
}

function toText(value: FilterValue): string {
  return typeof value === "string" ? value : value instanceof Uint8Array ? hex(value, ":") : String(value);
}

const toIp = (value: FilterValue): Uint8Array | undefined => (value instanceof Uint8Array ? value : typeof value === "string" ? parseIp(value) : undefined);
const toEndpoint = (value: FilterValue): Endpoint | undefined => parseEndpoint(value instanceof Uint8Array ? ipText(value) : toText(value));
const endpointOrder =
  ({ network, port }: Endpoint) =>
  (value: Endpoint): number =>
    port === undefined || port === value.port ? compareAddress(value.network.bytes, network) : Number.NaN;
const toMac = (value: FilterValue): string => (value instanceof Uint8Array ? macAt(value, 0) : toText(value).toLowerCase().replaceAll("-", ":"));
/** One character a byte, so that texts and bytes are searched alike. */
const toLatin = (bytes: Uint8Array): string => Array.from(bytes, (b) => String.fromCharCode(b)).join("");

function wrong(field: FieldInfo, operand: Operand, expected: string): Error {
  const shown = operand.text.length > 60 ? `${operand.text.slice(0, 60)}…` : operand.text;
  return filterError(`${field.name} is ${NAMES[field.type]}: expected ${expected}, found ${JSON.stringify(shown)}`, operand.at);
}

function numeric(field: FieldInfo, operand: Operand): number | bigint {
  if (operand.quoted && !field.codes)
    throw wrong(field, operand, field.type === "duration" ? "a number with a unit, such as 100us, without quotes" : "a number without quotes");
  const { text } = operand;
  const code = field.codes && Object.hasOwn(field.codes, text.toLowerCase()) ? field.codes[text.toLowerCase()] : undefined;
  if (code !== undefined) return code;
  if (field.type === "bytes") {
    const size = parseSize(text);
    if (size === undefined) throw wrong(field, operand, "a number such as 1500, or one with KB or MB");
    return size;
  }
  const number = parseNumber(text);
  if (field.type === "number") {
    if (number === undefined)
      throw wrong(field, operand, field.codes ? `a number or one of ${Object.keys(field.codes).join(", ")}` : "a number such as 80 or 0x50");
    return number;
  }
  const duration = parseDuration(text) ?? (number === undefined ? undefined : field.seconds ? Number(number) * 1e9 : Number(number) === 0 ? 0 : undefined);
  if (duration === undefined) throw wrong(field, operand, "a number with a unit: ns, us, ms or s");
  return duration;
}

function addressExample(field: FieldInfo): string {
  if (field.version === 4) return "an IPv4 address such as 10.0.0.1, or a network such as 10.0.0.0/8";
  if (field.version === 6) return "an IPv6 address such as fe80::1, or a network such as fe80::/10";
  return "an address such as 10.0.0.1 or fe80::1, or a network such as 10.0.0.0/8";
}

function boolean(field: FieldInfo, operand: Operand): number {
  const text = operand.text.toLowerCase();
  if (text === "true" || text === "1") return 1;
  if (text === "false" || text === "0") return 0;
  throw wrong(field, operand, "true, false, 1 or 0");
}

/** The operand as the type of the field wants it, once, before any row is looked at. */
function orderBy(field: FieldInfo, operand: Operand): Order {
  const { text } = operand;
  const folded = text.toLowerCase();
  const byText: Order = (v) => compare(toText(v).toLowerCase(), folded);
  switch (field.type) {
    case "number":
    case "duration":
    case "bytes": {
      const number = numeric(field, operand);
      return (v) => compareNumbers(toNumber(v), number);
    }
    case "bool": {
      const wanted = boolean(field, operand);
      return (v) => compareNumbers(toFlag(v) ? 1 : 0, wanted);
    }
    case "ip": {
      const network = parseNetwork(text);
      const version = network?.bytes.length === 4 ? 4 : 6;
      if (!network || (field.version ?? version) !== version) throw wrong(field, operand, addressExample(field));
      return (v) => {
        const address = toIp(v);
        return address ? compareAddress(address, network) : Number.NaN;
      };
    }
    case "endpoint": {
      const endpoint = parseEndpoint(text);
      if (!endpoint) throw wrong(field, operand, "an address, a network, or an address with a port such as 10.0.0.1:80 or [fe80::1]:80");
      const order = endpointOrder(endpoint);
      return (v) => {
        const value = toEndpoint(v);
        return value ? order(value) : Number.NaN;
      };
    }
    case "mac": {
      const mac = parseByteRun(text);
      if (mac?.length !== 6) throw wrong(field, operand, "a MAC address such as 00:15:5d:2a:1e:07");
      const wanted = macAt(mac, 0);
      return (v) => compare(toMac(v), wanted);
    }
    case "enum":
      if (field.values && !field.values.includes(folded)) throw wrong(field, operand, `one of ${field.values.join(", ")}`);
      return byText;
    case "raw": {
      const wanted = rawText(operand);
      return (v) => compare(v instanceof Uint8Array ? toLatin(v) : toText(v), wanted);
    }
    case "any": {
      // A field's type is the trace's: as addresses or numbers where both sides are, else as texts.
      const endpoint = operand.quoted ? undefined : parseEndpoint(text);
      const number = operand.quoted ? undefined : parseNumber(text);
      if (endpoint) {
        const order = endpointOrder(endpoint);
        return (v) => {
          const value = toEndpoint(v);
          return value ? order(value) : byText(v);
        };
      }
      if (number === undefined) return byText;
      return (v) => {
        const value = typeof v === "boolean" ? Number.NaN : toNumber(v);
        // Words are neither more nor less than a number: fields that have both (the names of a map) are ordered by the number alone.
        return Number.isNaN(value) ? (byText(v) === 0 ? 0 : Number.NaN) : compareNumbers(value, number);
      };
    }
    case "text":
    case "presence":
      return byText;
  }
}

/** Quoted text stands for its UTF-8 bytes, a bare run of hexadecimal digits for themselves. */
function rawText(operand: Operand): string {
  return toLatin((operand.quoted ? undefined : parseByteRun(operand.text)) ?? new TextEncoder().encode(operand.text));
}

function contains(field: FieldInfo, operand: Operand): (value: FilterValue) => boolean {
  if (field.type === "raw") {
    const wanted = rawText(operand);
    return (v) => (v instanceof Uint8Array ? toLatin(v) : toText(v)).includes(wanted);
  }
  const wanted = operand.text.toLowerCase();
  if (field.type !== "mac") return (v) => toText(v).toLowerCase().includes(wanted);
  const run = parseByteRun(operand.text);
  if (!run) throw wrong(field, operand, "bytes such as 00:15:5d");
  const part = hex(run, ":");
  return (v) => toMac(v).includes(part);
}

function matches(field: FieldInfo, operand: Operand): (value: FilterValue) => boolean {
  try {
    const test = compilePattern(operand.text);
    return (v) => test(field.type === "raw" && v instanceof Uint8Array ? toLatin(v) : toText(v));
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    // Escapes before the place make it a few characters early: never outside the operand.
    throw filterError(`this is no pattern: ${error.message}`, operand.at + (operand.quoted ? 1 : 0) + error.at);
  }
}

const HOLDS: Readonly<Record<"==" | "<" | "<=" | ">" | ">=", (order: number) => boolean>> = {
  "==": (o) => o === 0,
  "<": (o) => o < 0,
  "<=": (o) => o <= 0,
  ">": (o) => o > 0,
  ">=": (o) => o >= 0,
};

export function operatorsOf(type: FieldType): readonly (CompareOp | "in")[] {
  if (type === "presence") return [];
  return ["==", "!=", ...(ORDERED.has(type) ? (["<", "<=", ">", ">="] as const) : []), ...(SEARCHED.has(type) ? (["contains", "matches"] as const) : []), "in"];
}

function allowed(field: FieldInfo, op: CompareOp | "in", at: number): void {
  if (field.type === "presence") throw filterError(`${field.name} is ${NAMES.presence}: expected it alone or with !, found ${op}`, at);
  const fitting = operatorsOf(field.type);
  if (!fitting.includes(op)) throw filterError(`${field.name} is ${NAMES[field.type]}: expected ${fitting.join(", ")}; found ${op}`, at);
}

/** Any of several values may fit; only != wants all of them to differ, and at least one, as Wireshark has it since 4.0. */
export function compareTest(field: FieldInfo, node: Extract<FilterNode, { kind: "compare" }>): ValuesTest {
  const { op, value } = node;
  allowed(field, op, node.opAt);
  if (op === "contains" || op === "matches") {
    const fits = (op === "contains" ? contains : matches)(field, value);
    return (values) => values.some(fits);
  }
  const order = orderBy(field, value);
  if (op === "!=") return (values) => values.length > 0 && values.every((v) => order(v) !== 0);
  const holds = HOLDS[op];
  return (values) => values.some((v) => holds(order(v)));
}

export function setTest(field: FieldInfo, node: Extract<FilterNode, { kind: "in" }>): ValuesTest {
  allowed(field, "in", node.opAt);
  const tests = node.items.map(({ from, to }) => {
    const low = orderBy(field, from);
    if (!to) return (v: FilterValue) => low(v) === 0;
    if (!ORDERED.has(field.type)) throw filterError(`${field.name} is ${NAMES[field.type]}: it has no ranges`, to.at);
    const high = orderBy(field, to);
    return (v: FilterValue) => low(v) >= 0 && high(v) <= 0;
  });
  return (values) => values.some((v) => tests.some((test) => test(v)));
}

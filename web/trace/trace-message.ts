import type { FieldNode } from "../core/fields.js";
import type { EventHeader } from "./event.js";
import { isRest } from "./payload.js";
import type { TraceFormat } from "./schema.js";

/** A text that names a long argument many times would multiply it. */
const MAX_RENDERED = 65_536;
const MAX_PARTS = 512;
const MAX_WIDTH = 256;

/** flags, width, precision, size of the argument, conversion */
const PRINTF = /^([-+ #0]{0,5})(\d{0,4})(?:\.(\d{0,4}))?(?:hh|h|ll|l|I64|I32|I|j|z|t|w|L)?([A-Za-z])$/;

/** The text of a trace message with its arguments filled in: %10!08x! is the argument that the format numbers 10. */
export function renderTraceMessage({ text, numbers, component, place }: TraceFormat, nodes: readonly FieldNode[], header: EventHeader): string {
  const own: Readonly<Record<number, string>> = { 1: component, 2: place, 3: String(header.tid ?? ""), 8: String(header.pid ?? "") };
  let left = MAX_RENDERED;
  let parts = 0;
  // %0 is where tools put time, process and thread: the columns have them.
  return text.replaceAll(
    /%(?:([1-9]\d{0,2})(?:!([^!]{0,32})!)?|([%0nrt!.b]))/g,
    (whole, digits: string | undefined, specification: string | undefined, sign: string) => {
      if (left <= 0 || ++parts > MAX_PARTS) return whole;
      if (digits === undefined) return { "0": "", n: "\n", r: "", t: "\t", b: " " }[sign] ?? sign;
      const number = Number(digits);
      if (number < 10) return own[number] ?? "";
      const node = nodes[numbers.indexOf(number)];
      if (node === undefined || isRest(node)) return whole;
      const filled = printed(node, specification ?? "s");
      const kept = filled.length > left ? `${filled.slice(0, left)}…` : filled;
      left -= kept.length;
      return kept;
    },
  );
}

/** A value as its printf specification wants it; one that does not go with it is written as it is everywhere else. */
export function printed(node: FieldNode, specification: string): string {
  const parts = PRINTF.exec(specification);
  if (parts === null) return node.text;
  const [, flags = "", width = "", precision, conversion = ""] = parts;
  const text = converted(node, flags, precision === undefined ? undefined : Math.min(MAX_WIDTH, Number(precision)), conversion);
  const size = Math.min(MAX_WIDTH, Number(width));
  if (flags.includes("-")) return text.padEnd(size);
  const zeros = flags.includes("0") && precision === undefined && "diouxXp".includes(conversion);
  if (!zeros) return text.padStart(size);
  const sign = /^(?:[-+ ]|0x)/i.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(size - sign.length, "0");
}

function converted(node: FieldNode, flags: string, precision: number | undefined, conversion: string): string {
  const bits = (node.to - node.from) * 8;
  const integer = integerOf(node);
  const digits = (value: bigint, radix: number): string => value.toString(radix).padStart(precision ?? 0, "0");
  switch (conversion) {
    case "d":
    case "i": {
      if (integer === undefined) return node.text;
      const value = BigInt.asIntN(bits, integer);
      return (value < 0n ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "") + digits(value < 0n ? -value : value, 10);
    }
    case "u":
      return integer === undefined ? node.text : digits(BigInt.asUintN(bits, integer), 10);
    case "o":
      return integer === undefined ? node.text : digits(BigInt.asUintN(bits, integer), 8);
    case "x":
    case "X": {
      if (integer === undefined) return node.text;
      const text = digits(BigInt.asUintN(bits, integer), 16);
      return (flags.includes("#") ? "0x" : "") + (conversion === "X" ? text.toUpperCase() : text);
    }
    case "p":
      return integer === undefined
        ? node.text
        : BigInt.asUintN(bits, integer)
            .toString(16)
            .toUpperCase()
            .padStart(bits / 4, "0");
    case "e":
    case "f":
    case "g":
      return typeof node.value === "number" ? floating(node.value, conversion, precision) : node.text;
    case "s":
    case "S":
    case "Z":
      return precision === undefined ? node.text : node.text.slice(0, precision);
    default:
      return node.text;
  }
}

function floating(value: number, conversion: string, precision = 6): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.min(100, precision);
  if (conversion === "f") return value.toFixed(digits);
  return conversion === "e" ? value.toExponential(digits) : String(Number(value.toPrecision(Math.max(1, digits))));
}

/** The number behind a value; what has words instead of one is written in these. */
function integerOf({ value }: FieldNode): bigint | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === "string" && /^(?:-?\d{1,20}|0x[0-9a-f]{1,16})$/.test(value) ? BigInt(value) : undefined;
}

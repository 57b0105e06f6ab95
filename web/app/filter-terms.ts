import { TraceError } from "../core/errors.js";
import type { FieldNode, FieldValue } from "../core/fields.js";
import { FILTER_FIELDS } from "../core/filter/catalogue.js";
import { ANY_FIELD, compileFilter } from "../core/filter/compile.js";
import { hex } from "../core/bytes.js";
import { isName } from "../core/filter/parser.js";
import { nodeOf } from "./field-rows.js";

/** Longer runs of bytes are nobody's idea of a value, and make an expression that nobody reads. */
const MOST_BYTES = 64;
const MOST_TEXT = 512;

/** The message and the offset of a wrong expression; undefined for one that can be used. */
export function filterProblem(expression: string): TraceError | undefined {
  try {
    compileFilter(expression, FILTER_FIELDS);
    return undefined;
  } catch (e) {
    if (e instanceof TraceError) return e;
    throw e;
  }
}

function quoted(text: string): string {
  const escaped = text.replaceAll(/[\\"\n\r\t]/g, (c) => ({ "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c] ?? `\\${c}`);
  return `"${escaped}"`;
}

/** The value as filters write it where `name` has this type. */
function operand(name: string, value: FieldValue): string | undefined {
  const field = FILTER_FIELDS.get(name);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return field?.type === "duration" ? `${value}ns` : field?.type === "text" ? quoted(String(value)) : String(value);
  if (value instanceof Uint8Array) return value.length === 0 || value.length > MOST_BYTES ? undefined : hex(value, ":");
  if (typeof value !== "string" || value.length > MOST_TEXT) return undefined;
  switch (field?.type) {
    case undefined:
    case "any":
      // 64-bit numbers and addresses come as text, and are themselves only without quotes
      return /^(?:0x[0-9a-f]+|-?\d+)$/i.test(value) || /^[\da-f.:]*[.:][\da-f.:]+$/i.test(value) ? value : quoted(value);
    case "text":
    case "raw":
      return quoted(value);
    default:
      return value;
  }
}

/** "name == value" for a row or a field that has it; undefined where filters have no words for it. */
export function termOf(name: string, value: FieldValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  let term: string | undefined;
  if (FILTER_FIELDS.get(name)?.type === "presence") term = name;
  else {
    const written = operand(name, value);
    term = written === undefined ? undefined : `${name} == ${written}`;
  }
  return term === undefined || filterProblem(term) !== undefined ? undefined : term;
}

/** An address of either version, or of a network card where there is none. */
export function addressTerm(address: string, end: "src" | "dst"): string | undefined {
  const bare = address.replace(/%.*$/, "");
  return termOf(`ip.${end}`, bare) ?? termOf(`ipv6.${end}`, bare) ?? termOf(`eth.${end}`, bare);
}

/** Names of protocols in tables that filters know by another. */
const PROTOCOLS: Readonly<Record<string, string>> = { krb5: "kerberos", "802.11": "wlan" };

/** The protocol of a packet's row: TLSv1.2 is tls. */
export function protocolTerm(protocol: string): string | undefined {
  const word = protocol.toLowerCase();
  return [word, PROTOCOLS[word], word.replace(/v?[\d.]+$/, "")].find((name) => name !== undefined && FILTER_FIELDS.get(name)?.type === "presence");
}

/** Fields of the event's header by the names that filters have for them. */
const HEADER: Readonly<Record<string, string>> = {
  id: "event.id",
  version: "event.version",
  opcode: "event.opcode",
  level: "level",
  pid: "pid",
  tid: "tid",
  provider: "provider.guid",
  activity: "activity",
};

/** What a node of the field tree of a packet or an event is in a filter. */
export function nodeTerm(nodes: readonly FieldNode[], path: string, kind: "event" | "packet"): string | undefined {
  const node = nodeOf(nodes, path);
  const parts = path.split(".");
  const root = nodes[Number(parts[0])];
  if (node === undefined || root === undefined) return undefined;
  const known = FILTER_FIELDS.get(node.name);
  if (kind === "packet" || root.name === "event") {
    if (known === undefined) return undefined;
    // a bit of the flags is a number in the tree
    if (known.type === "bool") return termOf(node.name, typeof node.value === "number" ? node.value !== 0 : node.value);
    const value = known.type === "ip" && typeof node.value === "string" ? node.value.replace(/\/.*$/, "") : node.value;
    return termOf(node.name, value);
  }
  if (root.name === "header") {
    const name = parts.length === 2 ? HEADER[node.name] : undefined;
    return name === undefined ? undefined : termOf(name, node.value);
  }
  const way = parts.slice(1).map((_, i) => nodeOf(nodes, parts.slice(0, i + 2).join("."))?.name ?? "");
  // elements of an array have its name once more, or none
  const name = way.filter((part, i) => part !== "" && part !== way[i - 1] && !/^\[?\d+\]?$/.test(part)).join(".");
  return isName(`${ANY_FIELD}${name}`) ? termOf(`${ANY_FIELD}${name}`, node.value) : undefined;
}

/** Both at once. What is joined by "or" is put in parentheses, so that it stays together. */
export function narrowed(expression: string, term: string): string {
  const before = expression.trim();
  if (before === "") return term;
  return `${/\|\||\bor\b/i.test(before) ? `(${before})` : before} && ${term}`;
}

/** All rows that do not fit, those without such a value among them. */
export function excluding(term: string): string {
  return /\s/.test(term) ? `!(${term})` : `!${term}`;
}

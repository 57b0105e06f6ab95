import { itemLayout } from "./tmf-items.js";
import type { SchemaProvider } from "./schema-file.js";
import type { EventSchema, FieldSchema, ValueMap } from "./schema.js";

const MAX_LINE = 32_768;
const MAX_TEXT = 4096;
const MAX_NAME = 256;
const MAX_MESSAGES = 65_536;
/** Far more than anybody writes in one message. */
const MAX_ARGUMENTS = 256;
/** The first argument is %10. */
const FIRST_NUMBER = 10;

const HEADING = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?\s+(\S{1,256})/i;
const MESSAGE = /^#typev?\s+(\S{1,256})\s+(\d{1,5})\s+"/;

/** What is told behind the text; a function's name may have blanks in it and stands last. */
const LEVEL = /(?:^|\s)LEVEL=(\S{0,256})/;
const FLAGS = /(?:^|\s)FLAGS=(\S{0,256})/;
const FUNCTION = /(?:^|\s)FUNC=(.{0,256})/;

interface Heading {
  readonly guid: string;
  readonly component: string;
  /** Source file. */
  readonly file: string;
}

/** Whether a text is a trace message format file, or several after one another. */
export function isTmf(text: string): boolean {
  return /^#typev?[ \t]+\S+[ \t]+\d+[ \t]+"/m.test(text);
}

/**
 * Reads trace message format files (.tmf), which say how the arguments of WPP messages are laid out:
 *
 *   2158e7d3-... Driver // SRC=Queue.c MJ= MN=                                                  message GUID, name, source file
 *   #typev Queue_c231 207 "%0%!FUNC! gave %10!x!" //   LEVEL=Info FLAGS=Queue FUNC=PowerDown    place, message number, text
 *   {
 *   devExt->power, ItemLong -- 10                                                              argument, type, number in the text
 *   }
 *
 * What cannot be read of it is left out: a message whose arguments are not all known keeps those before the first unknown one.
 */
export function parseTmf(text: string): readonly SchemaProvider[] {
  const found = new Map<string, { readonly name: string; readonly schemas: EventSchema[]; readonly maps: Map<string, ValueMap> }>();
  let heading: Heading | undefined;
  let left = MAX_MESSAGES;
  const lines = text.split(/\r\n|\r|\n/);
  for (let at = 0; at < lines.length && left > 0; at++) {
    const line = (lines[at] ?? "").trim();
    if (line.length > MAX_LINE) continue;
    const start = HEADING.exec(line);
    if (start) heading = { guid: (start[1] ?? "").toLowerCase(), component: start[2] ?? "", file: /SRC=(\S{1,256})/.exec(line)?.[1] ?? "" };
    if (heading === undefined || !line.startsWith("#type")) continue;
    const block = argumentsAt(lines, at + 1);
    at = block.next - 1;
    let provider = found.get(heading.guid);
    if (provider === undefined) found.set(heading.guid, (provider = { name: heading.component, schemas: [], maps: new Map() }));
    const schema = messageOf(line, heading, block.lines, provider.maps);
    if (schema === undefined) continue;
    left--;
    provider.schemas.push(schema);
  }
  return [...found].map(([guid, provider]) => ({ guid, ...provider }));
}

/** The lines between braces from `from` on, and the line behind them; a block that does not end stops at the next message. */
function argumentsAt(lines: readonly string[], from: number): { readonly lines: readonly string[]; readonly next: number } {
  if (lines[from]?.trim() !== "{") return { lines: [], next: from };
  const block: string[] = [];
  let at = from + 1;
  for (; at < lines.length; at++) {
    const line = (lines[at] ?? "").trim();
    if (line.startsWith("}")) return { lines: block, next: at + 1 };
    if (line.startsWith("#type") || HEADING.test(line)) break;
    if (block.length < MAX_ARGUMENTS && line !== "" && line.length <= MAX_LINE) block.push(line);
  }
  return { lines: block, next: at };
}

function messageOf(line: string, heading: Heading, block: readonly string[], maps: Map<string, ValueMap>): EventSchema | undefined {
  const start = MESSAGE.exec(line);
  const id = Number(start?.[2]);
  if (start === null || id > 0xffff) return undefined;
  const from = start[0].length;
  const comment = line.lastIndexOf('" //');
  const end = comment >= from ? comment : line.lastIndexOf('"');
  if (end < from) return undefined;
  const told = comment >= from ? line.slice(comment + 4) : "";
  const says = (pattern: RegExp): string => pattern.exec(told)?.[1]?.trim() ?? "";
  const names = { FUNC: says(FUNCTION), LEVEL: says(LEVEL), FLAGS: says(FLAGS), COMPNAME: heading.component };
  const text = plain(line.slice(from, Math.min(end, from + MAX_TEXT)), names);
  const place = placeOf(start[1] ?? "", heading.file);
  const { fields, numbers } = fieldsOf(block, text, maps);
  return {
    provider: heading.guid,
    providerName: heading.component,
    id,
    version: 0,
    name: names.FUNC === "" ? place : `${names.FUNC} (${place})`,
    fields,
    format: { text, numbers, component: heading.component, place },
  };
}

/** Queue_c231 of Queue.c is line 231 of it. */
function placeOf(name: string, file: string): string {
  const line = /\d+$/.exec(name)?.[0];
  return file === "" || line === undefined ? name : `${file}:${line}`;
}

/** The text with what is the same for all its events put in, and the escapes of the source's strings resolved. */
function plain(text: string, names: Readonly<Record<string, string>>): string {
  return text
    .replaceAll(/%!([A-Z]{1,16})!/g, (whole, name: string) => (Object.hasOwn(names, name) ? (names[name] ?? "").replaceAll("%", "%%") : whole))
    .replaceAll(/\\([nrt"\\])/g, (_, letter: string) => ({ n: "\n", r: "", t: "\t" })[letter] ?? letter)
    .trimEnd();
}

function fieldsOf(
  block: readonly string[],
  text: string,
  maps: Map<string, ValueMap>,
): { readonly fields: readonly FieldSchema[]; readonly numbers: readonly number[] } {
  const conversions = new Map<number, string>();
  for (const [, number, specification] of text.matchAll(/%([1-9]\d{1,2})!([^!]{1,32})!/g))
    conversions.set(Number(number), (specification ?? "").slice(-1).toLowerCase());
  const fields: FieldSchema[] = [];
  const numbers: number[] = [];
  for (const line of block) {
    const behind = /(?:--|\/\/)\s*(\d{1,3})$/.exec(line);
    const declared = behind === null ? line : line.slice(0, behind.index).trimEnd();
    const number = behind === null ? FIRST_NUMBER + fields.length : Number(behind[1]);
    const comma = declared.search(/,\s*Item[A-Za-z]/);
    const kind = comma < 0 ? "" : declared.slice(comma + 1).trim();
    const type = /^Item\w{1,32}/.exec(kind)?.[0] ?? "";
    const list = kind.charAt(type.length) === "(" && kind.endsWith(")") ? kind.slice(type.length + 1, -1) : "";
    const layout = itemLayout(type, list, conversions.get(number) ?? "");
    // Nothing behind it can be found.
    if (layout === undefined) break;
    const { map, ...rest } = layout;
    const name = fieldName(declared.slice(0, comma)) || `arg${number}`;
    const mapName = `${type}(${list})`;
    if (map !== undefined) maps.set(mapName, map);
    fields.push({ name, ...rest, ...(map !== undefined && { map: mapName }) });
    numbers.push(number);
  }
  return { fields, numbers };
}

/** An argument is any C expression; its name must be one that filters can be written with: `dev->Irp[0]` becomes dev.Irp_0. */
function fieldName(expression: string): string {
  return expression
    .slice(0, MAX_NAME)
    .replaceAll("->", ".")
    .replaceAll(/[^\w.]+/g, "_")
    .replaceAll(/^[_.]+|[_.]+$/g, "");
}

import { IN_TYPE, OUT_TYPE, type FieldSchema } from "../trace/schema.js";

/**
 * The short notation in which all built-in layouts are written: fields separated by spaces, each
 *
 *   Name[:type][[length]][*count][@map][?]
 *
 * Without a type a field is a UInt32. A length or count is a number or the name of an earlier field. "@" names a map of the provider.
 * "?" marks a field that older builds do not write. A struct is Name:{Member Member ...}*count. The types:
 *
 *   u8 u16 u32 u64 i8 i16 i32 i64 x32 x64 f32 f64 bool ptr size guid sid wsid ft st    fixed by themselves
 *   z az      text up to a NUL, 16 and 8 bits       s     16-bit text whose length in characters is the field before it
 *   cz        text after its own UInt16 byte count  b     bytes whose number is the field before it
 *   rest      bytes up to the end of the payload
 *   str bin   text and bytes with a stated length   ch    characters of UTF-16 with a stated count
 *   ip4 ip6 mac port sock pid tid nts win32 hr hex8 hex16 hex32 hex64    the same with a way to show them
 */
const TYPES: Readonly<Record<string, readonly [inType: number, outType?: number, length?: number]>> = {
  u8: [IN_TYPE.UINT8],
  u16: [IN_TYPE.UINT16],
  u32: [IN_TYPE.UINT32],
  u64: [IN_TYPE.UINT64],
  i8: [IN_TYPE.INT8],
  i16: [IN_TYPE.INT16],
  i32: [IN_TYPE.INT32],
  i64: [IN_TYPE.INT64],
  x32: [IN_TYPE.HEX_INT32],
  x64: [IN_TYPE.HEX_INT64],
  f32: [IN_TYPE.FLOAT],
  f64: [IN_TYPE.DOUBLE],
  bool: [IN_TYPE.BOOLEAN],
  ptr: [IN_TYPE.POINTER],
  size: [IN_TYPE.SIZE_T],
  guid: [IN_TYPE.GUID],
  sid: [IN_TYPE.SID],
  wsid: [IN_TYPE.WBEM_SID],
  ft: [IN_TYPE.FILETIME],
  st: [IN_TYPE.SYSTEMTIME],
  z: [IN_TYPE.UNICODE_STRING],
  s: [IN_TYPE.UNICODE_STRING],
  str: [IN_TYPE.UNICODE_STRING],
  az: [IN_TYPE.ANSI_STRING],
  uz: [IN_TYPE.ANSI_STRING, OUT_TYPE.UTF8],
  cz: [IN_TYPE.MANIFEST_COUNTED_STRING],
  ch: [IN_TYPE.UNICODE_CHAR],
  b: [IN_TYPE.BINARY],
  bin: [IN_TYPE.BINARY],
  rest: [IN_TYPE.BINARY],
  ip4: [IN_TYPE.UINT32, OUT_TYPE.IPV4],
  ip6: [IN_TYPE.BINARY, OUT_TYPE.IPV6, 16],
  mac: [IN_TYPE.BINARY, OUT_TYPE.MAC, 6],
  port: [IN_TYPE.UINT16, OUT_TYPE.PORT],
  sock: [IN_TYPE.BINARY, OUT_TYPE.SOCKET_ADDRESS],
  pid: [IN_TYPE.UINT32, OUT_TYPE.PID],
  tid: [IN_TYPE.UINT32, OUT_TYPE.TID],
  nts: [IN_TYPE.UINT32, OUT_TYPE.NTSTATUS],
  win32: [IN_TYPE.UINT32, OUT_TYPE.WIN32_ERROR],
  hr: [IN_TYPE.INT32, OUT_TYPE.HRESULT],
  hex8: [IN_TYPE.UINT8, OUT_TYPE.HEX_INT8],
  hex16: [IN_TYPE.UINT16, OUT_TYPE.HEX_INT16],
  hex32: [IN_TYPE.UINT32, OUT_TYPE.HEX_INT32],
  hex64: [IN_TYPE.UINT64, OUT_TYPE.HEX_INT64],
};

const FIELD = /^([^\s:[\]*@?{}]+)(?::([a-z]+\d*))?(?:\[([^\]]+)\])?(?:\*([^@?]+))?(?:@([^?]+))?(\?)?$/;
const STRUCT = /^([^\s:]+):\{(.*)\}(?:\*(.+))?$/;

const numberOrName = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

/** A mistake in a table is a bug of ours, so it throws: the tests parse every table. */
export function parseFields(text: string): readonly FieldSchema[] {
  const fields: FieldSchema[] = [];
  let before: string | undefined;
  for (const word of wordsOf(text)) {
    const field = word.includes("{") ? parseStruct(word) : parseField(word, before);
    before = field.name;
    fields.push(field);
  }
  return fields;
}

function parseField(word: string, before: string | undefined): FieldSchema {
  const [, name = "", code = "u32", length, count, map, optional] = FIELD.exec(word) ?? [];
  const type = TYPES[code];
  if (name === "" || !type) throw new Error(`Field "${word}" is not in the notation of the built-in layouts.`);
  const [inType, outType, fixed] = type;
  const size = code === "s" || code === "b" ? before : length === undefined ? fixed : numberOrName(length);
  return {
    name,
    inType,
    ...(outType !== undefined && { outType }),
    ...(size !== undefined && { length: size }),
    ...(count !== undefined && { count: numberOrName(count) }),
    ...(code === "rest" && { toEnd: true as const }),
    ...(map !== undefined && { map }),
    ...(optional !== undefined && { optional: true }),
  };
}

function parseStruct(word: string): FieldSchema {
  const [, name = "", members, count] = STRUCT.exec(word) ?? [];
  if (members === undefined) throw new Error(`Struct "${word}" is not in the notation of the built-in layouts.`);
  return { name, inType: IN_TYPE.STRUCT, members: parseFields(members), ...(count !== undefined && { count: numberOrName(count) }) };
}

/** Splits at spaces that are not inside braces. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let depth = 0;
  let word = "";
  for (const c of text) {
    if (c === "{") depth++;
    else if (c === "}") depth--;
    if (c === " " && depth === 0) {
      if (word !== "") words.push(word);
      word = "";
    } else word += c;
  }
  if (word !== "") words.push(word);
  return words;
}

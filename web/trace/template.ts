import { IN_TYPE as T, OUT_TYPE as O } from "./schema.js";
import type { FieldSchema } from "./schema.js";
import type { XmlElement } from "./xml.js";

const MAX_STRUCT_DEPTH = 8;

/** Names without their prefix (win:, xs:, trace:), in lower case. */
const IN_TYPES: Readonly<Record<string, number>> = {
  unicodestring: T.UNICODE_STRING,
  ansistring: T.ANSI_STRING,
  int8: T.INT8,
  uint8: T.UINT8,
  int16: T.INT16,
  uint16: T.UINT16,
  int32: T.INT32,
  uint32: T.UINT32,
  int64: T.INT64,
  uint64: T.UINT64,
  float: T.FLOAT,
  double: T.DOUBLE,
  boolean: T.BOOLEAN,
  binary: T.BINARY,
  guid: T.GUID,
  pointer: T.POINTER,
  filetime: T.FILETIME,
  systemtime: T.SYSTEMTIME,
  sid: T.SID,
  hexint32: T.HEX_INT32,
  hexint64: T.HEX_INT64,
  countedunicodestring: T.MANIFEST_COUNTED_STRING,
  countedansistring: T.MANIFEST_COUNTED_ANSI_STRING,
  countedbinary: T.MANIFEST_COUNTED_BINARY,
  unicodechar: T.UNICODE_CHAR,
  ansichar: T.ANSI_CHAR,
  sizet: T.SIZE_T,
  hexdump: T.HEX_DUMP,
  wbemsid: T.WBEM_SID,
};

/** Only those that change how a value is shown. */
const OUT_TYPES: Readonly<Record<string, number>> = {
  string: O.STRING,
  datetime: O.DATE_TIME,
  boolean: O.BOOLEAN,
  hexbinary: O.HEX_BINARY,
  hexint8: O.HEX_INT8,
  hexint16: O.HEX_INT16,
  hexint32: O.HEX_INT32,
  hexint64: O.HEX_INT64,
  pid: O.PID,
  tid: O.TID,
  port: O.PORT,
  ipv4: O.IPV4,
  ipv6: O.IPV6,
  socketaddress: O.SOCKET_ADDRESS,
  etwtime: O.ETW_TIME,
  xml: O.XML,
  win32error: O.WIN32_ERROR,
  ntstatus: O.NTSTATUS,
  hresult: O.HRESULT,
  datetimecultureinsensitive: O.CULTURE_INSENSITIVE_DATE_TIME,
  json: O.JSON,
  utf8: O.UTF8,
  pkcs7withtypeinfo: O.PKCS7,
  codepointer: O.CODE_POINTER,
  datetimeutc: O.DATE_TIME_UTC,
  reducedstring: O.REDUCED_STRING,
};

function typeOf(table: Readonly<Record<string, number>>, name: string | undefined): number | undefined {
  const key = (name ?? "").slice((name ?? "").indexOf(":") + 1).toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A decimal or 0x number that an unsigned 32-bit field can hold. */
export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return undefined;
  const number = Number(text);
  return number <= 0xffffffff ? number : undefined;
}

export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.get(name);
}

/** length and count are numbers or names of other fields. */
function sizes(element: XmlElement): Pick<FieldSchema, "length" | "count"> {
  const length = attribute(element, "length");
  const count = attribute(element, "count");
  return { ...(length !== undefined && { length: numberOf(length) ?? length }), ...(count !== undefined && { count: numberOf(count) ?? count }) };
}

/**
 * The fields of a template, of a structure with `depth` above 0. Tools that dump manifests leave out types they do not know: what stands
 * before such a field is still right, the rest of the payload is shown raw. Undefined when not even the first field can be read.
 */
export function fieldsOfTemplate(template: XmlElement, depth = 0): readonly FieldSchema[] | undefined {
  const fields: FieldSchema[] = [];
  for (const element of template.children) {
    if (element.name !== "struct" && element.name !== "data") continue;
    const field = fieldOf(element, attribute(element, "name") ?? `Field${fields.length + 1}`, depth);
    if (field === undefined) return depth === 0 && fields.length > 0 ? fields : undefined;
    fields.push(field);
  }
  return fields;
}

function fieldOf(element: XmlElement, name: string, depth: number): FieldSchema | undefined {
  if (element.name === "struct") {
    const members = depth < MAX_STRUCT_DEPTH ? fieldsOfTemplate(element, depth + 1) : undefined;
    return members && { name, inType: T.STRUCT, members, ...sizes(element) };
  }
  const inType = typeOf(IN_TYPES, attribute(element, "inType"));
  if (inType === undefined) return undefined;
  const outType = typeOf(OUT_TYPES, attribute(element, "outType"));
  const map = attribute(element, "map");
  return { name, inType, ...(outType !== undefined && { outType }), ...sizes(element), ...(map !== undefined && { map }) };
}

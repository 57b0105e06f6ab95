import { IN_TYPE as T, OUT_TYPE as O } from "./schema.js";
import type { FieldSchema, ValueMap } from "./schema.js";

type Layout = Pick<FieldSchema, "inType" | "outType" | "length">;

/** Argument types of trace messages whose values have one form, by their names in lower case. */
const ITEMS: Readonly<Record<string, Layout>> = {
  itemchar: { inType: T.INT8 },
  itemuchar: { inType: T.UINT8 },
  itemcharshort: { inType: T.INT8 },
  itemcharsign: { inType: T.INT8 },
  itemwchar: { inType: T.UINT16 },
  itemshort: { inType: T.INT16 },
  itemushort: { inType: T.UINT16 },
  itemlong: { inType: T.INT32 },
  itemulong: { inType: T.UINT32 },
  itemulongx: { inType: T.HEX_INT32 },
  itemlonglong: { inType: T.INT64 },
  itemquad: { inType: T.INT64 },
  itemulonglong: { inType: T.UINT64 },
  itemuquad: { inType: T.UINT64 },
  itemlonglongx: { inType: T.HEX_INT64 },
  itemlonglongxx: { inType: T.HEX_INT64 },
  itemulonglongx: { inType: T.HEX_INT64 },
  itemulonglongxx: { inType: T.HEX_INT64 },
  itemlonglongo: { inType: T.INT64 },
  itemfloat: { inType: T.FLOAT },
  itemdouble: { inType: T.DOUBLE },
  itembool: { inType: T.BOOLEAN },
  itemptr: { inType: T.POINTER },
  itemstring: { inType: T.ANSI_STRING },
  itemmlstring: { inType: T.ANSI_STRING },
  itemrstring: { inType: T.ANSI_STRING, outType: O.REDUCED_STRING },
  itemwstring: { inType: T.UNICODE_STRING },
  itemrwstring: { inType: T.UNICODE_STRING, outType: O.REDUCED_STRING },
  itempstring: { inType: T.COUNTED_ANSI_STRING },
  itempwstring: { inType: T.COUNTED_STRING },
  itemdsstring: { inType: T.REVERSED_COUNTED_ANSI_STRING },
  itemdswstring: { inType: T.REVERSED_COUNTED_STRING },
  itemnwstring: { inType: T.NON_NULL_TERMINATED_STRING },
  itemchar4: { inType: T.ANSI_STRING, length: 4 },
  itemsid: { inType: T.SID },
  itemguid: { inType: T.GUID },
  itemiid: { inType: T.GUID },
  itemclsid: { inType: T.GUID },
  itemlibid: { inType: T.GUID },
  itemipaddr: { inType: T.UINT32, outType: O.IPV4 },
  itemipv6addr: { inType: T.BINARY, outType: O.IPV6, length: 16 },
  itemmacaddr: { inType: T.BINARY, outType: O.MAC, length: 6 },
  itemport: { inType: T.UINT16, outType: O.PORT },
  itemntstatus: { inType: T.UINT32, outType: O.NTSTATUS },
  itemnterror: { inType: T.UINT32, outType: O.NTSTATUS },
  itemhresult: { inType: T.UINT32, outType: O.HRESULT },
  itemwinerror: { inType: T.UINT32, outType: O.WIN32_ERROR },
  itemmerror: { inType: T.UINT32 },
  itemnetevent: { inType: T.UINT32 },
  itemndis_status: { inType: T.UINT32, outType: O.NTSTATUS },
  itemndis_oid: { inType: T.HEX_INT32 },
  itemenum: { inType: T.INT32 },
  itemflagsenum: { inType: T.HEX_INT32 },
  itemtimestamp: { inType: T.FILETIME },
  itemtimedelta: { inType: T.INT64 },
  itemwaittime: { inType: T.INT64 },
  // A u16 byte count and the bytes.
  itemhexdump: { inType: T.MANIFEST_COUNTED_BINARY },
  itemhexbytes: { inType: T.MANIFEST_COUNTED_BINARY },
};

/** Lists of names inside the type: ItemListByte(Low,APC,DPC) numbers them from 0, ItemSetLong(a,b) gives one to each bit. */
const LISTS: Readonly<Record<string, { readonly inType: number; readonly bits: boolean }>> = {
  itemlistbyte: { inType: T.UINT8, bits: false },
  itemlistshort: { inType: T.UINT16, bits: false },
  itemlistlong: { inType: T.UINT32, bits: false },
  itemsetbyte: { inType: T.UINT8, bits: true },
  itemsetshort: { inType: T.UINT16, bits: true },
  itemsetlong: { inType: T.UINT32, bits: true },
};

const MAX_NAMES = 1024;
const SIGNED: readonly number[] = [T.INT8, T.INT16, T.INT32, T.INT64];

export interface ItemLayout extends Layout {
  readonly map?: ValueMap;
}

/**
 * Layout of an argument, or undefined for a type that is not known: where it ends cannot be known then. `list` are the names that stand
 * in the type, `conversion` is the last letter of its printf specification.
 */
export function itemLayout(type: string, list: string, conversion: string): ItemLayout | undefined {
  const name = type.toLowerCase();
  const names = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
  if (names !== undefined) return { inType: names.inType, map: mapOf(list, names.bits) };
  const layout = Object.hasOwn(ITEMS, name) ? ITEMS[name] : undefined;
  return layout?.outType === undefined && layout?.length === undefined ? layout && { inType: shown(layout.inType, conversion) } : layout;
}

/** One type stands for signed, unsigned and hexadecimal numbers and for characters: how a value is meant shows in the text. */
function shown(inType: number, conversion: string): number {
  if (inType === T.UINT16 && conversion === "c") return T.UNICODE_CHAR;
  if ((inType === T.INT8 || inType === T.UINT8) && conversion === "c") return T.ANSI_CHAR;
  if (inType === T.INT32 && conversion === "x") return T.HEX_INT32;
  if (inType === T.INT64 && conversion === "x") return T.HEX_INT64;
  return SIGNED.includes(inType) && "xuop".includes(conversion) && conversion !== "" ? inType + 1 : inType;
}

function mapOf(list: string, bits: boolean): ValueMap {
  const texts: Record<number, string> = {};
  for (const [i, entry] of list.split(",", bits ? 32 : MAX_NAMES).entries()) texts[bits ? 2 ** i : i] = entry.trim();
  return bits ? { bits, texts } : { texts };
}

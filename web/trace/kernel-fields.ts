import { IN_TYPE as T, OUT_TYPE as O } from "./schema.js";
import type { EventSchema, FieldSchema } from "./schema.js";

// Short words for the tables of kernel events, which repeat a handful of types hundreds of times.

export const u8 = (name: string): FieldSchema => ({ name, inType: T.UINT8 });
export const u16 = (name: string): FieldSchema => ({ name, inType: T.UINT16 });
export const u32 = (name: string): FieldSchema => ({ name, inType: T.UINT32 });
export const i32 = (name: string): FieldSchema => ({ name, inType: T.INT32 });
export const u64 = (name: string): FieldSchema => ({ name, inType: T.UINT64 });
export const hex32 = (name: string): FieldSchema => ({ name, inType: T.HEX_INT32 });
export const pointer = (name: string): FieldSchema => ({ name, inType: T.POINTER });
export const guid = (name: string): FieldSchema => ({ name, inType: T.GUID });
export const fileTime = (name: string): FieldSchema => ({ name, inType: T.FILETIME });
export const pid = (name: string): FieldSchema => ({ name, inType: T.UINT32, outType: O.PID });
export const tid = (name: string): FieldSchema => ({ name, inType: T.UINT32, outType: O.TID });
export const wide = (name: string): FieldSchema => ({ name, inType: T.UNICODE_STRING });
export const wideOf = (name: string, length: number): FieldSchema => ({ name, inType: T.UNICODE_STRING, length });
export const narrow = (name: string): FieldSchema => ({ name, inType: T.ANSI_STRING });
export const bytes = (name: string, length: number): FieldSchema => ({ name, inType: T.BINARY, length });
export const mac = (name: string): FieldSchema => ({ name, inType: T.BINARY, outType: O.MAC, length: 6 });
export const ipv4 = (name: string): FieldSchema => ({ name, inType: T.UINT32, outType: O.IPV4 });
export const mapped = (field: FieldSchema, map: string): FieldSchema => ({ ...field, map });
export const optional = (field: FieldSchema): FieldSchema => ({ ...field, optional: true });

/** One layout for several opcodes of a class: `names` gives each opcode its name. */
export function kernelEvents(
  provider: string,
  group: string,
  version: number,
  names: Readonly<Record<number, string>>,
  fields: readonly FieldSchema[],
): readonly EventSchema[] {
  return Object.entries(names).map(([opcode, name]) => ({ provider, id: 0, version, opcode: Number(opcode), name: `${group}/${name}`, fields }));
}

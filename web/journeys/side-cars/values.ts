import type { NetworkType } from "./side-car.js";

/** Longer names help nobody and cost memory in every row that shows them. */
const MAX_NAME = 256;
const MAX_ADDRESSES = 1024;
const NETWORK_TYPES: readonly NetworkType[] = ["nat", "transparent", "l2bridge", "overlay", "l2tunnel", "ics"];
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Trimmed text; nothing for what is empty, cut off by a table, or no text at all. */
export function nameOf(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  return text === "" || text.length > MAX_NAME || text.endsWith("…") || text.endsWith("...") ? undefined : text;
}

/** The last GUID in a text: of "Microsoft:machine\adapter" the adapter's. */
export function guidOf(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > 1024) return undefined;
  const guid = value.toLowerCase().match(GUID)?.at(-1);
  return guid === "00000000-0000-0000-0000-000000000000" ? undefined : guid;
}

/** "00-15-5D-..", "00:15:5d:.." or twelve digits alone. */
export function macOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const digits = /^(?:[0-9a-f]{2}[-:]){5}[0-9a-f]{2}$|^[0-9a-f]{12}$/i.test(value.trim()) ? value.replace(/[^0-9a-f]/gi, "").toLowerCase() : "";
  return digits === "" || /^0+$/.test(digits) ? undefined : (digits.match(/../g) ?? []).join(":");
}

export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "number" ? value : typeof value === "string" && /^\s*\d{1,10}\s*$/.test(value) ? Number(value) : NaN;
  return Number.isSafeInteger(number) && number >= 0 && number <= 0xffffffff ? number : undefined;
}

/** Hex digits of an id, dashes left out; nothing for what is too short to tell things apart. */
export function idOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const digits = value.trim().replace(/-/g, "").toLowerCase();
  return /^[0-9a-f]{8,64}$/.test(digits) ? digits : undefined;
}

export function networkTypeOf(value: unknown): NetworkType | undefined {
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  return NETWORK_TYPES.find((type) => type === text);
}

/** The parts of a list, however it is written: an array, or "{a, b}". */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.slice(0, MAX_ADDRESSES) as unknown[];
  if (typeof value !== "string") return value === undefined || value === null ? [] : [value];
  const text = value.trim();
  const inner = text.startsWith("{") ? text.slice(1, text.endsWith("}") ? -1 : undefined) : text;
  return inner.split(/[,|]/).slice(0, MAX_ADDRESSES);
}

/** IP addresses in a list, without prefix length, zone or remarks such as "(Preferred)". */
export function addressesOf(value: unknown): readonly string[] {
  const found = listOf(value).map((part) => (typeof part === "string" ? addressOf(part) : undefined));
  return [...new Set(found.filter((address) => address !== undefined))];
}

function addressOf(text: string): string | undefined {
  const address = text.trim().split(/[/%(]/, 1)[0]?.trim().toLowerCase() ?? "";
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return address.split(".").every((part) => Number(part) < 256) && address !== "0.0.0.0" ? address : undefined;
  return /^[0-9a-f:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?$/.test(address) && address.split(":").length > 2 && address !== "::" ? address : undefined;
}

/** The entry without the fields that are undefined: absent facts are absent keys. */
export function entryOf<T extends object>(fields: { readonly [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) as T;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

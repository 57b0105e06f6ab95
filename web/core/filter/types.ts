export type FieldType =
  | "number"
  /** Nanoseconds. */
  | "duration"
  /** A size in bytes. */
  | "bytes"
  | "text"
  /** IPv4 and IPv6 addresses: text, or 4 or 16 bytes. */
  | "ip"
  /** "address:port", IPv6 in brackets; compared with an address, a network, or an address with a port. */
  | "endpoint"
  /** Text, or 6 bytes. */
  | "mac"
  /** Alone it means "is set", so that `!tcp.flags.ack` says what it seems to say. */
  | "bool"
  | "enum"
  /** A run of bytes: searched, never ordered. */
  | "raw"
  /** Is there or not; nothing to compare. */
  | "presence"
  /** Whatever the event has under that name. */
  | "any";

export interface FieldInfo {
  readonly name: string;
  readonly type: FieldType;
  /** One line for completion. */
  readonly note: string;
  /** All values of an enum. */
  readonly values?: readonly string[];
  /** Names that stand for numbers. */
  readonly codes?: Readonly<Record<string, number>>;
  /** Addresses of one version only: the other would never be found. */
  readonly version?: 4 | 6;
  /** A duration that Wireshark gives in seconds: a bare number is taken so. Others need a unit. */
  readonly seconds?: true;
}

export type FieldCatalogue = ReadonlyMap<string, FieldInfo>;

export type FilterValue = string | number | bigint | boolean | Uint8Array;
/** The values a row has under a name of `Filter.names`; undefined or an empty list when it has none. */
export type FilterGetter = (name: string) => FilterValue | readonly FilterValue[] | undefined;

/** What a PartialGetter says of a name whose values are not known yet. */
export const PENDING: unique symbol = Symbol("pending");
/** Knows some of the names of a row, or those that all rows of a kind have in common. */
export type PartialGetter = (name: string) => FilterValue | readonly FilterValue[] | undefined | typeof PENDING;

export interface Filter {
  readonly test: (get: FilterGetter) => boolean;
  /** The same from what is known so far: undefined when it depends on what is pending. */
  readonly decide: (get: PartialGetter) => boolean | undefined;
  /** Every name that `test` may ask for. */
  readonly names: ReadonlySet<string>;
}

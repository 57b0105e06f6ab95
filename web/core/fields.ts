/** A decoded value as it appears in EventRow.fields: 64-bit integers are strings, binary is Uint8Array, structs are objects. */
export type FieldValue = string | number | boolean | Uint8Array | readonly FieldValue[] | { readonly [name: string]: FieldValue };

/** One decoded field with the bytes it came from: what the field tree shows, and what links it to the hex view. */
export interface FieldNode {
  /** Name in filters: the provider's field name, or Wireshark's ("ip.src") for frames. */
  readonly name: string;
  /** What the tree shows before the value: "Source address". */
  readonly label: string;
  /** The value rendered for a person: "192.168.1.70", "34 (packet filter of the destination NIC)". */
  readonly text: string;
  readonly value: FieldValue;
  /** Byte range, relative to the start of the bytes that were decoded (event payload or frame). Empty when from equals to. */
  readonly from: number;
  readonly to: number;
  readonly children?: readonly FieldNode[];
}

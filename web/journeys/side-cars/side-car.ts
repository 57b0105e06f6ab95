import type { PlaceKind } from "../../core/api.js";

/** What container networks are made as. */
export type NetworkType = "nat" | "transparent" | "l2bridge" | "overlay" | "l2tunnel" | "ics";

/** What one line, object or paragraph of a listing says of one thing; every field is text that a person may have edited. */
export interface SideCarEntry {
  /** Of the interface, switch or HNS network: lower case, no braces. */
  readonly guid?: string;
  /** "00:15:5d:..", lower case. */
  readonly mac?: string;
  readonly interfaceIndex?: number;
  /** Name in the network settings. */
  readonly alias?: string;
  readonly description?: string;
  /** Name of the host's own adapter on a switch. */
  readonly hostAdapter?: string;
  readonly placeKind?: PlaceKind;
  readonly switch?: string;
  readonly switchType?: string;
  readonly vm?: string;
  /** Name of the adapter inside its virtual machine. */
  readonly vmAdapter?: string;
  readonly container?: string;
  /** Lower-case hex digits, possibly only the first ones. */
  readonly containerId?: string;
  /** Lower-case hex digits, no dashes. */
  readonly endpointId?: string;
  readonly network?: string;
  readonly networkType?: NetworkType;
  readonly addresses?: readonly string[];
  readonly compartment?: number;
  readonly namespace?: string;
  readonly pod?: string;
}

/** A listing that was recognised. */
export interface SideCarNames {
  /** The command that prints such a listing: "Get-NetAdapter". */
  readonly kind: string;
  /** The machine that it says it was made on. */
  readonly computer?: string;
  readonly entries: readonly SideCarEntry[];
}

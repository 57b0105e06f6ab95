import type { Listing, Row } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { addressesOf, entryOf, nameOf, numberOf } from "./values.js";

/** Get-NetIPAddress -IncludeAllCompartments: addresses, names and compartments of interfaces. */
export function getNetIpAddress({ rows }: Listing): SideCarNames | undefined {
  const entries = rows.flatMap((row) => address(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "Get-NetIPAddress", entries };
}

function address(row: Row): SideCarEntry | undefined {
  if (!row.has("ipaddress") || !row.has("prefixlength") || row.has("virtualnetwork") || row.has("virtualnetworkname")) return undefined;
  const interfaceIndex = numberOf(row.get("ifindex") ?? row.get("interfaceindex"));
  const alias = nameOf(row.get("interfacealias")) ?? nameOf(row.get("ifalias"));
  if (interfaceIndex === undefined && alias === undefined) return undefined;
  const compartment = numberOf(row.get("compartmentid") ?? row.get("compartment"));
  return entryOf<SideCarEntry>({ interfaceIndex, alias, addresses: addressesOf(row.get("ipaddress")), compartment });
}

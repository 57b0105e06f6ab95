import type { Listing, Row } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { addressesOf, entryOf, guidOf, macOf, nameOf } from "./values.js";

/** Get-VMNetworkAdapter: adapters of virtual machines, and with -ManagementOS those of the host on its switches. */
export function getVmNetworkAdapter({ rows }: Listing): SideCarNames | undefined {
  const entries = rows.flatMap((row) => adapter(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "Get-VMNetworkAdapter", entries };
}

function adapter(row: Row): SideCarEntry | undefined {
  if (!row.has("ismanagementos") && !(row.has("vmname") && row.has("switchname"))) return undefined;
  const name = nameOf(row.get("name"));
  if (name === undefined) return undefined;
  const vm = nameOf(row.get("vmname"));
  const ofHost = row.get("ismanagementos") === true || row.get("ismanagementos") === "True" || vm === undefined;
  return entryOf<SideCarEntry>({
    ...(ofHost ? { hostAdapter: name } : { vm, vmAdapter: name, placeKind: "vm-nic" }),
    guid: guidOf(row.get("deviceid")) ?? guidOf(row.get("adapterid")) ?? guidOf(row.get("id")),
    mac: macOf(row.get("macaddress")),
    switch: nameOf(row.get("switchname")),
    addresses: addressesOf(row.get("ipaddresses")),
  });
}

import type { Listing, Row } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { entryOf, guidOf, nameOf } from "./values.js";

/** VMSwitchType as ConvertTo-Json writes it. */
const TYPES = ["Private", "Internal", "External"];

/** Get-VMSwitch: names of virtual switches and the adapters they are bound to. */
export function getVmSwitch({ rows }: Listing): SideCarNames | undefined {
  const entries = rows.flatMap((row) => virtualSwitch(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "Get-VMSwitch", entries };
}

function virtualSwitch(row: Row): SideCarEntry | undefined {
  const type = row.get("switchtype");
  const name = nameOf(row.get("name"));
  if (type === undefined || name === undefined) return undefined;
  return entryOf<SideCarEntry>({
    switch: name,
    switchType: typeof type === "number" ? (TYPES[type] ?? String(type)) : (nameOf(type) ?? "Private"),
    guid: guidOf(row.get("id") ?? row.get("switchid")),
    description: nameOf(row.get("netadapterinterfacedescription")),
  });
}

import type { PlaceKind } from "../../core/api.js";
import type { Listing, Row } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { entryOf, guidOf, macOf, nameOf, numberOf } from "./values.js";

/** Get-NetAdapter: names, indexes and addresses of the host's interfaces. */
export function getNetAdapter({ rows }: Listing): SideCarNames | undefined {
  const entries = rows.flatMap((row) => adapter(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "Get-NetAdapter", entries };
}

function adapter(row: Row): SideCarEntry | undefined {
  if (!row.has("interfacedescription") || row.has("vmname") || row.has("ipaddress")) return undefined;
  const interfaceIndex = numberOf(row.get("ifindex") ?? row.get("interfaceindex"));
  const mac = macOf(row.get("macaddress") ?? row.get("permanentaddress"));
  const guid = guidOf(row.get("interfaceguid"));
  if (interfaceIndex === undefined && mac === undefined && guid === undefined) return undefined;
  const alias = nameOf(row.get("name")) ?? nameOf(row.get("interfacealias"));
  const description = nameOf(row.get("interfacedescription"));
  const placeKind = kindOf(row, `${alias ?? ""} ${description ?? ""}`);
  return entryOf<SideCarEntry>({ alias, description, interfaceIndex, mac, guid, placeKind });
}

function kindOf(row: Row, names: string): PlaceKind | undefined {
  const hardware = row.get("hardwareinterface");
  if (hardware === true || hardware === "True") return "physical-nic";
  if (/\bteam|lbfo/i.test(names) && /multiplexor/i.test(names)) return "team-nic";
  return undefined;
}

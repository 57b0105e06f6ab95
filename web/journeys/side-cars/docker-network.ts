import type { Listing, Row } from "./listing.js";
import { MAX_ENTRIES } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { spacedRows } from "./table.js";
import { addressesOf, entryOf, guidOf, idOf, isObject, macOf, nameOf, networkTypeOf } from "./values.js";

/** docker network inspect: a network and the containers on it. */
export function dockerNetworkInspect({ rows }: Listing): SideCarNames | undefined {
  const networks = rows.filter((row) => nameOf(row.get("name")) !== undefined && typeof row.get("driver") === "string" && isObject(row.get("ipam")));
  const entries: SideCarEntry[] = [];
  for (const row of networks) {
    const network = nameOf(row.get("name"));
    const networkType = networkTypeOf(row.get("driver"));
    const options = row.get("options");
    const guid = isObject(options) ? guidOf(options["com.docker.network.windowsshim.hnsid"]) : undefined;
    entries.push(entryOf<SideCarEntry>({ network, networkType, guid }));
    const containers = row.get("containers");
    for (const [id, about] of isObject(containers) ? Object.entries(containers) : []) {
      if (!isObject(about) || entries.length >= MAX_ENTRIES) continue;
      entries.push(
        entryOf<SideCarEntry>({
          container: nameOf(about["Name"]),
          containerId: idOf(id),
          endpointId: idOf(about["EndpointID"]),
          mac: macOf(about["MacAddress"]),
          addresses: addressesOf([about["IPv4Address"], about["IPv6Address"]]),
          network,
          networkType,
          placeKind: "container-nic",
        }),
      );
    }
  }
  return entries.length === 0 ? undefined : { kind: "docker network inspect", entries };
}

/** docker network ls, as a table or as JSON lines. */
export function dockerNetworkList({ lines, rows, form }: Listing): SideCarNames | undefined {
  const table = form === "text" ? spacedRows(lines, MAX_ENTRIES) : rows;
  const entries = table.flatMap((row) => listed(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "docker network ls", entries };
}

function listed(row: Row): SideCarEntry | undefined {
  const network = nameOf(row.get("name"));
  const networkType = networkTypeOf(row.get("driver"));
  const known = row.has("scope") && (row.has("network id") || row.has("id"));
  return known && network !== undefined && networkType !== undefined ? { network, networkType } : undefined;
}

import type { Listing, Row } from "./listing.js";
import { MAX_ENTRIES } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { spacedRows } from "./table.js";
import { addressesOf, entryOf, idOf, isObject, macOf, nameOf } from "./values.js";

/** docker ps, as a table or as JSON lines. */
export function dockerPs({ lines, rows, form }: Listing): SideCarNames | undefined {
  const table = form === "text" ? spacedRows(lines, MAX_ENTRIES) : rows;
  const entries = table.flatMap((row) => listed(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "docker ps", entries };
}

function listed(row: Row): SideCarEntry | undefined {
  if (!row.has("names") || !row.has("image")) return undefined;
  const containerId = idOf(row.get("container id") ?? row.get("id"));
  const container = nameOf(String(row.get("names")).split(",", 1)[0]);
  return containerId === undefined || container === undefined ? undefined : { containerId, container };
}

/** docker inspect of containers: one entry for each network that a container is on. */
export function dockerInspect({ rows }: Listing): SideCarNames | undefined {
  const entries: SideCarEntry[] = [];
  for (const row of rows) {
    const settings = row.get("networksettings");
    const containerId = idOf(row.get("id"));
    const container = nameOf(row.get("name"))?.replace(/^\//, "");
    if (!isObject(settings) || containerId === undefined) continue;
    entries.push(entryOf<SideCarEntry>({ containerId, container }));
    const networks = settings["Networks"];
    for (const [network, about] of isObject(networks) ? Object.entries(networks) : []) {
      if (!isObject(about) || entries.length >= MAX_ENTRIES) continue;
      entries.push(
        entryOf<SideCarEntry>({
          containerId,
          container,
          network: nameOf(network),
          endpointId: idOf(about["EndpointID"]),
          mac: macOf(about["MacAddress"]),
          addresses: addressesOf([about["IPAddress"], about["GlobalIPv6Address"]]),
          placeKind: "container-nic",
        }),
      );
    }
  }
  return entries.length === 0 ? undefined : { kind: "docker inspect", entries };
}

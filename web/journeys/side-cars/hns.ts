import type { Listing, Row } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { addressesOf, entryOf, guidOf, idOf, isObject, listOf, macOf, nameOf, networkTypeOf, numberOf } from "./values.js";

/** Get-HnsEndpoint, in the first and second version of its schema: endpoints of containers. */
export function getHnsEndpoint({ rows }: Listing): SideCarNames | undefined {
  const entries = rows.flatMap((row) => endpoint(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "Get-HnsEndpoint", entries };
}

/** Get-HnsNetwork: names, ids and types of container networks. */
export function getHnsNetwork({ rows }: Listing): SideCarNames | undefined {
  const entries = rows.flatMap((row) => network(row) ?? []);
  return entries.length === 0 ? undefined : { kind: "Get-HnsNetwork", entries };
}

function endpoint(row: Row): SideCarEntry | undefined {
  const endpointId = idOf(row.get("id"));
  if (endpointId === undefined || !["virtualnetwork", "virtualnetworkname", "hostcomputenetwork"].some((key) => row.has(key))) return undefined;
  const name = nameOf(row.get("name"));
  return entryOf<SideCarEntry>({
    endpointId,
    mac: macOf(row.get("macaddress")),
    network: nameOf(row.get("virtualnetworkname")),
    networkType: networkTypeOf(row.get("type")),
    addresses: endpointAddresses(row),
    compartment: numberOf(row.get("compartmentid") ?? part(row.get("namespace"), "CompartmentId")),
    containerId:
      listOf(row.get("sharedcontainers"))
        .map(idOf)
        .find((id) => id !== undefined) ?? containerIn(name),
    placeKind: "container-nic",
  });
}

function network(row: Row): SideCarEntry | undefined {
  const name = nameOf(row.get("name"));
  const networkType = networkTypeOf(row.get("type"));
  if (name === undefined || networkType === undefined || idOf(row.get("id")) === undefined || row.has("macaddress")) return undefined;
  return entryOf<SideCarEntry>({ network: name, networkType, guid: guidOf(row.get("id")) });
}

function endpointAddresses(row: Row): readonly string[] {
  const configured = listOf(row.get("ipconfigurations")).map((one) => (isObject(one) ? one["IpAddress"] : undefined));
  return addressesOf([...listOf(row.get("ipaddress")), ...listOf(row.get("ipv6address")), ...configured]);
}

/** A property of an object, also of one printed as "@{ID=..; CompartmentId=3}". */
function part(value: unknown, key: string): unknown {
  if (isObject(value)) return value[key];
  return typeof value === "string" && value.length < 4096 ? new RegExp(`[{; ]${key}=([^;}]*)`).exec(value)?.[1] : undefined;
}

/** Container runtimes name endpoints after the container: "cid-<id>", "<id>_network". */
export function containerIn(name: string | undefined): string | undefined {
  return name === undefined ? undefined : /(?:^|[^0-9a-f])([0-9a-f]{64})(?:$|[^0-9a-f])/i.exec(name)?.[1]?.toLowerCase();
}

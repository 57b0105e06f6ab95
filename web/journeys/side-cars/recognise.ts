import { dockerInspect, dockerPs } from "./docker-containers.js";
import { dockerNetworkInspect, dockerNetworkList } from "./docker-network.js";
import { getNetAdapter } from "./get-net-adapter.js";
import { getNetIpAddress } from "./get-net-ip-address.js";
import { getVmNetworkAdapter } from "./get-vm-network-adapter.js";
import { getVmSwitch } from "./get-vm-switch.js";
import { getHnsEndpoint, getHnsNetwork } from "./hns.js";
import { hnsdiag } from "./hnsdiag.js";
import { ipconfig } from "./ipconfig.js";
import { kubectlPods } from "./kubectl-pods.js";
import { MAX_ENTRIES, readListing, type Listing } from "./listing.js";
import type { SideCarNames } from "./side-car.js";

/** For a message to whoever brought something else. */
export const KNOWN_LISTINGS =
  "Get-NetAdapter, Get-VMNetworkAdapter, Get-VMSwitch, Get-NetIPAddress, Get-HnsEndpoint, Get-HnsNetwork, hnsdiag list, ipconfig /allcompartments, docker network inspect, docker network ls, docker inspect, docker ps and kubectl get pods -o json";

/** From those with the most telling marks to those with the fewest. */
const RECOGNISERS: readonly ((listing: Listing) => SideCarNames | undefined)[] = [
  kubectlPods,
  dockerNetworkInspect,
  dockerInspect,
  dockerPs,
  dockerNetworkList,
  getHnsEndpoint,
  getVmSwitch,
  getVmNetworkAdapter,
  getNetIpAddress,
  getNetAdapter,
  getHnsNetwork,
  hnsdiag,
  ipconfig,
];

/** What a listing says, whichever it is; undefined for a text that is none of them or too long for one. Never throws. */
export function recogniseSideCar(text: string): SideCarNames | undefined {
  const listing = readListing(text);
  if (listing === undefined) return undefined;
  for (const recognise of RECOGNISERS) {
    const names = recognise(listing);
    if (names !== undefined) return names.entries.length > MAX_ENTRIES ? { kind: names.kind, entries: names.entries.slice(0, MAX_ENTRIES) } : names;
  }
  return undefined;
}

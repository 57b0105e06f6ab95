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
import { nameOf } from "./values.js";

/** For a message to whoever brought something else. */
export const KNOWN_LISTINGS =
  "Get-NetAdapter, Get-VMNetworkAdapter, Get-VMSwitch, Get-NetIPAddress, Get-HnsEndpoint, Get-HnsNetwork, hnsdiag list, ipconfig /allcompartments, docker network inspect, docker network ls, docker inspect, docker ps and kubectl get pods -o json";

/** The name of the machine stands near the top. */
const HEAD_LINES = 40;

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
    if (names === undefined) continue;
    const computer = computerOf(listing);
    return { ...names, entries: names.entries.slice(0, MAX_ENTRIES), ...(computer === undefined ? {} : { computer }) };
  }
  return undefined;
}

/** Properties of objects of PowerShell that name the machine they were got from. */
const COMPUTER = ["pscomputername", "computername", "systemname"] as const;

/** Objects of several machines tell of none. */
function computerOf({ rows, lines }: Listing): string | undefined {
  const names = new Set(rows.flatMap((row) => COMPUTER.map((key) => nameOf(row.get(key))?.toLowerCase()).find((name) => name !== undefined) ?? []));
  // The second line of ipconfig /all, in English and German.
  const host =
    names.size === 0
      ? lines
          .slice(0, HEAD_LINES)
          .map((line) => /^\s*Host ?name[ .]*: (\S+)$/i.exec(line)?.[1])
          .find((name) => name !== undefined)
      : undefined;
  return names.size === 1 ? [...names][0] : host;
}

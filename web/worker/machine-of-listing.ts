import type { SideCarEntry, SideCarNames } from "../journeys/side-cars/side-car.js";
import type { Machine, Machines } from "./machines.js";

/** What a match tells: GUIDs are one machine's own; a guest's MAC stands in its host's listings, too, and addresses are used again. */
const WEIGHT = { GUID: 8, MAC: 2, ADDRESS: 1 } as const;
/** Longer listings are judged by their beginnings. */
const MAX_ENTRIES = 10_000;
const ALL_GUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The machine a listing was made on: the one it names, else the one whose places it tells of, else the first. */
export function machineOfListing({ all, first }: Machines, listing: SideCarNames): Machine {
  if (all.length === 1) return first;
  const computer = listing.computer === undefined ? undefined : plainName(listing.computer);
  const named = computer === undefined ? [] : all.filter(({ name }) => plainName(name) === computer);
  const [only] = named;
  if (named.length === 1 && only !== undefined) return only;
  const entries = listing.entries.slice(0, MAX_ENTRIES);
  let best = { machine: first, score: 0 };
  for (const machine of named.length === 0 ? all : named) {
    const known = knownOf(machine);
    const score = entries.reduce((sum, entry) => sum + scoreOf(entry, known), 0);
    if (score > best.score) best = { machine, score };
  }
  return best.machine;
}

interface Known {
  readonly guids: ReadonlySet<string>;
  readonly macs: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
}

function scoreOf({ guid, mac, addresses = [] }: SideCarEntry, known: Known): number {
  return (
    (guid !== undefined && known.guids.has(guid) ? WEIGHT.GUID : 0) +
    (mac !== undefined && known.macs.has(mac) ? WEIGHT.MAC : 0) +
    (addresses.some((address) => known.addresses.has(address)) ? WEIGHT.ADDRESS : 0)
  );
}

/** What a trace told of a machine's interfaces, components and NICs on switches. */
function knownOf({ places }: Machine): Known {
  const { facts } = places;
  const interfaces = places.interfaces.map(({ index, guid, mac }) => ({ guid, mac, told: facts.ofInterface(index) }));
  const components = places.components.map(({ id }) => facts.ofComponent(id));
  const nics = places.connectedNics.map((nic) => facts.ofNic(nic));
  const told = [...interfaces.map((one) => one.told), ...components, ...nics].filter((one) => one !== undefined);
  const present = (values: readonly (string | undefined)[]): ReadonlySet<string> => new Set(values.filter((value) => value !== undefined));
  const inNames = places.connectedNics.flatMap((nic) => [nic, places.switchOfNic(nic)?.id ?? ""]).flatMap((name) => name.match(ALL_GUIDS) ?? []);
  return {
    guids: present([...interfaces.map(({ guid }) => guid), ...told.map(({ guid }) => guid), ...inNames]),
    macs: present([...interfaces.map(({ mac }) => mac), ...told.map(({ mac }) => mac)]),
    addresses: present(told.flatMap(({ addresses }) => [...addresses])),
  };
}

/** Without the domain: listings have it or not. */
function plainName(name: string): string {
  return name.split(".", 1)[0]?.toLowerCase() ?? "";
}

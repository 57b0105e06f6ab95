import type { Place, PlaceRef } from "../core/api.js";
import type { OverviewFacts } from "../core/engine-api.js";
import type { Told } from "../journeys/place-facts.js";
import type { KnownPlace } from "../journeys/side-cars/name-book.js";
import { overviewFacts } from "./facts.js";
import type { Journeys } from "./journeys.js";
import type { Machine } from "./machines.js";
import type { OpenedTrace } from "./opened-trace.js";

type Facts = Omit<Place, keyof PlaceRef | "machine" | "packets" | "bytes" | "drops">;

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Every place that was seen or told of, with what the trace says of it. */
export function placeRows(trace: OpenedTrace, journeys: Journeys): Place[] {
  return rowsOf(trace, journeys, overviewFacts(trace, 1).places);
}

/** The same with nothing counted, which would take a walk over all packets. */
export function placesTold(trace: OpenedTrace, journeys: Journeys): Place[] {
  return rowsOf(trace, journeys, []);
}

function rowsOf(trace: OpenedTrace, journeys: Journeys, counted: OverviewFacts["places"]): Place[] {
  const refs = new Map<string, PlaceRef>();
  const facts = new Map<string, Facts>();
  const note = (ref: PlaceRef, more: Partial<Facts> = {}): void => {
    if (!refs.has(ref.id)) refs.set(ref.id, ref);
    const known = facts.get(ref.id) ?? { addresses: [] };
    facts.set(ref.id, { ...known, ...more, addresses: [...new Set([...known.addresses, ...(more.addresses ?? [])])] });
  };
  const counts = new Map(counted.map((count) => [count.place.id, count]));
  for (const ref of journeys.sightings.places.all) if (ref.id !== "") note(ref, guidPart(ref));
  for (const { place } of counts.values()) note(place, guidPart(place));
  for (const machine of trace.machines.all) noteTold(machine, note);
  return [...refs.values()]
    .map((ref): Place => {
      const { name: machine, places } = trace.machines.ofPlace(ref);
      const count = counts.get(ref.id);
      const known = facts.get(ref.id) ?? { addresses: [] };
      const listed = listedPart(places.about(ref));
      const addresses = [...new Set([...known.addresses, ...(listed.addresses ?? [])])];
      return { ...ref, machine, ...listed, ...known, addresses, packets: count?.packets ?? 0, bytes: count?.bytes ?? 0, drops: count?.drops ?? 0 };
    })
    .sort((a, b) => b.packets - a.packets || (a.id < b.id ? -1 : 1));
}

/** What events of a machine tell of places, whether packets were seen there or not. */
function noteTold({ places, context }: Machine, note: (ref: PlaceRef, more?: Partial<Facts>) => void): void {
  for (const { index, guid, mac } of places.interfaces) {
    const told = context.placeFacts.ofInterface(index);
    note(places.interface(index), { interfaceIndex: index, ...part("guid", guid), ...part("mac", mac), ...toldPart(told) });
  }
  for (const name of places.connectedNics) {
    const ref = places.nic(name);
    const parent = places.switchOfNic(name);
    note(ref, { ...guidPart(ref), ...toldPart(context.placeFacts.ofNic(name)), ...part("parent", parent?.id) });
    if (parent !== undefined) note(parent, guidPart(parent));
  }
  for (const { id } of places.components) {
    const told = context.placeFacts.ofComponent(id);
    const parent = told?.switchName === undefined ? undefined : places.switch(told.switchName);
    note(places.component(id), { ...toldPart(told), ...part("parent", parent?.id) });
  }
}

/** The GUID in the name of a NIC or switch: of "machine--NIC" the NIC's. */
function guidPart({ id }: PlaceRef): Partial<Facts> {
  return part("guid", [...id.matchAll(GUID)].at(-1)?.[0]);
}

function toldPart(told: Told | undefined): Partial<Facts> {
  if (told === undefined) return {};
  const { addresses, guid, mac, interfaceIndex, compartment } = told;
  return {
    addresses: [...addresses],
    ...part("guid", guid),
    ...part("mac", mac),
    ...(interfaceIndex === undefined ? {} : { interfaceIndex }),
    ...(compartment === undefined ? {} : { compartment }),
  };
}

/** What listings beside the trace say. */
function listedPart(known: KnownPlace | undefined): Partial<Facts> {
  if (known === undefined) return {};
  const { addresses, interfaceIndex, compartment, mac, guid, network, container, pod, namespace } = known;
  const inside = pod === undefined ? container : namespace === undefined ? pod : `${namespace}/${pod}`;
  return {
    ...(addresses === undefined ? {} : { addresses }),
    ...(interfaceIndex === undefined ? {} : { interfaceIndex }),
    ...(compartment === undefined ? {} : { compartment }),
    ...part("mac", mac),
    ...part("guid", guid),
    ...part("network", network),
    ...part("container", inside),
  };
}

function part<Key extends "guid" | "mac" | "parent" | "network" | "container">(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  // Loopback and tunnels have no MAC, which is told as zeros.
  return value === undefined || value === "" || value === "00:00:00:00:00:00" ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}

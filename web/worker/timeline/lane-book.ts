import type { PlaceRef } from "../../core/api.js";
import type { Lane } from "../../core/timeline.js";
import type { Journeys } from "../journeys.js";
import type { OpenedTrace } from "../opened-trace.js";
import { laneLists, type LaneLists } from "./lane-lists.js";

/** The place of WinNAT: it has a lane also when only its sessions are known. */
const NAT_ID = "nat:winnat";

interface About {
  readonly place: PlaceRef;
  switch: PlaceRef | undefined;
  readonly machine: string;
  sightings: number;
}

/** Which lane a sighting stands in, and what is known of the lanes. The lists are made when a picture first needs them. */
export class LaneBook {
  readonly laneOf: (sighting: number) => number;
  readonly #journeys: Journeys;
  readonly #lanes: readonly About[];
  #lists: LaneLists | undefined;

  constructor(journeys: Journeys, laneOf: (sighting: number) => number, lanes: readonly About[]) {
    this.#journeys = journeys;
    this.laneOf = laneOf;
    this.#lanes = lanes;
  }

  get length(): number {
    return this.#lanes.length;
  }

  get lists(): LaneLists {
    return (this.#lists ??= laneLists(this.#journeys, this.length, this.laneOf));
  }

  get lanes(): Lane[] {
    return this.#lanes.map(({ place, switch: at, machine, sightings }) => ({
      key: place.id,
      place,
      ...(at === undefined ? {} : { switch: at }),
      machine,
      sightings,
    }));
  }
}

/** One lane for each place. What names no place stands in the lane of its switch. */
export function placeLanes(trace: OpenedTrace, journeys: Journeys): LaneBook {
  const { seen, sightings } = journeys;
  const { machines } = trace;
  const { all } = sightings.places;
  const found: About[] = [];
  const byId = new Map<string, number>();
  // The same place has several numbers where it is called by several names.
  const laneOfPlace = new Int32Array(all.length).fill(-1);
  const laneFor = (place: PlaceRef): number => {
    let lane = byId.get(place.id);
    if (lane === undefined) {
      lane = found.length;
      byId.set(place.id, lane);
      found.push({ place, switch: undefined, machine: machines.ofPlace(place).name, sightings: 0 });
    }
    return lane;
  };
  const numberOf = (sighting: number): number => {
    const place = seen.place.get(sighting);
    return place === 0 ? seen.switch.get(sighting) : place;
  };
  for (let i = 0; i < seen.length; i++) {
    const number = numberOf(i);
    let lane = laneOfPlace[number] ?? 0;
    if (lane < 0) {
      const place = all[number];
      lane = laneFor(place === undefined || place.id === "" ? { id: "", name: "Place unknown", kind: "unknown" } : place);
      laneOfPlace[number] = lane;
    }
    const entry = found[lane];
    if (entry === undefined) continue;
    entry.sightings++;
    if (entry.switch !== undefined) continue;
    const at = seen.switch.get(i);
    if (at !== 0) entry.switch = all[at];
  }
  if (trace.nat.length > 0 && !found.some(({ place }) => place.kind === "nat")) laneFor(machines.first.places.named(NAT_ID, "WinNAT", "nat"));
  for (const machine of machines.all)
    for (const nic of machine.places.connectedNics) {
      const entry = found[byId.get(machine.places.nic(nic).id) ?? -1];
      if (entry !== undefined) entry.switch ??= machine.places.switchOfNic(nic);
    }
  return new LaneBook(journeys, (sighting) => laneOfPlace[numberOf(sighting)] ?? 0, found);
}

/** One lane for each CPU, as their buffers are numbered. */
export function cpuLanes(trace: OpenedTrace, journeys: Journeys): LaneBook {
  const { seen } = journeys;
  const found: About[] = [];
  const laneOfNumber = new Map<number, number>();
  const laneOf = (sighting: number): number => {
    const number = seen.cpu.get(sighting);
    const known = laneOfNumber.get(number);
    if (known !== undefined) return known;
    const row = trace.index.rowAt(seen.event.get(sighting));
    const cpu = trace.index.bufferOf(row)?.cpu ?? 0;
    const machine = trace.machines.ofRow(row);
    const lane = found.length;
    laneOfNumber.set(number, lane);
    found.push({
      place: { id: `${machine.places.prefix}cpu:${cpu}`, name: `CPU ${cpu}`, kind: "unknown" },
      switch: undefined,
      machine: machine.name,
      sightings: 0,
    });
    return lane;
  };
  for (let i = 0; i < seen.length; i++) {
    const entry = found[laneOf(i)];
    if (entry !== undefined) entry.sightings++;
  }
  return new LaneBook(journeys, laneOf, found);
}

import { Pace } from "./evaluate.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { Rows } from "./rows.js";
import { sessionValue } from "./way-values.js";

/** A list for a person to choose from; a trace with more names of a sort is hostile, or nobody reads them. */
const MAX_VALUES = 1000;
const ENTRIES_PER_LOOK = 1024;

/** The values that names of filters have in a trace, as suggestions while one is typed. */
export class KnownValues {
  readonly #trace: OpenedTrace;
  readonly #rows: Rows;
  #fromEntries: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

  constructor(trace: OpenedTrace, rows: Rows) {
    this.#trace = trace;
    this.#rows = rows;
  }

  async of(name: string, stop: () => void): Promise<readonly string[]> {
    const { index, describer, machines } = this.#trace;
    switch (name) {
      case "provider":
        return sorted(index.types.map((type) => describer.providerName(type.provider)));
      case "provider.guid":
        return sorted(index.types.map((type) => type.provider));
      case "process.name":
        return sorted(machines.all.flatMap(({ context }) => context.processes.names()));
      case "place.name":
      case "frame.interface_name":
      case "switch.name":
      case "drop.reason":
      case "drop.location":
        this.#fromEntries ??= this.#readEntries(stop);
        return (await this.#fromEntries).get(name === "frame.interface_name" ? "place.name" : name) ?? [];
      case "nat.state":
      case "nat.internal":
      case "nat.external":
        return this.#ofSessions(name, new Pace(stop));
      default:
        return [];
    }
  }

  async #ofSessions(name: string, pace: Pace): Promise<readonly string[]> {
    const { nat } = this.#trace;
    const found = new Set<string>();
    for (let i = 0; i < nat.length && found.size < MAX_VALUES; i++) {
      const row = nat.row(i);
      for (const value of row === undefined ? [] : sessionValue(row, name)) found.add(String(value));
      if (i % ENTRIES_PER_LOOK === 0 && pace.due) await pace.rest();
    }
    return sorted(found);
  }

  async #readEntries(stop: () => void): Promise<ReadonlyMap<string, readonly string[]>> {
    const { index, values, packets, machines } = this.#trace;
    const found = { "place.name": new Set<string>(), "switch.name": new Set<string>(), "drop.reason": new Set<string>(), "drop.location": new Set<string>() };
    const add = (name: keyof typeof found, value: string | undefined): void => {
      if (value !== undefined && value !== "" && found[name].size < MAX_VALUES) found[name].add(value);
    };
    const pace = new Pace(stop);
    for (let i = 0; i < packets.length; i++) {
      add("place.name", this.#rows.place(packets.entry.get(i)).name);
      if (i % ENTRIES_PER_LOOK === 0 && pace.due) await pace.rest();
    }
    for (let entry = 0; entry < index.entries.length; entry++) {
      if (entry % ENTRIES_PER_LOOK === 0 && pace.due) await pace.rest();
      if (!values.has(entry, "switchName")) continue;
      add("switch.name", machines.ofRow(values.row(entry)).places.switch(values.text(entry, "switchName")).name);
      add("place.name", this.#rows.stepPlace(values.row(entry))?.name);
    }
    for (let i = 0; i < packets.dropEntry.length; i++) {
      const drop = this.#rows.drop(packets.dropEntry.get(i));
      add("drop.reason", drop?.reason);
      add("drop.location", drop?.location);
      if (i % ENTRIES_PER_LOOK === 0 && pace.due) await pace.rest();
    }
    return new Map(Object.entries(found).map(([name, set]) => [name, sorted(set)]));
  }
}

function sorted(values: Iterable<string | undefined>): readonly string[] {
  const unique = new Set<string>();
  for (const value of values) if (value !== undefined && value !== "") unique.add(value);
  return [...unique].sort().slice(0, MAX_VALUES);
}

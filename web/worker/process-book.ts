export type KeptProcesses = ReadonlyMap<number, readonly { readonly from: number; readonly name: string }[]>;

/** Names of processes by id and time: ids are used again. */
export class ProcessBook {
  readonly #starts: Map<number, { readonly from: number; readonly name: string }[]>;

  constructor(kept: KeptProcesses = new Map()) {
    this.#starts = new Map(Array.from(kept, ([pid, list]) => [pid, [...list]]));
  }

  /** All that was learnt, to be kept; not a copy. */
  get kept(): KeptProcesses {
    return this.#starts;
  }

  /** `from`: ticks of the start, or -Infinity for a process that was running already. */
  learn(pid: number, name: string, from: number): void {
    const list = this.#starts.get(pid);
    if (list === undefined) this.#starts.set(pid, [{ from, name }]);
    else if (!list.some((known) => known.from === from && known.name === name)) {
      list.push({ from, name });
      list.sort((a, b) => a.from - b.from);
    }
  }

  /** Takes over what another source told, its times moved by `time`. */
  absorb(other: ProcessBook, time: (ticks: number) => number): void {
    for (const [pid, list] of other.#starts) for (const { from, name } of list) this.learn(pid, name, from === -Infinity ? from : time(from));
  }

  /** Every name that was ever learnt. */
  names(): readonly string[] {
    return ["Idle", "System", ...Array.from(this.#starts.values(), (list) => list.map((known) => known.name)).flat()];
  }

  /** The last process with this id that had started by then; else the first known one with it. */
  name(pid: number, ticks: number): string | undefined {
    if (pid === 0) return "Idle";
    if (pid === 4) return "System";
    const list = this.#starts.get(pid);
    return (list?.findLast((known) => known.from <= ticks) ?? list?.[0])?.name;
  }
}

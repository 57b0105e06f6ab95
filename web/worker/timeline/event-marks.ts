import type { EventMark, RowContent } from "../../core/timeline.js";
import type { OpenedTrace } from "../opened-trace.js";
import type { Rows } from "../rows.js";

type List = Uint32Array<ArrayBuffer>;

/** Providers and operations that say a process began or ended. */
const KERNEL_PROCESS = "3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c";
const MANIFEST_PROCESS = "22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716";

/** Events of a row that are marked one by one, and those that are read to be named. */
const MOST_MARKS = 400;
const MOST_READ = 24;

/** Events that tell of the start or the end of a process, in the order of time: found when first asked for. */
export class ProcessEvents {
  readonly #trace: OpenedTrace;
  /** Names by event: the same few are looked at again and again. */
  readonly names = new Map<number, string>();
  #events: List | undefined;

  constructor(trace: OpenedTrace) {
    this.#trace = trace;
  }

  get events(): List {
    return (this.#events ??= this.#look());
  }

  starts(event: number): boolean {
    const { index } = this.#trace;
    const type = index.types[index.type.get(index.rowAt(event))];
    return type?.provider === MANIFEST_PROCESS ? type.id === 1 : type?.opcode === 1;
  }

  #look(): List {
    const { index } = this.#trace;
    const kinds = index.types.map(
      ({ provider, id, opcode }) =>
        (provider === KERNEL_PROCESS && (opcode === 1 || opcode === 2)) || (provider === MANIFEST_PROCESS && (id === 1 || id === 2)),
    );
    const found: number[] = [];
    if (kinds.includes(true))
      for (let event = 0; event < index.order.length; event++) if (kinds[index.type.get(index.rowAt(event))] === true) found.push(event);
    return Uint32Array.from(found);
  }
}

/** The events of extra rows one by one, where there are few enough, with words where there are very few. */
export async function eventMarks(
  rows: Rows,
  contents: readonly RowContent[],
  lists: readonly (List | undefined)[],
  timeNs: (event: number) => number,
  processes: ProcessEvents,
  fromNs: number,
  toNs: number,
): Promise<EventMark[]> {
  const marks: EventMark[] = [];
  for (const [row, list] of lists.entries()) {
    if (list === undefined) continue;
    const [from, to] = [before(list, timeNs, fromNs), before(list, timeNs, toNs)];
    if (to - from > MOST_MARKS) continue;
    const isProcess = contents[row]?.kind === "processes";
    for (const event of list.subarray(from, to)) {
      const text = to - from > MOST_READ ? "" : await nameOf(event);
      marks.push({ row, timeNs: timeNs(event), event, text, ...(isProcess ? { process: processes.starts(event) ? "start" : "stop" } : {}) });
    }
  }
  return marks;

  async function nameOf(event: number): Promise<string> {
    let name = processes.names.get(event);
    if (name === undefined) {
      name = (await rows.line(event)).summary.slice(0, 120);
      if (processes.names.size < 10_000) processes.names.set(event, name);
    }
    return name;
  }
}

function before(list: List, timeNs: (event: number) => number, t: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeNs(list[middle] ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

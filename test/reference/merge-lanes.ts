import type { BufferHeader } from "../../web/trace/buffer.js";
import { Lanes } from "../../web/trace/lanes.js";

interface Timed {
  readonly timeStamp: bigint;
}

export interface LaneBuffer<T extends Timed> {
  readonly header: Pick<BufferHeader, "cpu" | "sequence" | "type">;
  /** In the order in which they stand in the buffer. */
  readonly events: readonly T[];
}

export interface Merged<T extends Timed> {
  readonly events: readonly T[];
  /** Buffers in which time goes back. */
  readonly unsorted: number;
  /** Buffers that begin before their predecessor in the lane ends. */
  readonly overlapping: number;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** A lane's buffers by sequence number; equal numbers stay in file order. */
const bySequence = <T extends Timed>(buffers: readonly LaneBuffer<T>[]): LaneBuffer<T>[] =>
  buffers.toSorted((a, b) => compare(a.header.sequence, b.header.sequence));

/** The file's buffers by part and lane, in the order in which these first appear. */
function lanesOf<T extends Timed>(buffers: readonly LaneBuffer<T>[], mode: number): LaneBuffer<T>[][] {
  const lanes = new Lanes(mode);
  const found = new Map<string, LaneBuffer<T>[]>();
  for (const buffer of buffers) {
    const { part, lane } = lanes.place(buffer.header);
    const key = `${part} ${lane}`;
    const list = found.get(key);
    if (list) list.push(buffer);
    else found.set(key, [buffer]);
  }
  return [...found.values()];
}

/**
 * Events of all buffers in time order. Events of one lane never go back in time, so a merge of the lanes by (time, lane) equals
 * a stable sort by time of all lanes one after another. A buffer that begins before its predecessor ends gets a lane of its own behind the others.
 */
export function mergeLanes<T extends Timed>(buffers: readonly LaneBuffer<T>[], mode: number): Merged<T> {
  const regular: T[] = [];
  const extra: T[] = [];
  let unsorted = 0;
  let overlapping = 0;
  for (const lane of lanesOf(buffers, mode)) {
    let end: bigint | undefined;
    for (const { events } of bySequence(lane)) {
      const sorted = events.toSorted((a, b) => compare(a.timeStamp, b.timeStamp));
      if (sorted.some((event, i) => event !== events[i])) unsorted++;
      const first = sorted[0]?.timeStamp;
      const last = sorted[sorted.length - 1]?.timeStamp;
      const overlaps = end !== undefined && first !== undefined && first < end;
      if (overlaps) overlapping++;
      else end = last ?? end;
      for (const event of sorted) (overlaps ? extra : regular).push(event);
    }
  }
  const events = [...regular, ...extra].sort((a, b) => compare(a.timeStamp, b.timeStamp));
  return { events, unsorted, overlapping };
}

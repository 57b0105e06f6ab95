/** The rows of one buffer as the merge sees them. */
export interface Run {
  /** Rows of one lane follow one another in time: one CPU of one source. The header buffer is a lane of its own. */
  readonly lane: string;
  readonly sequence: bigint;
  readonly firstRow: number;
  readonly rows: number;
  readonly inOrder: boolean;
}

export interface MergeResult {
  /** Row in file order by position in time order. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** Runs that began before their predecessor in the lane ended, and were read as lanes of their own. */
  readonly overlaps: number;
}

/** Lanes that overlapping runs of one CPU are spread over before each gets a lane without looking for a place. */
const MAX_SEARCH = 64;

interface Lane {
  /** Breaks ties between equal times: lanes in the order in which the file first names them. */
  readonly rank: number;
  readonly runs: Run[];
  run: number;
  row: number;
  /** Rows of the current run sorted by time; only for a run that is out of order. */
  sorted: Uint32Array | undefined;
  key: number;
}

/**
 * Brings all rows into the order of their times: k-way merge of per-CPU lanes, each sorted by sequence number, then file position
 * (etl-format section 9: file order is wrong in half of real files, and no bounded look-ahead is enough).
 * `timeOf` gives the time of a row; equal times keep lane rank, then position.
 */
export function mergeRuns(runs: readonly Run[], total: number, timeOf: (row: number) => number): MergeResult {
  const { lanes, overlaps } = toLanes(runs, timeOf);
  const order = new Uint32Array(total);
  const heap = lanes.filter((lane) => settle(lane, timeOf));
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftDown(heap, i);
  let n = 0;
  while (heap.length > 0) {
    const lane = heap[0] as Lane;
    // Stay in the lane as long as it holds the oldest row: no heap work for a burst on one CPU.
    const next = second(heap);
    for (;;) {
      order[n++] = currentRow(lane);
      if (!advance(lane, timeOf)) {
        const last = heap.pop();
        if (last !== undefined && heap.length > 0) {
          heap[0] = last;
          siftDown(heap, 0);
        }
        break;
      }
      if (next !== undefined && !before(lane, next)) {
        siftDown(heap, 0);
        break;
      }
    }
  }
  return { order, overlaps };
}

function toLanes(runs: readonly Run[], timeOf: (row: number) => number): { lanes: Lane[]; overlaps: number } {
  const byName = new Map<string, Run[]>();
  for (const run of runs) {
    if (run.rows === 0) continue;
    const list = byName.get(run.lane);
    if (list === undefined) byName.set(run.lane, [run]);
    else list.push(run);
  }
  const lanes: Lane[] = [];
  const lane = (run: Run): Lane => {
    const made: Lane = { rank: lanes.length, runs: [run], run: 0, row: 0, sorted: undefined, key: 0 };
    lanes.push(made);
    return made;
  };
  let overlaps = 0;
  for (const list of byName.values()) {
    // A stable sort: equal numbers (appended files) stay in file order.
    list.sort((a, b) => (a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0));
    const open: { lane: Lane; end: number }[] = [];
    for (const run of list) {
      const [first, last] = timesOf(run, timeOf);
      const place = open.length > MAX_SEARCH ? undefined : open.find((o) => o.end <= first);
      if (place === undefined) {
        if (open.length > 0) overlaps++;
        open.push({ lane: lane(run), end: last });
      } else {
        place.lane.runs.push(run);
        place.end = last;
      }
    }
  }
  return { lanes, overlaps };
}

/** Times of the oldest and the newest row of a run that has rows. */
export function timesOf(run: Run, timeOf: (row: number) => number): [number, number] {
  if (run.inOrder) return [timeOf(run.firstRow), timeOf(run.firstRow + run.rows - 1)];
  let first = Infinity;
  let last = -Infinity;
  for (let row = run.firstRow; row < run.firstRow + run.rows; row++) {
    const time = timeOf(row);
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return [first, last];
}

function currentRow(lane: Lane): number {
  return lane.sorted === undefined ? (lane.runs[lane.run] as Run).firstRow + lane.row : (lane.sorted[lane.row] ?? 0);
}

/** Makes the lane's current run and key ready; false when the lane is empty. */
function settle(lane: Lane, timeOf: (row: number) => number): boolean {
  const run = lane.runs[lane.run];
  if (run === undefined) return false;
  lane.sorted = undefined;
  if (!run.inOrder) {
    const sorted = Uint32Array.from({ length: run.rows }, (_, i) => run.firstRow + i);
    lane.sorted = sorted.sort((a, b) => timeOf(a) - timeOf(b) || a - b);
  }
  lane.key = timeOf(currentRow(lane));
  return true;
}

function advance(lane: Lane, timeOf: (row: number) => number): boolean {
  lane.row++;
  if (lane.row < (lane.runs[lane.run]?.rows ?? 0)) {
    lane.key = timeOf(currentRow(lane));
    return true;
  }
  lane.run++;
  lane.row = 0;
  return settle(lane, timeOf);
}

function before(a: Lane, b: Lane): boolean {
  return a.key < b.key || (a.key === b.key && a.rank < b.rank);
}

function second(heap: readonly Lane[]): Lane | undefined {
  const [, left, right] = heap;
  if (left === undefined) return undefined;
  return right !== undefined && before(right, left) ? right : left;
}

function siftDown(heap: Lane[], from: number): void {
  const lane = heap[from];
  if (lane === undefined) return;
  let i = from;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Lane, heap[child] as Lane)) child++;
    if (!before(heap[child] as Lane, lane)) break;
    heap[i] = heap[child] as Lane;
    i = child;
  }
  heap[i] = lane;
}

import type { PlaceKind } from "../../core/api.js";

/** What is laid out: every place of the trace, whatever the filter, so that the picture stands still while filters change. */
export interface LayoutPlace {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly machine: string;
  readonly parent?: string | undefined;
  /** The busiest of many alike are shown, the others folded. */
  readonly weight: number;
}

export interface LayoutLink {
  readonly from: string;
  readonly to: string;
}

export interface Box {
  /** Id of the place, or of the fold. */
  readonly id: string;
  /** One place, or those that are folded into this box; none in the box that folds them again. */
  readonly members: readonly string[];
  /** Set on the box that opens or closes a group of places alike. */
  readonly fold?: string;
  /** Column from the left. */
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TopologyLayout {
  readonly boxes: readonly Box[];
  /** Position in `boxes` by the id of a place. */
  readonly boxOf: ReadonlyMap<string, number>;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** Sizes in px, and how many places alike on one switch are shown before the rest is folded into one box. */
export interface LayoutMeasure {
  readonly box: number;
  readonly columnGap: number;
  readonly mostAlike: number;
}

export const LARGE: LayoutMeasure = { box: 160, columnGap: 92, mostAlike: 12 };
/** Beside other panels. */
export const SMALL: LayoutMeasure = { box: 112, columnGap: 36, mostAlike: 5 };

const BOX_HEIGHT = 42;
const ROW_GAP = 20;
const MARGIN = 16;
/** A switch grows with the number of its neighbours, so that their lines come apart. */
const PX_PER_NEIGHBOUR = 9;
const MOST_HEIGHT = 168;
const SWEEPS = 4;

/** From the wire on the left to what is inside the host on the right. */
const RANKS: Readonly<Record<PlaceKind, number>> = {
  wire: 0,
  "physical-nic": 1,
  "team-nic": 2,
  bridge: 2,
  switch: 3,
  "switch-port": 3,
  "virtual-nic": 4,
  "vm-nic": 4,
  "container-nic": 4,
  nat: 5,
  tunnel: 5,
  filter: 5,
  unknown: 5,
  protocol: 6,
  stack: 6,
};

/** Where kinds of places stand from left to right: the order of tables of places, too. */
export function placeRank(kind: PlaceKind): number {
  return RANKS[kind];
}

interface Item {
  readonly id: string;
  readonly members: readonly string[];
  readonly fold?: string;
  readonly rank: number;
  readonly machine: string;
  readonly order: string;
  readonly neighbours: Set<Item>;
  /** Those in other columns. */
  beside: readonly Item[];
  index: number;
  height: number;
  y: number;
}

/** Which folds are open is known by their keys. The same places and links give the same picture, in whatever order they come. */
export function layoutTopology(
  places: readonly LayoutPlace[],
  links: readonly LayoutLink[],
  open: ReadonlySet<string>,
  { box: width, columnGap, mostAlike } = LARGE,
): TopologyLayout {
  const items = itemsOf(places, open, mostAlike);
  const itemOf = new Map(items.flatMap((item) => item.members.map((member) => [member, item] as const)));
  connect(places, links, itemOf);
  for (const item of items) if (item.rank === RANKS.switch) item.height = Math.min(MOST_HEIGHT, Math.max(BOX_HEIGHT, item.neighbours.size * PX_PER_NEIGHBOUR));
  const columns = columnsOf(items);
  order(columns);
  place(columns);
  const top = Math.min(0, ...columns.map((column) => column[0]?.y ?? 0));
  const boxes = columns.flatMap((column, at) =>
    column.map((item): Box => ({
      id: item.id,
      members: item.members,
      ...(item.fold === undefined ? {} : { fold: item.fold }),
      column: at,
      x: MARGIN + at * (width + columnGap),
      y: MARGIN + Math.round(item.y - top),
      width,
      height: item.height,
    })),
  );
  return {
    boxes,
    boxOf: new Map(boxes.flatMap((box, i) => box.members.map((member) => [member, i] as const))),
    columns: columns.length,
    width: MARGIN * 2 + columns.length * width + Math.max(0, columns.length - 1) * columnGap,
    height: MARGIN * 2 + boxes.reduce((most, { y, height }) => Math.max(most, y - MARGIN + height), 0),
  };
}

function itemsOf(places: readonly LayoutPlace[], open: ReadonlySet<string>, mostAlike: number): readonly Item[] {
  const alike = new Map<string, LayoutPlace[]>();
  for (const one of [...places].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))) {
    const key = `${one.machine}\n${one.parent ?? ""}\n${one.kind}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [one]);
    else known.push(one);
  }
  const items: Item[] = [];
  for (const [key, group] of alike) {
    const [first] = group;
    if (first === undefined) continue;
    const item = (id: string, members: readonly string[], fold?: string): Item => ({
      id,
      members,
      ...(fold === undefined ? {} : { fold }),
      rank: RANKS[first.kind],
      machine: first.machine,
      order: `${first.parent ?? ""}\n${first.kind}\n${fold === undefined ? "0" : "1"}\n${id}`,
      neighbours: new Set(),
      beside: [],
      index: 0,
      height: BOX_HEIGHT,
      y: 0,
    });
    const folds = group.length > mostAlike;
    const shown = folds && !open.has(key) ? group.slice(0, mostAlike - 1) : group;
    for (const { id } of shown) items.push(item(id, [id]));
    if (folds) {
      const rest = group.slice(shown.length).map(({ id }) => id);
      items.push(item(`fold:${key}`, rest, key));
    }
  }
  return items;
}

function connect(places: readonly LayoutPlace[], links: readonly LayoutLink[], itemOf: ReadonlyMap<string, Item>): void {
  const join = (a: Item | undefined, b: Item | undefined): void => {
    if (a === undefined || b === undefined || a === b) return;
    a.neighbours.add(b);
    b.neighbours.add(a);
  };
  for (const { from, to } of links) join(itemOf.get(from), itemOf.get(to));
  // What is on a switch stands by it, also when nothing went that way.
  for (const { id, parent } of places) if (parent !== undefined) join(itemOf.get(id), itemOf.get(parent));
  // Sums of fractions depend on the order in which they are added.
  for (const item of new Set(itemOf.values())) item.beside = [...item.neighbours].filter(({ rank }) => rank !== item.rank).sort((a, b) => compare(a.id, b.id));
}

function columnsOf(items: readonly Item[]): Item[][] {
  const columns = new Map<number, Item[]>();
  for (const item of items) columns.set(item.rank, [...(columns.get(item.rank) ?? []), item]);
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
}

/** Neighbours come to stand side by side: each column by the mean position of its neighbours, to and fro. Machines stay apart. */
function order(columns: readonly Item[][]): void {
  const plain = (a: Item, b: Item): number => compare(a.machine, b.machine) || compare(a.order, b.order);
  for (const column of columns) {
    column.sort(plain);
    number(column);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = new Map(column.map((item) => [item, mean(item, (other) => other.index) ?? item.index]));
      column.sort((a, b) => compare(a.machine, b.machine) || (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || plain(a, b));
      number(column);
    }
  }
}

/** Position in the column as a share, so that short and long columns can be compared. */
function number(column: readonly Item[]): void {
  column.forEach((item, i) => {
    item.index = (i + 0.5) / column.length;
  });
}

/** As near to the neighbours as the order and the gaps allow. */
function place(columns: readonly (readonly Item[])[]): void {
  for (const column of columns) {
    let y = 0;
    for (const item of column) {
      item.y = y;
      y += item.height + ROW_GAP;
    }
    for (const item of column) item.y -= y / 2;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      spread(
        column,
        column.map((item) => (mean(item, (other) => other.y + other.height / 2) ?? item.y + item.height / 2) - item.height / 2),
      );
    }
  }
}

/** The positions nearest to the wanted ones that keep the order and the gaps: neighbours that would overlap move as one block. */
function spread(column: readonly Item[], wanted: readonly number[]): void {
  const offsets: number[] = [];
  let offset = 0;
  for (const item of column) {
    offsets.push(offset);
    offset += item.height + ROW_GAP;
  }
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((y, i) => {
    blocks.push({ sum: y - (offsets[i] ?? 0), count: 1 });
    for (;;) {
      const [last, before] = [blocks[blocks.length - 1], blocks[blocks.length - 2]];
      if (last === undefined || before === undefined || before.sum / before.count <= last.sum / last.count) break;
      blocks.pop();
      before.sum += last.sum;
      before.count += last.count;
    }
  });
  let i = 0;
  for (const { sum, count } of blocks) {
    for (let n = 0; n < count; n++, i++) {
      const item = column[i];
      if (item !== undefined) item.y = sum / count + (offsets[i] ?? 0);
    }
  }
}

function mean({ beside }: Item, of: (other: Item) => number): number | undefined {
  return beside.length === 0 ? undefined : beside.reduce((sum, other) => sum + of(other), 0) / beside.length;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

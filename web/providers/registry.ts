import { part } from "../core/part.js";
import type { EventSchema, ValueMap } from "../trace/schema.js";
import { hyperVVmSwitch } from "./hyper-v-vm-switch.js";
import { LATER_PROVIDERS } from "./later-providers.js";
import { MESSAGES } from "./messages.js";
import { PROVIDER_NAMES } from "./names.js";
import { ndisPacketCapture } from "./ndis-packet-capture.js";
import { pktMon } from "./pkt-mon.js";
import type { Provider } from "./provider.js";
import { parseTable, sentenceFor, tableGuid } from "./table-text.js";
import { KERNEL_PROCESS } from "./tables/kernel-process.js";
import { KERNEL_SYSTEM_TABLES } from "./tables/kernel-system.js";
import { KERNEL_TABLES } from "./tables/kernel.js";
import { winNat } from "./win-nat.js";

interface Entry {
  readonly provider: Provider;
  readonly byId: ReadonlyMap<number, readonly EventSchema[]>;
  readonly byOpcode: ReadonlyMap<number, readonly EventSchema[]>;
}

/** Each provider is built when its first event is asked for. */
const loaders: Map<string, () => Provider> = new Map<string, () => Provider>([
  [ndisPacketCapture.guid, () => ndisPacketCapture],
  [hyperVVmSwitch.guid, () => hyperVVmSwitch],
  [winNat.guid, () => winNat],
  [pktMon.guid, () => pktMon],
  ...[...KERNEL_TABLES, ...KERNEL_SYSTEM_TABLES, KERNEL_PROCESS].map(tableLoader),
]);
const entries = new Map<string, Entry>();

function tableLoader(text: string): [string, () => Provider] {
  return [tableGuid(text), () => parseTable(text, MESSAGES[tableGuid(text)])];
}

let layouts: Promise<void> | undefined;

/** Whether layouts of this provider have still to be fetched. */
export function lacksLayouts(guid: string): boolean {
  return LATER_PROVIDERS.has(guid) && !loaders.has(guid);
}

/** Fetches what lacksLayouts() tells of. Rejects with TraceError; asking again tries again. */
export function loadLayouts(): Promise<void> {
  layouts ??= part(() => import("./tables/later-tables.js")).then(
    ({ LATER_TABLES }) => {
      for (const [guid, load] of LATER_TABLES.map(tableLoader)) loaders.set(guid, load);
    },
    (e: unknown) => {
      layouts = undefined;
      throw e;
    },
  );
  return layouts;
}

const NONE: readonly EventSchema[] = [];

/** From this build on PktMon numbers its drop reasons as today; in which build between 17763 and 19041 that began is not known. */
const PKTMON_RENUMBERED = 18362;

/**
 * Layouts to try, in order: those of the exact version, then those of other versions, the nearest first. The caller takes the first that
 * fits the payload. Manifest events are found by id, classic ones (id 0) by opcode.
 */
export function builtInSchema(guid: string, id: number, version: number, opcode: number): readonly EventSchema[] {
  const entry = entryOf(guid);
  const all = entry?.byId.get(id) ?? (id === 0 ? entry?.byOpcode.get(opcode) : undefined);
  if (!all) return NONE;
  return all.toSorted((a, b) => distance(a.version, version) - distance(b.version, version));
}

const spoken = new WeakMap<EventSchema, EventSchema>();

/** A classic layout of web/trace, which has none, with the sentence for its event. */
export function withSentence(schema: EventSchema): EventSchema {
  let told = spoken.get(schema);
  if (told === undefined) {
    const message = sentenceFor(MESSAGES[schema.provider] ?? {}, schema.opcode ?? schema.id, schema.fields);
    told = message === undefined ? schema : { ...schema, message };
    spoken.set(schema, told);
  }
  return told;
}

/** A newer layout extends an older one, so that of two equally near versions the lower is more often a prefix of the payload. */
function distance(known: number, wanted: number): number {
  return known > wanted ? (known - wanted) * 2 : (wanted - known) * 2 - 1;
}

/** `build` is the traced machine's: PktMon once numbered its drop reasons differently. */
export function builtInMap(guid: string, name: string, build = Infinity): ValueMap | undefined {
  const maps = entryOf(guid)?.provider.maps;
  if (guid === pktMon.guid && name === "DropReason" && build > 0 && build < PKTMON_RENUMBERED) return maps?.["DropReason17763"];
  return maps && Object.hasOwn(maps, name) ? maps[name] : undefined;
}

export function providerName(guid: string): string | undefined {
  return PROVIDER_NAMES.get(guid) ?? entryOf(guid)?.provider.name;
}

/** GUIDs of the providers that are called so. */
export function providerGuids(name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return [...PROVIDER_NAMES].flatMap(([guid, known]) => (known.toLowerCase() === wanted ? [guid] : []));
}

/** GUIDs of all providers with built-in layouts. */
export function builtInProviders(): readonly string[] {
  return [...loaders.keys()];
}

function entryOf(guid: string): Entry | undefined {
  const load = loaders.get(guid);
  if (!load) return undefined;
  let entry = entries.get(guid);
  if (!entry) {
    const provider = load();
    const { events } = provider;
    entry = {
      provider,
      byId: grouped(events, (e) => (e.opcode === undefined ? e.id : undefined)),
      byOpcode: grouped(events, (e) => e.opcode),
    };
    entries.set(guid, entry);
  }
  return entry;
}

function grouped(events: readonly EventSchema[], keyOf: (event: EventSchema) => number | undefined): ReadonlyMap<number, readonly EventSchema[]> {
  const groups = new Map<number, EventSchema[]>();
  for (const event of events) {
    const key = keyOf(event);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groups;
}

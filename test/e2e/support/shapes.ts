/** Says what is wrong with a value, one line per fault, each beginning with where. Nothing wrong: an empty list. */
export type Shape = (value: unknown, where: string) => string[];

const shown = (value: unknown): string =>
  value === undefined ? "undefined" : JSON.stringify(value, (_key, one: unknown) => (typeof one === "bigint" ? `${one.toString()}n` : one));
const simple =
  (what: string, good: (value: unknown) => boolean): Shape =>
  (value, where) =>
    good(value) ? [] : [`${where}: expected ${what}, got ${shown(value)}`];

const text = simple("a text that is not empty", (v) => typeof v === "string" && v !== "");
const flag = simple("true or false", (v) => typeof v === "boolean");
const whole = simple("a whole number from 0", (v) => Number.isSafeInteger(v) && (v as number) >= 0);
const instant = simple("bigint nanoseconds", (v) => typeof v === "bigint" && v >= 0n);
const span = simple("a number of nanoseconds", (v) => typeof v === "number" && Number.isFinite(v));
const guid = simple("a GUID in lower case without braces", (v) => typeof v === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(v));
const hex = simple("a 64-bit number as 0x... without leading zeros", (v) => typeof v === "string" && /^0x(0|[1-9a-f][0-9a-f]{0,15})$/.test(v));
const oneOf = (...values: readonly unknown[]): Shape => simple(`one of ${values.map(shown).join(", ")}`, (v) => values.includes(v));

function list(item: Shape): Shape {
  return (value, where) =>
    Array.isArray(value) ? value.flatMap((one: unknown, i) => item(one, `${where}[${i}]`)) : [`${where}: expected a list, got ${shown(value)}`];
}

/** Keys that are not listed are faults, and so is a key that is there without a value: absent facts are absent keys. */
function object(needed: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  return (value, where) => {
    if (typeof value !== "object" || value === null) return [`${where}: expected an object, got ${shown(value)}`];
    const entries = Object.entries(value);
    const missing = Object.keys(needed).filter((key) => !Object.hasOwn(value, key));
    return [
      ...missing.map((key) => `${where}.${key} is missing`),
      ...entries.flatMap(([key, one]) => {
        const shape = needed[key] ?? optional[key];
        return shape === undefined ? [`${where}.${key} is not in the contract`] : shape(one, `${where}.${key}`);
      }),
    ];
  };
}

/** Any decoded value: an empty text is a value here, null and undefined are not. */
const decoded: Shape = (value, where) => {
  if (["string", "number", "boolean"].includes(typeof value) || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value.flatMap((one: unknown, i) => decoded(one, `${where}[${i}]`));
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([key, one]) => decoded(one, `${where}.${key}`));
  return [`${where}: ${shown(value)} is not a field value`];
};

const PLACES = [
  ..."physical-nic virtual-nic vm-nic container-nic team-nic bridge switch switch-port".split(" "),
  ..."filter protocol nat stack tunnel wire unknown".split(" "),
];
const place = object({ id: text, name: text, kind: oneOf(...PLACES) });
const drop = object({ reason: text }, { reasonCode: whole, location: text, locationCode: whole, attributed: text });
const PROBLEMS = [
  ..."truncated bad-buffer bad-event bad-compression bad-metadata events-lost".split(" "),
  ..."buffers-lost sequence-gap unclosed overwritten clock-step index-limit".split(" "),
];

export const problem = object({ code: oneOf(...PROBLEMS), message: text }, { offset: whole, count: whole });

export const summary = object(
  {
    name: text,
    sizeBytes: whole,
    events: whole,
    packets: whole,
    drops: whole,
    journeys: whole,
    startNs: instant,
    endNs: instant,
    eventsLost: whole,
    buffersLost: whole,
    truncatedPackets: whole,
    buffers: whole,
    compressed: flag,
    circular: flag,
    closed: flag,
    pointerSize: oneOf(4, 8),
    cpuCount: whole,
    clock: oneOf("qpc", "system", "cycles"),
    osVersion: text,
    osBuild: whole,
    loggerName: text,
    logFileName: text,
    providers: list(object({ guid, events: whole, decoded: whole }, { name: text })),
    problems: list(problem),
    indexing: object({ bytesDone: whole, done: flag }),
    sources: list(object({ name: text, sizeBytes: whole, events: whole, machine: text }, { clockOffsetNs: span, clockErrorNs: span })),
  },
  { bootNs: instant, computerName: text },
);

export const eventRow = object(
  {
    index: whole,
    timeNs: instant,
    source: whole,
    providerGuid: guid,
    id: whole,
    version: whole,
    opcode: whole,
    level: whole,
    keywords: hex,
    cpu: whole,
    fields: decoded,
  },
  { provider: text, name: text, pid: whole, tid: whole, process: text, activityId: guid, message: text },
);

export const packetRow = object(
  {
    index: whole,
    event: whole,
    timeNs: instant,
    place,
    length: whole,
    captured: whole,
    linkType: oneOf("ethernet", "ieee80211", "raw-ip"),
    source: text,
    destination: text,
    protocol: text,
    info: text,
  },
  { direction: oneOf("in", "out"), journey: whole, drop },
);

export const progress = object({ bytesDone: whole, bytesTotal: whole, events: whole });

export const rows = (row: Shape): Shape => object({ total: whole, rows: list(row) });

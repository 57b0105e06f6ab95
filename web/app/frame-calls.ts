import type { ExportFormat, ExportOptions, OpenOptions, Query, TraceSource } from "../core/api.js";
import { TraceError } from "../core/errors.js";
import type { FrameMethod } from "../core/frame-protocol.js";
import type { HopscopeViewer } from "../core/viewer-api.js";
import { isBeside } from "./beside.js";

/** More than a rotated capture has parts, or a diagnosis listings. */
const MOST = 1000;

type Check<T> = (value: unknown, where: string) => T;

function refuse(where: string, expected: string): never {
  throw new TraceError("unsupported", `${where}: expected ${expected}.`);
}

const text: Check<string> = (value, where) => (typeof value === "string" ? value : refuse(where, "a text"));
const count: Check<number> = (value, where) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : refuse(where, "a whole number from 0");
const instant: Check<bigint> = (value, where) => (typeof value === "bigint" ? value : refuse(where, "nanoseconds as a bigint"));
const idOf: Check<number | string> = (value, where) =>
  typeof value === "number" || typeof value === "string" ? value : refuse(where, "an id, a number or a text");

function list<T>(item: Check<T>): Check<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length > MOST) return refuse(where, `a list of at most ${MOST}`);
    return value.map((one: unknown, i) => item(one, `${where}[${i}]`));
  };
}

/** A new object with the listed keys only: what else somebody sends, or sends as a prototype, is not in it. */
function object<T>(checks: { readonly [K in keyof T]-?: Check<Exclude<T[K], undefined>> }): Check<T> {
  return (value, where) => {
    if (typeof value !== "object" || value === null) return refuse(where, "an object");
    const given = value as Readonly<Record<string, unknown>>;
    const keys = Object.keys(checks).filter((key) => Object.hasOwn(given, key) && given[key] !== undefined);
    return Object.fromEntries(keys.map((key) => [key, checks[key as keyof T](given[key], `${where}.${key}`)])) as T;
  };
}

function whole<T extends object>(check: Check<T>, ...needed: readonly (keyof T & string)[]): Check<T> {
  return (value, where) => {
    const got = check(value, where);
    for (const key of needed) if (!Object.hasOwn(got, key)) refuse(`${where}.${key}`, "a value");
    return got;
  };
}

/** An argument that is left out is the empty object it stands for. */
function orNone<T extends object>(check: Check<T>): (value: unknown) => T {
  return (value) => check(value ?? {}, "options");
}

const source: Check<TraceSource> = (value, where) => {
  if (value instanceof Blob) return value;
  return typeof value === "string" && isBeside(value) ? value : refuse(where, "a File or a Blob, or the address of a file beside the page in the frame");
};
const sources: Check<TraceSource | readonly TraceSource[]> = (value, where) => (Array.isArray(value) ? list(source)(value, where) : source(value, where));

const QUERY = { filter: text, offset: count, limit: count };
const query = orNone(object<Query>(QUERY));
const sorted = orNone(object<NonNullable<Parameters<HopscopeViewer["journeys"]>[0]>>({ ...QUERY, sort: text as Check<"start"> }));
const filterOnly = orNone(object<{ readonly filter?: string }>({ filter: text }));
const openOptions = orNone(object<Omit<OpenOptions, "signal">>({ name: text, sideCars: list(text) }));
const exportOptions = orNone(
  object<ExportOptions>({
    filter: text,
    anonymise: whole(object<{ readonly key: string }>({ key: text }), "key"),
    range: whole(object<{ readonly fromNs: bigint; readonly toNs: bigint }>({ fromNs: instant, toNs: instant }), "fromNs", "toNs"),
  }),
);

type Call = (viewer: HopscopeViewer, args: readonly unknown[], signal: AbortSignal) => unknown;

/** All that can be called from outside a frame. Nothing is looked up on the viewer by a name that was sent. */
export const FRAME_CALLS: Readonly<Record<FrameMethod, Call>> = {
  open: (viewer, [from, options], signal) => viewer.open(sources(from, "source"), { ...openOptions(options), signal }),
  close: (viewer) => viewer.close(),
  summary: (viewer) => viewer.summary(),
  events: (viewer, [asked]) => viewer.events(query(asked)),
  packets: (viewer, [asked]) => viewer.packets(query(asked)),
  journeys: (viewer, [asked]) => viewer.journeys(sorted(asked)),
  natSessions: (viewer, [asked]) => viewer.natSessions(query(asked)),
  flows: (viewer, [asked]) => viewer.flows(query(asked)),
  places: (viewer) => viewer.places(),
  findings: (viewer) => viewer.findings(),
  atlas: (viewer, [asked]) => viewer.atlas(filterOnly(asked)),
  addSideCar: (viewer, [listing, name]) => {
    const from = text(listing, "text");
    return name === undefined ? viewer.addSideCar(from) : viewer.addSideCar(from, text(name, "name"));
  },
  export: (viewer, [format, options]) => viewer.export(text(format, "format") as ExportFormat, exportOptions(options)),
  select: (viewer, [kind, id]) => {
    viewer.select(text(kind, "kind") as "event", idOf(id, "id"));
  },
  setFilter: (viewer, [expression]) => {
    viewer.setFilter(text(expression, "expression"));
  },
};

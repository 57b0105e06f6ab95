import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { joiningQuality } from "./joining.js";
import { memoryIsKnown } from "./memory.js";
import { indexKept, openingMemory, openOnce, type Opening } from "./opening.js";
import { askQueries, saveOnce } from "./queries.js";
import { spreadOf, table, type Figure, type Spread } from "./report.js";
import { BenchSite } from "./site.js";
import { benchTrace, KINDS, type BenchTrace, type Kind } from "./traces.js";

const { values: flags } = parseArgs({
  options: {
    sizes: { type: "string", default: "500" },
    kinds: { type: "string", default: KINDS.join(",") },
    runs: { type: "string", default: "3" },
    /** Millions of events for questions; 0 for none. */
    queries: { type: "string", default: "1,10" },
    cache: { type: "string", default: join(tmpdir(), "hopscope-bench") },
    dist: { type: "string" },
    json: { type: "string", default: "test-results/bench.json" },
    compare: { type: "string" },
    joining: { type: "string", default: "3000" },
  },
});

const BYTES_PER_SMALL_EVENT = 115.45;
const runs = Math.max(1, Number(flags.runs));
const numbers = (text: string): readonly number[] =>
  text
    .split(",")
    .map(Number)
    .filter((n) => n > 0);
const figures: Figure[] = [];

/** A figure over several runs; times are compared with reading the file. */
function note(
  trace: string,
  name: string,
  unit: Figure["unit"],
  values: readonly number[],
  of?: { readonly bytes: number; readonly events: number; readonly reading: Spread },
): void {
  const value = spreadOf(values);
  const figure: Figure = {
    trace,
    name,
    unit,
    value,
    ...(of === undefined
      ? {}
      : { toReading: value.median / of.reading.median, mbPerSecond: of.bytes / 1000 / value.median, eventsPerSecond: (of.events * 1000) / value.median }),
  };
  figures.push(figure);
  console.log(table([figure]).split("\n")[2]);
}

async function measureOpening(site: BenchSite, trace: BenchTrace): Promise<void> {
  const name = `${trace.kind} ${Math.round(trace.bytes / 1e6)} MB`;
  const list: Opening[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await site.page(trace.path);
    list.push(await openOnce(site, page));
    if (run === runs - 1 && trace.kind === "ndis") await measureSaving(name, page);
    await page.context().close();
  }
  const pick = (of: (opening: Opening) => number | undefined): readonly number[] => list.flatMap((opening) => of(opening) ?? []);
  const of = { bytes: trace.bytes, events: trace.events, reading: spreadOf(pick(({ readMs }) => readMs)) };
  note(
    name,
    "reading",
    "ms",
    pick(({ readMs }) => readMs),
    of,
  );
  note(
    name,
    "scanning, no index",
    "ms",
    pick(({ scanMs }) => scanMs),
    of,
  );
  note(
    name,
    "  the decoder alone",
    "ms",
    pick(({ decodeMs }) => decodeMs),
    of,
  );
  for (const phase of Object.keys(list[0]?.phases ?? {}))
    note(
      name,
      `  ${phase}`,
      "ms",
      pick(({ phases }) => phases[phase]),
      of,
    );
  for (const [title, what] of [
    ["triage shows", "triageMs"],
    ["lanes show", "lanesMs"],
    ["complete", "openMs"],
    ["index kept, behind that", "keptMs"],
    ["opened again", "reopenMs"],
  ] as const) {
    const found = pick((opening) => opening[what]);
    if (found.length > 0) note(name, title, "ms", found, of);
  }
  if (memoryIsKnown) {
    const peak = await openingMemory(site, trace.path);
    note(name, "memory, all processes", "MB", [peak.all]);
    note(name, "memory, the page", "MB", [peak.page]);
  }
  const counts = list.map((opening) => opening.counts);
  const [first] = counts;
  if (first === undefined) return;
  if (counts.some((other) => JSON.stringify(other) !== JSON.stringify(first))) throw new Error(`${name}: runs differ: ${JSON.stringify(counts)}`);
  if (first.events !== trace.events) throw new Error(`${name}: ${first.events} events were found, ${trace.events} were written.`);
  note(name, "events", "count", [first.events]);
  note(name, "packets", "count", [first.packets]);
  note(name, "journeys", "count", [first.journeys]);
  if (first.problems.length > 0) console.log(`${name}: problems ${first.problems.join(", ")}`);
}

async function measureSaving(name: string, page: Parameters<typeof saveOnce>[0]): Promise<void> {
  const { bytes, ms } = await saveOnce(page);
  figures.push({ trace: name, name: "saving as pcapng", unit: "ms", value: spreadOf([ms]), mbPerSecond: bytes / 1000 / ms });
}

async function measureQueries(site: BenchSite, millions: number): Promise<void> {
  const trace = benchTrace("kernel", Math.ceil(millions * BYTES_PER_SMALL_EVENT), flags.cache);
  const page = await site.page(trace.path);
  await page.evaluate(async () => {
    const file = document.querySelector<HTMLInputElement>("#bench-file")?.files?.[0];
    if (file !== undefined) await document.querySelector("hopscope-viewer")?.open(file);
  });
  // Writing the index would be measured as well.
  await indexKept(page);
  for (const [question, times] of Object.entries(await askQueries(page, Math.max(3, runs)))) note(`${millions} M events`, question, "ms", times);
  await page.context().close();
}

const dist = resolve(flags.dist ?? join(flags.cache, "dist"));
const site = await BenchSite.start(dist, flags.dist === undefined);
try {
  const kinds = flags.kinds.split(",").filter((kind): kind is Kind => (KINDS as readonly string[]).includes(kind));
  for (const megabytes of numbers(flags.sizes)) for (const kind of kinds) await measureOpening(site, benchTrace(kind, megabytes, flags.cache));
  for (const millions of numbers(flags.queries)) await measureQueries(site, millions);
} finally {
  await site.close();
}
if (Number(flags.joining) > 0)
  for (const { name, recall, precision } of await joiningQuality(Number(flags.joining))) {
    note(`joining, ${name}`, "recall", "share", [recall]);
    note(`joining, ${name}`, "precision", "share", [precision]);
  }
const earlier = flags.compare === undefined ? [] : (JSON.parse(readFileSync(flags.compare, "utf8")) as readonly Figure[]);
mkdirSync(dirname(flags.json), { recursive: true });
writeFileSync(flags.json, JSON.stringify(figures, undefined, 1));
console.log(`\n${table(figures, earlier)}\n`);
if (!memoryIsKnown) console.log("Memory: not known here; only Linux tells it.");
console.log(`written to ${flags.json}`);

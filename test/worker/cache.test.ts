import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { KeptIndex } from "../../web/core/kept.js";
import { fingerprint } from "../../web/worker/cache/fingerprint.js";
import { IndexCache } from "../../web/worker/cache/index-cache.js";
import type { IndexStore, Parts } from "../../web/worker/cache/index-store.js";
import { Engine } from "../../web/worker/engine.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import { STORIES, type StoryId } from "../fixtures/stories/all.js";
import { noAbort, wasm } from "./support.js";

const SAMPLES = "../shared/samples";
const here = existsSync(`${SAMPLES}/expected.json`);
const ALL = { limit: 10_000 } as const;
const MANY = { limit: 600 } as const;
const DAY = 24 * 3600 * 1000;

/** What IndexedDB does, in memory: what is put is cloned, a write is whole or nothing. */
class MemoryStore implements IndexStore {
  readonly indexes = new Map<string, KeptIndex>();
  readonly parts = new Map<string, Parts>();
  space = 1e9;
  /** Bytes after which the disk is full, whatever `room` says. */
  disk = Infinity;
  refused = false;

  list(): Promise<readonly KeptIndex[] | undefined> {
    return Promise.resolve(this.refused ? undefined : [...this.indexes.values()]);
  }

  read(key: string): Promise<{ index: KeptIndex; parts: Parts } | undefined> {
    const index = this.indexes.get(key);
    return Promise.resolve(index === undefined ? undefined : { index, parts: structuredClone(this.parts.get(key) ?? new Map()) });
  }

  write(index: KeptIndex, parts: Parts): Promise<"ok" | "full" | "off"> {
    const held = [...this.indexes.values()].reduce((sum, { bytes }) => sum + bytes, index.bytes);
    if (held > this.disk) return Promise.resolve("full");
    this.indexes.set(index.key, structuredClone(index));
    this.parts.set(index.key, structuredClone(parts));
    return Promise.resolve("ok");
  }

  touch(index: KeptIndex): Promise<void> {
    if (this.indexes.has(index.key)) this.indexes.set(index.key, index);
    return Promise.resolve();
  }

  remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.indexes.delete(key);
      this.parts.delete(key);
    }
    return Promise.resolve();
  }

  room(): Promise<number> {
    return Promise.resolve(this.space);
  }
}

let store = new MemoryStore();
let now = 1_000_000;
const cacheOf = (version = "1"): IndexCache => new IndexCache(store, version, () => now);

beforeEach(() => {
  store = new MemoryStore();
  now = 1_000_000;
});

type Named = readonly { readonly name: string; readonly blob: Blob }[];

async function open(files: Named, cache = cacheOf(), sideCars: readonly string[] = []): Promise<Engine> {
  const engine = new Engine(undefined, cache);
  await engine.init(await wasm());
  await engine.open(files, () => undefined, noAbort(), sideCars, true);
  return engine;
}

const named = (bytes: Uint8Array<ArrayBuffer>, name = "one.etl"): Named => [{ name, blob: new Blob([bytes]) }];

/** Everything that can be asked of a trace. */
async function answers(engine: Engine): Promise<Record<string, unknown>> {
  const filters = ["tcp", "outcome == dropped", 'place.name contains "a"', "hop.latency > 1us", "process.name contains exe", "nat.packets > 0"];
  const { events, packets, journeys } = await engine.summary();
  const last = { limit: 300, offset: Math.max(0, journeys - 300) };
  return {
    summary: await engine.summary(),
    events: await engine.events(MANY),
    lines: await engine.eventLines(200, 400),
    packets: await engine.packets(MANY),
    journeys: await engine.journeys(MANY),
    slowest: await engine.journeyLines({ ...last, sort: "-latency" }),
    nat: await engine.natSessions(ALL),
    flows: await engine.flows(ALL),
    findings: await engine.findings(),
    places: await engine.places(),
    atlas: await engine.atlas({}),
    machines: await engine.machines(),
    losses: await engine.losses(),
    lanes: await engine.lanes(),
    facts: await engine.facts(50),
    filtered: await Promise.all(filters.map(async (filter) => [await engine.events({ filter }), await engine.journeys({ filter })])),
    eventDetail: await engine.detail("event", events >> 1),
    packetDetail: packets > 0 ? await engine.detail("packet", packets >> 1) : undefined,
  };
}

async function comesBackAlike(files: Named): Promise<void> {
  const fresh = await open(files);
  expect(await fresh.keep()).toMatchObject({ state: "ok" });
  // a trace that was read says how much is kept of it
  const again = await open(files);
  expect(await again.keep()).toEqual({ state: "ok", content: await fingerprint(files) });
  const [one, other] = [await answers(fresh), await answers(again)];
  for (const name of Object.keys(one)) expect({ [name]: other[name] }).toEqual({ [name]: one[name] });
}

describe("a trace from the cache answers as the one that was read", () => {
  for (const id of Object.keys(STORIES) as StoryId[])
    test(`story ${id}`, { timeout: 120_000 }, async () => {
      await comesBackAlike(named(scenarioTrace(id, 6).bytes));
    });

  test("two files as one trace", { timeout: 120_000 }, async () => {
    const [first] = named(scenarioTrace("lbfo", 3).bytes);
    const [second] = named(scenarioTrace("nat-ping", 4).bytes, "two.etl");
    if (first !== undefined && second !== undefined) await comesBackAlike([first, second]);
  });

  describe.skipIf(!here)("real traces (skipped where ../shared/samples is absent)", () => {
    const names = here ? Object.keys(JSON.parse(readFileSync(`${SAMPLES}/expected.json`, "utf8")) as object).filter((name) => !name.startsWith("neg-")) : [];
    for (const name of names)
      test(name, { timeout: 240_000 }, async () => {
        await comesBackAlike([{ name, blob: new Blob([await readFile(`${SAMPLES}/${name}`)]) }]);
      });
  });
});

describe("what is kept", () => {
  const trace = scenarioTrace("nat-ping", 2).bytes;
  const files = named(trace);

  /** Whether opening these files finds something kept. */
  async function known(of: Named, cache = cacheOf(), sideCars: readonly string[] = []): Promise<boolean> {
    const facts = await (await open(of, cache, sideCars)).keep();
    return facts.state === "ok" && facts.bytes === undefined;
  }

  async function kept(of: Named = files, cache = cacheOf()): Promise<string> {
    const facts = await (await open(of, cache)).keep();
    if (facts.state !== "ok" || facts.content === undefined) throw new Error(`not kept: ${facts.state}`);
    return `${facts.content}/`;
  }

  test("is found under another name, and not for other content", async () => {
    await kept();
    expect(await known(named(trace, "renamed.etl"))).toBe(true);
    const other = trace.slice();
    other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
    expect(await known(named(other))).toBe(false);
    expect(await known([...files, ...named(scenarioTrace("lbfo", 2).bytes)])).toBe(false);
  });

  test("is not believed of a file that was written since", async () => {
    const at = (lastModified: number): Named => [{ name: "one.etl", blob: new File([trace], "one.etl", { lastModified }) }];
    await kept(at(5));
    expect(await known(at(5))).toBe(true);
    expect(await known(at(6))).toBe(false);
  });

  test("is not read by other code, and gives way to what that keeps", async () => {
    await kept(files, cacheOf("1"));
    expect(await known(files, cacheOf("2"))).toBe(false);
    expect([...store.indexes.values()].map(({ version }) => version)).toEqual(["2"]);
  });

  test("is another one when layouts of events were brought: they say what events tell of the machine", async () => {
    await kept();
    const manifest = `<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"><instrumentation><events>
      <provider name="Some-Provider" guid="{11111111-2222-3333-4444-555555555555}" symbol="S" resourceFileName="x" messageFileName="x">
      <events><event value="1" version="0" symbol="E"/></events></provider></events></instrumentation></instrumentationManifest>`;
    expect(await known(files, cacheOf(), [manifest])).toBe(false);
    expect(await known(files, cacheOf(), [manifest])).toBe(true);
    expect(store.indexes.size).toBe(2);
  });

  test("is valid only with its last part", async () => {
    const key = await kept();
    const parts = store.parts.get(key) ?? new Map<string, unknown>();
    expect([...parts.keys()].sort()).toEqual(["facts", "journeys", "packets", "rows", "values"]);
    for (const name of parts.keys()) {
      store.parts.set(key, new Map([...parts].filter(([each]) => each !== name)));
      expect(await cacheOf().find({ content: await fingerprint(files), schemas: "", modified: 0 })).toBeUndefined();
    }
    const rows = parts.get("rows") as { readonly blob: Blob };
    store.parts.set(key, new Map([...parts, ["rows", { ...rows, blob: rows.blob.slice(8) }]]));
    expect(await known(files)).toBe(false);
    expect(await known(files)).toBe(true);
  });

  test("that cannot be read any more is thrown out, and the trace is read", async () => {
    const key = await kept();
    const parts = store.parts.get(key) ?? new Map<string, unknown>();
    const rows = parts.get("rows") as { readonly blob: Blob };
    store.parts.set(key, new Map([...parts, ["rows", { ...rows, columns: new Map() }]]));
    const engine = await open(files);
    expect((await engine.summary()).events).toBeGreaterThan(0);
    expect(store.indexes.size).toBe(0);
  });

  test("is thrown out after 14 days in which nobody opened it", async () => {
    await kept();
    now += 13 * DAY;
    expect(await known(files)).toBe(true);
    now += 13 * DAY;
    expect(await known(files)).toBe(true);
    now += 14 * DAY + 1;
    expect(await known(files)).toBe(false);
  });

  test("gives way to newer ones when there is no room, the one that was not opened for longest first", async () => {
    const [a, b, c] = (["nat-ping", "lbfo", "nat-out"] as const).map((id) => named(scenarioTrace(id, 2).bytes));
    if (a === undefined || b === undefined || c === undefined) return;
    await kept(a);
    now++;
    await kept(b);
    now++;
    expect(await known(a)).toBe(true);
    const held = [...store.indexes.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    store.space = held + 1000;
    now++;
    await kept(c);
    expect(await known(b)).toBe(false);
  });

  test("gives way when the disk is fuller than the browser said", async () => {
    await kept();
    store.disk = Math.max(...Array.from(store.indexes.values(), ({ bytes }) => bytes)) * 1.5;
    now++;
    expect(await (await open(named(scenarioTrace("nat-ping", 3).bytes))).keep()).toMatchObject({ state: "ok" });
    expect(store.indexes.size).toBe(1);
    store.disk = 10;
    expect(await (await open(named(scenarioTrace("nat-ping", 4).bytes))).keep()).toMatchObject({ state: "full" });
  });

  test("says that there is no room, or that the browser refuses; the trace is open all the same", async () => {
    store.space = 100;
    const engine = await open(files);
    expect(await engine.keep()).toMatchObject({ state: "full" });
    expect((await engine.summary()).events).toBeGreaterThan(0);
    store.refused = true;
    expect(await engine.keep()).toMatchObject({ state: "off" });
    expect(store.indexes.size).toBe(0);
  });

  test("is nothing when it was not asked for", async () => {
    const engine = new Engine(undefined, cacheOf());
    await engine.init(await wasm());
    await engine.open(files, () => undefined, noAbort());
    expect(await engine.keep()).toEqual({ state: "off" });
    expect(store.indexes.size).toBe(0);
  });

  test("is nothing of a trace that was closed, or whose clocks were set, before it was written", async () => {
    const engine = await open(files);
    const keeping = engine.keep();
    await engine.close();
    expect(await keeping).toMatchObject({ state: "off" });
    expect(store.indexes.size).toBe(0);
  });

  test("has no journeys that listings had a say in; they are found anew", async () => {
    const listing =
      "Windows IP Configuration\r\n\r\n   Host Name . . . . . . . . . . . . : HOST1\r\n\r\nEthernet adapter Ethernet:\r\n\r\n   Physical Address. . . . . . . . . : 00-15-5D-00-00-01\r\n   IPv4 Address. . . . . . . . . . . : 10.0.0.5(Preferred)\r\n";
    const engine = await open(files, cacheOf(), [listing]);
    const { content = "" } = await engine.keep();
    expect([...(store.parts.get(`${content}/`) ?? new Map<string, unknown>()).keys()]).not.toContain("journeys");
    const plain = new Engine();
    await plain.init(await wasm());
    await plain.open(files, () => undefined, noAbort());
    const again = await open(files);
    expect(await again.journeys(ALL)).toEqual(await plain.journeys(ALL));
  });
});

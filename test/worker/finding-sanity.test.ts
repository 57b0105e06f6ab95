import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../web/core/api.js";
import type { Engine } from "../../web/worker/engine.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { Payload, providerTraits, traceLoggingSchema } from "../fixtures/payload.js";
import { scenarioTrace } from "../fixtures/scenario-trace.js";
import { STORIES, type StoryId } from "../fixtures/stories/all.js";
import { openBlob, openBytes } from "./support.js";

const SAMPLES = "../shared/samples";
const here = existsSync(SAMPLES);

/** What the other traffic of every story is: containers that ping, are connected to, and go out behind NAT. */
const TRAFFIC = ["transparent-out", "transparent-in", "nat-out"];
/** What a story says beside its own finding. */
const ALSO: Partial<Record<StoryId, readonly string[]>> = { "pktmon-drop": ["drop"] };

/** Evidence that leads nowhere, sentences without an end, and commands without words. */
async function faults(engine: Engine, findings: readonly Finding[]): Promise<readonly string[]> {
  const { events, packets, journeys } = await engine.summary();
  const places = new Set((await engine.places()).map(({ id }) => id));
  const sessions = (await engine.natSessions({ limit: 1 })).total;
  const flows = (await engine.flows({ limit: 1 })).total;
  const count = { event: events, packet: packets, journey: journeys, natSession: sessions, flow: flows };
  return findings.flatMap(({ code, title, detail, check, evidence }) => [
    ...evidence
      .filter(({ kind, id }) => (kind === "place" ? !places.has(String(id)) : typeof id !== "number" || !(id >= 0 && id < count[kind])))
      .map(({ kind, id }) => `${code}: no ${kind} ${id}`),
    ...(title === "" || !/[.]$/.test(detail) || /undefined|NaN|Infinity/.test(title + detail) ? [`${code}: ${title} | ${detail}`] : []),
    ...(check.length === 0 || check.some((command) => command.trim() === "") ? [`${code}: nothing to check`] : []),
  ]);
}

describe.for(Object.keys(STORIES) as StoryId[])("%s", { timeout: 60_000 }, (id) => {
  test.for([5, 90])("has its own finding and no other, seed %i", async (seed) => {
    const { bytes, truth } = scenarioTrace(id, seed);
    const { engine } = await openBytes(bytes);
    const findings = await engine.findings();
    const own = [...(truth.finding === undefined ? [] : [truth.finding]), ...(ALSO[id] ?? [])];
    const codes = new Set(findings.map(({ code }) => code));
    expect(own.filter((code) => !codes.has(code))).toEqual([]);
    expect(findings.filter(({ code }) => !TRAFFIC.includes(code) && !own.includes(code)).map(({ code, detail }) => `${code}: ${detail}`)).toEqual([]);
    expect(await faults(engine, findings)).toEqual([]);
  });
});

test("an error that the Host Network Service describes itself is told with its name and fields; what it merely informs of is not", async () => {
  const writer = new EtlWriter({});
  const endpoint = (timeNs: number, level: number, event: string): void => {
    writer.event({
      timeNs,
      pid: 4,
      tid: 8,
      provider: "0c885e0d-6eb6-476c-a048-2457eed3a5c1",
      id: 0,
      level,
      items: [
        { type: 0x0b, data: traceLoggingSchema(event, [{ name: "Endpoint", inType: 1 }]) },
        { type: 0x0c, data: providerTraits("Microsoft.Windows.HyperV.HNS") },
      ],
      payload: new Payload().utf16z("9fcd829d").done(),
    });
  };
  endpoint(1_000_000, 4, "EndpointCreated");
  endpoint(2_000_000, 2, "EndpointCreateFailed");
  const { engine } = await openBytes(writer.build());
  const findings = (await engine.findings()).filter(({ code }) => code === "hns-error");
  const { rows } = await engine.events({ filter: "level == 2" });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.detail).toContain("EndpointCreateFailed; the first says: ");
  expect(findings[0]?.detail).toContain("9fcd829d");
  expect(findings[0]?.evidence).toEqual([{ kind: "event", id: rows[0]?.index }]);
});

describe.skipIf(!here)("real traces (skipped where ../shared/samples is absent)", () => {
  test.for(here ? readdirSync(SAMPLES).filter((name) => name.endsWith(".etl") && !name.startsWith("neg-")) : [])("%s", { timeout: 120_000 }, async (name) => {
    const { engine, summary } = await openBlob(new Blob([await readFile(`${SAMPLES}/${name}`)]), name);
    const findings = await engine.findings();
    const expected = new Set([...(summary.packets === 0 ? ["no-packets"] : []), ...(summary.eventsLost > 0 || summary.circular ? ["lossy"] : [])]);
    expect(new Set(findings.map(({ code }) => code))).toEqual(expected);
    expect(await faults(engine, findings)).toEqual([]);
  });
});

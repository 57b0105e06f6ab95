import { expect, test } from "vitest";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { Payload } from "../fixtures/payload.js";
import { openBytes } from "./support.js";

const UNKNOWN = "11112222-3333-4444-5555-666677778888";
const NAMED = "2f07e2ee-15db-40f1-90ef-9d7ba282188a";

test("a provider without a name has that of its file; a known one keeps its own", async () => {
  const writer = new EtlWriter();
  writer.event({ provider: UNKNOWN, id: 1, timeNs: 1000 }).event({ provider: NAMED, id: 1, timeNs: 2000 });
  const payload = new Payload().u32(2).guid(UNKNOWN).guid(NAMED).utf16z("\\SystemRoot\\System32\\drivers\\lab.sys").done();
  writer.kernel({ group: 0, type: 0x43, version: 2, timeNs: 3000, payload });
  const { summary } = await openBytes(writer.build());
  const names = new Map(summary.providers.map(({ guid, name }) => [guid, name]));
  expect(names.get(UNKNOWN)).toBe("lab.sys");
  expect(names.get(NAMED)).toBe("Microsoft-Windows-TCPIP");
});

test("a service names the process it runs in", async () => {
  const writer = new EtlWriter().event({ provider: NAMED, id: 1, pid: 812, timeNs: 1000 });
  const service = new Payload().u32(812).u32(4).u32(17).utf16z("Dnscache").utf16z("DNS Client").utf16z("C:\\Windows\\svchost.exe").done();
  writer.kernel({ group: 0x0b, type: 15, version: 2, timeNs: 2000, payload: service });
  const { engine } = await openBytes(writer.build());
  const { rows } = await engine.events({ offset: 0, limit: 10 });
  expect(rows.find((row) => row.providerGuid === NAMED)?.process).toBe("svchost.exe");
});

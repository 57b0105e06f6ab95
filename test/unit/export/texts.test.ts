import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventRow } from "../../../web/core/api.js";
import { ChromeTrace } from "../../../web/export/chrome-trace.js";
import { csvHead, csvLine } from "../../../web/export/csv.js";
import { eventLine } from "../../../web/export/event-lines.js";
import { jsonLine } from "../../../web/export/json-lines.js";
import { packetComment } from "../../../web/export/packet-comment.js";
import { isoTime } from "../../../web/export/plain-values.js";

const ROW: EventRow = {
  index: 3,
  timeNs: 1_763_457_242_184_733_101n,
  source: 0,
  provider: "Provider",
  providerGuid: "11111111-2222-3333-4444-555555555555",
  id: 7,
  version: 0,
  opcode: 0,
  level: 4,
  keywords: "0x1",
  cpu: 2,
  pid: 4,
  tid: 0x1b0,
  message: "said",
  fields: { a: "0x10", b: Uint8Array.of(1, 255), c: [1, { d: true }] },
};

describe("times", () => {
  it("have nine digits, also before 1970 and where no calendar reaches", () => {
    expect(isoTime(ROW.timeNs)).toBe("2025-11-18T09:14:02.184733101Z");
    expect(isoTime(-1n)).toBe("1969-12-31T23:59:59.999999999Z");
    expect(isoTime(1n << 70n)).toBe(`${1n << 70n} ns`);
  });
});

describe("csv", () => {
  const cells = (line: string): string => line.slice(0, -2);

  it("quotes what has to be quoted", () => {
    expect(csvHead().endsWith("\r\n")).toBe(true);
    expect(cells(csvLine({ row: { ...ROW, message: 'a "b", c\nd' } }))).toContain(',"a ""b"", c\nd",');
    expect(cells(csvLine({ row: ROW }))).toContain('"{""a"":""0x10"",""b"":""01ff"",""c"":[1,{""d"":true}]}"');
  });

  it("lets no text of the trace be a formula", () => {
    for (const evil of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1", '"=1', "\r=1", "|cmd", "%0a"]) {
      const line = csvLine({ row: { ...ROW, message: evil, provider: evil } });
      const written = `'${evil}`;
      const cell = /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
      expect(line.split(`,${cell},`), evil).toHaveLength(3);
    }
  });
});

describe("lines", () => {
  it("are one to an event, whatever its texts hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(eventLine({ row: { ...ROW, message: text } }).split(/[\n\r\u2028\u2029]/)).toHaveLength(2);
        expect(jsonLine({ ...ROW, message: text }).split("\n")).toHaveLength(2);
        expect((JSON.parse(jsonLine({ ...ROW, message: text })) as EventRow).message).toBe(text);
      }),
    );
  });

  it("begin as those of the tools do", () => {
    expect(eventLine({ row: ROW })).toBe("[2]0004.01B0::2025-11-18 09:14:02.184733101 [Provider] said\n");
    const { index, timeNs, source, provider, providerGuid, id, version, opcode, level, keywords, cpu, tid, fields } = ROW;
    const bare = { index, timeNs, source, providerGuid, id, version, opcode, level, keywords, cpu, fields, ...(provider && { provider }), ...(tid && { tid }) };
    expect(eventLine({ row: bare })).toMatch(/^\[2\]----\.01B0::.* \[Provider\] Event 7 \{"a":"0x10"/);
  });
});

describe("chrome trace", () => {
  it("is JSON with any texts, and counts in microseconds with nanoseconds behind the point", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.bigInt({ min: -5_000n, max: 10n ** 15n }), (text, ns) => {
        const trace = new ChromeTrace(ROW.timeNs);
        const file = trace.begin({ name: text }) + trace.event({ row: { ...ROW, timeNs: ROW.timeNs + ns, name: text } }) + trace.end();
        expect(() => JSON.parse(file) as unknown).not.toThrow();
        const [, micros = ""] = /"ts":(-?[\d.]+)/.exec(file) ?? [];
        expect(BigInt(micros.replace(".", ""))).toBe(ns);
      }),
    );
  });
});

describe("packet comments", () => {
  it("end with a line for programs, in which texts cannot pretend to be values", () => {
    const place = { id: "nic:1", name: 'evil" journey=9 \\\nhopscope: journey=8', kind: "virtual-nic" as const };
    const packet = {
      index: 0,
      event: 3,
      timeNs: 0n,
      place,
      length: 60,
      captured: 60,
      linkType: "ethernet" as const,
      source: "",
      destination: "",
      protocol: "",
      info: "",
    };
    const comment = packetComment({ packet, event: ROW, sighting: undefined, translations: [] });
    const last = comment.slice(comment.lastIndexOf("\n") + 1);
    expect(last).toContain('place="evil\\" journey=9 \\\\ hopscope: journey=8"');
  });
});

import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import { HtmlReport } from "../../../web/export/html-report.js";
import { escapeMarkup, ladderSvg } from "../../../web/render/ladder-svg.js";
import { demoTrace } from "../../fixtures/demo-trace.js";
import { openBytes } from "../support.js";
import { exportedText } from "./support.js";

vi.setConfig({ testTimeout: 60_000 });

/** Tags of a document, nested as they must be; throws where they are not. */
function checkNesting(markup: string): void {
  const open: string[] = [];
  const empty = new Set(["!doctype", "meta", "br"]);
  for (const [, slash, name = "", rest = ""] of markup.replaceAll(/<style>[^<]*<\/style>/g, "").matchAll(/<(\/?)([a-z!][\w!]*)((?:[^<>"]|"[^"]*")*)>/gi)) {
    if (slash === "/") expect(open.pop()).toBe(name);
    else if (!empty.has(name) && !rest.endsWith("/")) open.push(name);
  }
  expect(open).toEqual([]);
}

test("a report: self-contained, without scripts, its policy allows its own style sheet and nothing else", async () => {
  const { engine, summary } = await openBytes(demoTrace());
  const report = await exportedText(engine, "html");
  checkNesting(report);
  expect(report).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|<link|<iframe|src=|url\(/i);
  const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(report) ?? [];
  const [, style = ""] = /<style>([^<]*)<\/style>/.exec(report) ?? [];
  expect(policy).toBe(`default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`);
  for (const { title } of await engine.findings()) expect(report).toContain(escapeMarkup(title));
  expect(report).toContain(escapeMarkup(summary.computerName ?? "?"));
  expect(report).toContain("172.23.183.39:49161");
  expect(report).toContain("Failed Security Policy");
  const anchors = new Set([...report.matchAll(/id="(\w+)"/g)].map(([, id]) => id));
  for (const [, to] of report.matchAll(/href="#(\w+)"/g)) expect(anchors.has(to)).toBe(true);
  expect(report.split("<svg").length - 1).toBe(40);
  const { rows } = await engine.journeys({ filter: "outcome == dropped" });
  // Dropped packets come first, each where findings link to.
  expect(rows.every(({ id }) => report.indexOf(`id="j${id}"`) > 0 && report.indexOf(`id="j${id}"`) < report.indexOf('<span class="ok">'))).toBe(true);
});

test("a filter narrows the journeys of a report, and the report says so", async () => {
  const { engine } = await openBytes(demoTrace());
  const report = await exportedText(engine, "html", { filter: "outcome == dropped" });
  expect(report).toContain("Only what fits outcome == dropped.");
  expect(report.match(/<h3 id="j\d+"/g)).toHaveLength(2);
});

test("whatever a trace is called, it is text", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='a'>&\0\ud800`;
  expect(escapeMarkup(evil)).toBe("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&amp;\ufffd\ufffd");
  const place = { id: evil, name: evil, kind: "unknown" as const };
  const sighting = {
    timeNs: 0n,
    event: 0,
    place,
    switch: place,
    kind: "frame" as const,
    nbl: evil,
    latencyFromPreviousNs: 0,
    changes: [{ field: evil, from: evil, to: evil }],
    joined: { by: "first" as const, confidence: 1 },
  };
  const row = {
    id: 1,
    startNs: 0n,
    latencyNs: 0,
    outcome: "lost-sight" as const,
    pathClass: "other" as const,
    summary: evil,
    sightings: [sighting, sighting],
    drop: { reason: evil, location: evil },
  };
  const report = new HtmlReport();
  const markup =
    report.findings([{ code: evil, severity: "error", title: evil, detail: evil, check: [evil], evidence: [] }], new Set(), false) +
    report.drops([{ reason: evil, location: evil, place: evil, count: 1 }]) +
    report.journey(row, true) +
    ladderSvg(row, evil);
  expect(markup).not.toMatch(/<script|<img/);
  checkNesting(markup);
});

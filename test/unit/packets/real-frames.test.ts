import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { FieldNode } from "../../../web/core/fields.js";
import { dissect } from "../../../web/packets/dissect.js";

const FILE = "../shared/samples/pktmon-demikernel.expected.pcapng";

/** The frames of a little-endian pcapng: enhanced packet blocks are type 6, with captured and original length at 20 and 24 and data at 28. */
function frames(file: Uint8Array): { frame: Uint8Array; length: number }[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found = [];
  for (let p = 0; p + 12 <= file.length; p += view.getUint32(p + 4, true)) {
    if (view.getUint32(p, true) !== 6) continue;
    found.push({ frame: file.subarray(p + 28, p + 28 + view.getUint32(p + 20, true)), length: view.getUint32(p + 24, true) });
  }
  return found;
}

test.skipIf(!existsSync(FILE))("the pings of the PktMon sample (skipped without the samples)", () => {
  const all = frames(readFileSync(FILE));
  expect(all).toHaveLength(114);
  for (const { frame, length } of all) {
    const d = dissect(frame, "ethernet", { tree: true, originalLength: length });
    expect(`${d.source} ${d.destination} ${d.protocol} ${d.info}`).toMatch(
      /^(?:10\.9\.1\.14 10\.9\.1\.22 ICMP Echo \(ping\) request {2}id=0x0012, seq=(\d+)\/\d+, ttl=64|10\.9\.1\.22 10\.9\.1\.14 ICMP Echo \(ping\) reply {4}id=0x0012, seq=\d+\/\d+, ttl=255)$/,
    );
    const verdicts = (nodes: readonly FieldNode[]): string[] =>
      nodes.flatMap((n) => [...(n.name.endsWith("checksum.status") ? [n.text] : []), ...verdicts(n.children ?? [])]);
    expect(verdicts(d.nodes)).toEqual(["correct", "correct"]);
  }
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldNode } from "../../../web/core/fields.js";
import { dissect, type LinkType, wireLength } from "../../../web/packets/dissect.js";
import { APP_LINES } from "./app-lines.js";
import { LINES } from "./lines.js";

const LINKS: readonly LinkType[] = ["ethernet", "ieee80211", "raw-ip"];
const link = fc.constantFrom(...LINKS);
const frames = [...LINES, ...APP_LINES].map((l) => ({ frame: l.frame, link: l.link ?? "ethernet" }));

function count(nodes: readonly FieldNode[], length: number): number {
  let n = 0;
  for (const node of nodes) {
    if (!Number.isInteger(node.from) || !Number.isInteger(node.to) || node.from < 0 || node.from > node.to || node.to > length)
      throw new Error(`${node.name} [${node.from}, ${node.to}) in ${length} bytes`);
    n += 1 + count(node.children ?? [], length);
  }
  return n;
}

/** What must hold for any frame at all. */
function check(frame: Uint8Array, linkType: LinkType, originalLength?: number): void {
  const options = originalLength === undefined ? {} : { originalLength };
  const plain = dissect(frame, linkType, options);
  const { nodes, ...rest } = dissect(frame, linkType, { ...options, tree: true });
  expect(count(nodes, frame.length)).toBeLessThanOrEqual(1000);
  expect(rest.keys).toEqual(plain.keys);
  expect(rest.info).toBe(plain.info);
  expect(rest.source).toBe(plain.source);
  expect(rest.destination).toBe(plain.destination);
  expect(rest.protocol).toBe(plain.protocol);
  expect(plain.protocol).not.toBe("");
  expect(plain.info.length).toBeLessThan(10_000);
  expect(plain.info).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(plain.length).toBeGreaterThanOrEqual(frame.length);
  expect(plain.keys.payloadFrom).toBeLessThanOrEqual(frame.length);
  expect(wireLength(frame, linkType)).toBeGreaterThanOrEqual(frame.length);
}

describe("any bytes", () => {
  test("random ones", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), link, fc.option(fc.nat(400), { nil: undefined }), (frame, linkType, length) => {
        check(frame, linkType, length);
      }),
      { numRuns: 500 },
    );
  });

  test("frames with bytes changed", () => {
    const change = fc.tuple(fc.nat(400), fc.oneof(fc.constantFrom(0, 1, 0x7f, 0xc0, 0xff), fc.nat(255)));
    fc.assert(
      fc.property(fc.constantFrom(...frames), fc.array(change, { minLength: 1, maxLength: 6 }), (valid, changes) => {
        const frame = valid.frame.slice();
        for (const [at, value] of changes) if (frame.length > 0) frame[at % frame.length] = value;
        check(frame, valid.link, frame.length);
        check(frame, valid.link);
      }),
      { numRuns: 3000 },
    );
  });

  test("payloads of every kind that are random", () => {
    fc.assert(
      fc.property(fc.constantFrom(...frames), fc.nat(100), fc.uint8Array({ maxLength: 200 }), (valid, keep, tail) => {
        const frame = new Uint8Array(keep + tail.length);
        frame.set(valid.frame.subarray(0, keep));
        frame.set(tail, keep);
        check(frame, valid.link);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(frames.map((f, i) => [i, f] as const))("frame %i cut anywhere", (_, valid) => {
    for (let n = 0; n < valid.frame.length; n++) {
      check(valid.frame.subarray(0, n), valid.link, valid.frame.length);
      check(valid.frame.subarray(0, n), valid.link);
    }
  });
});

describe("frames made to be slow", () => {
  test("tunnels in tunnels end", () => {
    const ipip = Uint8Array.from({ length: 65_520 }, (_, i) => [0x45, 0, 0, 0, 0, 0, 0, 0, 64, 4, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2][i % 20] ?? 0);
    check(ipip, "raw-ip", ipip.length);
    const labels = new Uint8Array(60_000);
    labels.set([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0x88, 0x47]);
    check(labels, "ethernet");
  });

  test("DNS with as many records as fit, all with long names", () => {
    const message = new Uint8Array(60_000);
    message.set([0, 0, 0x81, 0x80, 0, 0, 0xff, 0xff]);
    message.fill(63, 12, 300);
    for (let at = 300; at + 12 <= message.length; at += 12) message.set([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 0], at);
    const frame = new Uint8Array(28 + message.length);
    frame.set([0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0, 53, 0, 53]);
    frame.set(message, 28);
    check(frame, "raw-ip", frame.length);
  });
});

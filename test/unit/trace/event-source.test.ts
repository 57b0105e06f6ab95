import { describe, expect, it } from "vitest";
import { ManifestCollector } from "../../../web/trace/event-source.js";
import { Payload } from "../../fixtures/payload.js";

const chunk = (total: number, number: number, text: Uint8Array | string, minor = 0): Uint8Array<ArrayBuffer> =>
  new Payload()
    .u8(1)
    .u8(1)
    .u8(minor)
    .u8(0x5b)
    .u16(total)
    .u16(number)
    .bytes(typeof text === "string" ? new TextEncoder().encode(text) : text)
    .done();

const add = (collector: ManifestCollector, payload: Uint8Array, tid = 1, provider = "p"): string | undefined =>
  collector.add(provider, 4, tid, payload, 0, payload.length);

describe("ManifestCollector", () => {
  it("gives a manifest of one chunk at once", () => {
    expect(add(new ManifestCollector(), chunk(1, 0, "<é/>"))).toBe("<é/>");
  });

  it("joins chunks in their order, also inside a character", () => {
    const collector = new ManifestCollector();
    const bytes = new TextEncoder().encode("<é/>");
    expect(add(collector, chunk(3, 0, bytes.subarray(0, 2)))).toBeUndefined();
    expect(add(collector, chunk(3, 2, bytes.subarray(4)))).toBeUndefined();
    expect(add(collector, chunk(3, 1, bytes.subarray(2, 4)))).toBe("<é/>");
    expect(add(collector, chunk(3, 1, "x"))).toBeUndefined();
  });

  it("keeps threads and providers apart", () => {
    const collector = new ManifestCollector();
    add(collector, chunk(2, 0, "a"), 1);
    add(collector, chunk(2, 0, "b"), 2);
    add(collector, chunk(2, 0, "c"), 1, "q");
    expect(add(collector, chunk(2, 1, "1"), 1)).toBe("a1");
    expect(add(collector, chunk(2, 1, "2"), 2)).toBe("b2");
    expect(add(collector, chunk(2, 1, "3"), 1, "q")).toBe("c3");
  });

  it("starts anew at chunk 0", () => {
    const collector = new ManifestCollector();
    add(collector, chunk(2, 0, "old"));
    add(collector, chunk(2, 0, "new"));
    expect(add(collector, chunk(2, 1, "!"))).toBe("new!");
  });

  it.each<[string, Uint8Array]>([
    ["another number of chunks", chunk(4, 1, "x")],
    ["another version", chunk(3, 1, "x", 9)],
    ["a chunk that was there", chunk(3, 0, "x")],
  ])("drops a set on %s", (_, odd) => {
    const collector = new ManifestCollector();
    add(collector, chunk(3, 0, "a"));
    add(collector, chunk(3, 1, "b"));
    add(collector, odd);
    expect(add(collector, chunk(3, 2, "c"))).toBeUndefined();
  });

  it.each<[string, Uint8Array]>([
    ["too short", new Uint8Array(7)],
    ["another format", Uint8Array.of(2, 1, 0, 0x5b, 1, 0, 0, 0)],
    ["another magic", Uint8Array.of(1, 1, 0, 0, 1, 0, 0, 0)],
    ["no chunks", Uint8Array.of(1, 1, 0, 0x5b, 0, 0, 0, 0)],
    ["a number past the last", Uint8Array.of(1, 1, 0, 0x5b, 1, 0, 1, 0)],
  ])("refuses a payload that is %s", (_, payload) => {
    expect(add(new ManifestCollector(), payload)).toBeUndefined();
  });

  it("holds 16 MB and no more", () => {
    const collector = new ManifestCollector();
    const piece = new Uint8Array(60_000).fill(0x20);
    const total = 300;
    let text: string | undefined;
    for (let i = 0; i < total; i++) text = add(collector, chunk(total, i, piece));
    expect(text).toBeUndefined();
    for (let i = 0; i < 200; i++) text = add(collector, chunk(200, i, piece), 2);
    expect(text).toHaveLength(200 * 60_000);
  });

  it("forgets the oldest of very many unfinished sets", () => {
    const collector = new ManifestCollector();
    for (let tid = 0; tid < 300; tid++) add(collector, chunk(2, 0, `${tid}`), tid);
    expect(add(collector, chunk(2, 1, "!"), 0)).toBeUndefined();
    expect(add(collector, chunk(2, 1, "!"), 299)).toBe("299!");
  });
});

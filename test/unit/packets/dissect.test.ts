import { describe, expect, test } from "vitest";
import { dissect } from "../../../web/packets/dissect.js";
import { APP_LINES } from "./app-lines.js";
import { LINES as CORE_LINES } from "./lines.js";

const LINES = [...CORE_LINES, ...APP_LINES];

describe("summary lines", () => {
  test.each(LINES)("$name", ({ frame, link, line }) => {
    const d = dissect(frame, link ?? "ethernet", { originalLength: frame.length });
    expect(`${d.source} ${d.destination} ${d.protocol} ${d.info}`).toBe(line);
    expect(d.truncated).toBe(false);
    expect(d.nodes).toEqual([]);
  });

  test.each(LINES)("$name is the same with the tree", ({ frame, link }) => {
    const plain = dissect(frame, link ?? "ethernet", { originalLength: frame.length });
    const { nodes, ...rest } = dissect(frame, link ?? "ethernet", { originalLength: frame.length, tree: true });
    expect({ ...rest, nodes: [] }).toEqual(plain);
    expect(nodes.length).toBeGreaterThan(link === "raw-ip" && frame[0] === 0xff ? -1 : 0);
  });
});

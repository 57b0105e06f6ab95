import type { FieldNode } from "../../../web/core/fields.js";
import { dissect, wireLength, type LinkType } from "../../../web/packets/dissect.js";
import { APP_LINES } from "../../unit/packets/app-lines.js";
import { LINES } from "../../unit/packets/lines.js";
import { must, type Target } from "../fuzz.js";
import { joined } from "../mutate.js";

const LINKS: readonly LinkType[] = ["ethernet", "ieee80211", "raw-ip"];
const MAX_NODES = 2000;

/** Nodes with their children; all their ranges lie in [0, length). */
export function countNodes(nodes: readonly FieldNode[], length: number): number {
  let count = 0;
  for (const { name, from, to, children } of nodes) {
    must(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= length, () => `${name} [${from}, ${to}) of ${length} bytes`);
    count += 1 + countNodes(children ?? [], length);
  }
  return count;
}

/** Input: u8 link layer, u8 whether the length on the wire is told, then the frame. */
export const frames: Target = {
  name: "frames",
  inputs: 38_000,
  maxBytes: 4096,
  seeds: () => [...LINES, ...APP_LINES].map(({ frame, link = "ethernet" }, i) => joined(Uint8Array.of(LINKS.indexOf(link), i % 4), frame)),
  create: () => (bytes) => {
    const frame = bytes.subarray(2);
    const link = LINKS[(bytes[0] ?? 0) % LINKS.length] ?? "ethernet";
    const told = (bytes[1] ?? 0) % 4;
    const options = told === 0 ? {} : { originalLength: told === 1 ? frame.length : (bytes[1] ?? 0) * 300 };
    const plain = dissect(frame, link, options);
    const { nodes, info, source, destination, protocol } = dissect(frame, link, { ...options, tree: true });
    const count = countNodes(nodes, frame.length);
    must(count <= MAX_NODES, () => `${count} nodes`);
    must(plain.nodes.length === 0, () => "a tree nobody asked for");
    must(info === plain.info && source === plain.source && destination === plain.destination && protocol === plain.protocol, () => "the tree changes the line");
    must(protocol !== "", () => "no protocol");
    must(info.length < 10_000 && !/[\p{Cc}\p{Cf}]/u.test(info), () => "the line is long or has control characters");
    must(plain.length >= frame.length && wireLength(frame, link) >= frame.length, () => "shorter on the wire than captured");
    must(plain.keys.payloadFrom <= frame.length, () => `payload from ${plain.keys.payloadFrom} of ${frame.length}`);
  },
};

import { expect, test } from "vitest";
import type { FieldNode } from "../../web/core/fields.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { TCP_FLAG, tcpFrame } from "../fixtures/frames.js";
import { capturedOnSwitch, oobData, OOB_SLOT } from "../fixtures/windows-events.js";
import { openBytes } from "./support.js";

const find = (nodes: readonly FieldNode[], name: string): FieldNode | undefined => {
  for (const node of nodes) {
    const found = node.name === name ? node : find(node.children ?? [], name);
    if (found !== undefined) return found;
  }
  return undefined;
};

const port = { portId: 1, portName: "p", nicName: "n", nicType: "t" };

test.each([
  ["asked of the NIC", { [OOB_SLOT.CHECKSUM]: 0x220005n }, "left to the NIC: offload"],
  ["asked of nobody", {}, /^wrong/],
  ["found wrong by the NIC", { [OOB_SLOT.CHECKSUM]: 0x21n }, /^wrong/],
] as const)("a TCP checksum that is not right, and was %s", async (_, slots, verdict) => {
  const from = { mac: "02:00:00:00:00:01", ip: "10.0.0.1" };
  const to = { mac: "02:00:00:00:00:02", ip: "10.0.0.2" };
  const frame = tcpFrame(from, to, { srcPort: 1, dstPort: 2, seq: 1, ack: 1, flags: TCP_FLAG.ACK, payload: new TextEncoder().encode("hello") });
  frame[14 + 20 + 16] = (frame[14 + 20 + 16] ?? 0) ^ 0x55;
  const body = capturedOnSwitch({ miniportIfIndex: 1, source: port, frame, oob: oobData(slots, 8, 26) });
  const { engine } = await openBytes(new EtlWriter().event({ ...body, timeNs: 1000 }).build());
  const { nodes, event } = await engine.detail("packet", 0);
  expect(find(nodes, "tcp.checksum.status")?.text).toMatch(verdict);
  expect(event.fields["OOBData"]).toEqual(OOB_SLOT.CHECKSUM in slots ? { TcpIpChecksum: `0x${slots[OOB_SLOT.CHECKSUM].toString(16)}` } : new Uint8Array(208));
});

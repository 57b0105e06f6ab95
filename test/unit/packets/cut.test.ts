import { describe, expect, test } from "vitest";
import { dissect, wireLength } from "../../../web/packets/dissect.js";
import { bytes, ethernet, icmp, ipv4, ipv6, join, over4, over6, tcp, tcp4, text, udp, udp4 } from "./frames.js";

const line = (frame: Uint8Array, originalLength?: number): string => {
  const d = dissect(frame, "ethernet", originalLength === undefined ? {} : { originalLength });
  return `${d.source} ${d.destination} ${d.protocol} ${d.info}`;
};

describe("cut and malformed frames", () => {
  const whole = tcp4(5000, 6000, { data: new Uint8Array(1000) });

  test("a frame cut in its payload is whole in the summary", () => {
    const d = dissect(whole.subarray(0, 100), "ethernet");
    expect(d.info).toBe("5000 → 6000 [PSH, ACK] Seq=1000 Ack=2000 Win=64240 Len=1000");
    expect(d.length).toBe(whole.length);
    expect(d.truncated).toBe(true);
    expect(d.keys.tcp?.payloadLength).toBe(1000);
    expect(d.keys.payloadFrom).toBe(54);
  });

  test.each([
    [50, "10.0.0.1 10.0.0.2 TCP 5000 → 6000 [truncated]"],
    [36, "10.0.0.1 10.0.0.2 TCP TCP [truncated]"],
    [30, "00:15:5d:00:00:01 00:15:5d:00:00:02 IPv4 IPv4 [truncated]"],
    [13, "00:15:5d:00:00:01 00:15:5d:00:00:02 Ethernet Ethernet frame [truncated]"],
    [5, "  Ethernet Ethernet frame [truncated]"],
    [0, "  Ethernet Ethernet frame [truncated]"],
  ])("cut to %i bytes", (length, expected) => {
    expect(line(whole.subarray(0, length), whole.length)).toBe(expected);
    expect(line(whole.subarray(0, length))).toBe(expected);
  });

  test.each([
    ["an IPv4 header length below 20", over4(17, udp(1, 2, text("x"))).fill(0x44, 14, 15), "UDP [malformed]"],
    ["an IPv4 total length below the header", over4(17, udp(1, 2, text("x")), { total: 19 }), "UDP [malformed]"],
    ["a TCP header length below 20", tcp4(1, 2).fill(0x40, 46, 47), "1 → 2 [PSH, ACK] Seq=1000 Ack=2000 Win=64240 Len=0 [malformed]"],
    ["a TCP header that the packet ends in", over4(6, tcp(1, 2).fill(0xf0, 12, 13)), "Win=64240 Len=0 [malformed]"],
    ["a UDP length below 8", over4(17, udp(1, 2, text("x")).fill(7, 5, 6)), "[malformed]"],
    ["a DNS message too short", udp4(1, 53, bytes("4e1f")), "DNS [malformed]"],
  ])("%s", (_, frame, expected) => {
    expect(line(frame, frame.length).endsWith(expected)).toBe(true);
  });

  test("padding after the packet belongs to nothing", () => {
    const padded = join(tcp4(1, 2), new Uint8Array(6));
    const d = dissect(padded, "ethernet", { originalLength: padded.length, tree: true });
    expect(d.keys.tcp?.payloadLength).toBe(0);
    expect(d.nodes.map((n) => n.name)).toEqual(["eth", "ip", "tcp"]);
    expect(d.length).toBe(60);
  });

  test("a segment without a length is as long as the frame", () => {
    const frame = over4(6, tcp(1, 2, { data: new Uint8Array(70_000) }), { total: 0 });
    const d = dissect(frame, "ethernet", { originalLength: frame.length });
    expect(d.info).toBe("1 → 2 [PSH, ACK] Seq=1000 Ack=2000 Win=64240 Len=70000");
    expect(d.truncated).toBe(false);
  });
});

describe("wire length", () => {
  test.each([
    ["IPv4", over4(17, udp(1, 2, new Uint8Array(500))), 542, 60],
    ["IPv4 behind two tags", ethernet("88a8 0064 8100 00c8 0800", ipv4(17, udp(1, 2, new Uint8Array(500)))), 550, 60],
    ["IPv6", over6(17, udp(1, 2, new Uint8Array(500), 6)), 562, 70],
    ["a tunnel counts its outer packet", over4(4, ipv4(17, udp(1, 2, new Uint8Array(500)))), 562, 60],
    ["ARP has no length to go by", ethernet("0806", new Uint8Array(46)), 30, 30],
    ["cut before the length", over4(1, icmp("08000000", bytes("00"))), 17, 17],
  ])("%s", (_, frame, expected, cut) => {
    expect(wireLength(frame.subarray(0, cut), "ethernet")).toBe(expected);
  });

  test("padding counts", () => {
    expect(wireLength(join(tcp4(1, 2), new Uint8Array(6)), "ethernet")).toBe(60);
  });

  test("other links", () => {
    const packet = ipv6(17, udp(1, 2, new Uint8Array(500), 6));
    expect(wireLength(packet.subarray(0, 44), "raw-ip")).toBe(548);
    const wifi = join("0802 3000 00155d000002 020000000001 00155d000001 1000 aaaa03 000000 86dd", packet);
    expect(wireLength(wifi.subarray(0, 80), "ieee80211")).toBe(580);
  });
});

describe("keys", () => {
  test("of a TCP segment", () => {
    expect(dissect(ethernet("8100 600a 0800", ipv4(6, tcp(5000, 443, { data: text("abc") }))), "ethernet").keys).toEqual({
      ipVersion: 4,
      source: "10.0.0.1",
      destination: "10.0.0.2",
      ipProtocol: 6,
      ipId: 0x1234,
      sourcePort: 5000,
      destinationPort: 443,
      tcp: { flags: 0x18, seq: 1000, ack: 2000, window: 64240, payloadLength: 3 },
      vlan: [10],
      payloadFrom: 58,
    });
  });

  test("of a first fragment have the ports, of a later one not", () => {
    expect(dissect(over4(17, udp(5000, 6000, text("x")), { fragment: "2000" }), "ethernet").keys).toMatchObject({ sourcePort: 5000, destinationPort: 6000 });
    expect(dissect(over4(17, udp(5000, 6000, text("x")), { fragment: "0001" }), "ethernet").keys).not.toHaveProperty("sourcePort");
  });

  test("of a tunnelled frame have those of the frame around it", () => {
    const frame = udp4(50000, 4789, join("08000000 00138900", ethernet("0800", ipv4(6, tcp(1, 2)))));
    expect(dissect(frame, "ethernet").keys).toMatchObject({
      ipProtocol: 6,
      sourcePort: 1,
      tunnel: "VXLAN 5001",
      outer: { ipProtocol: 17, destinationPort: 4789, payloadFrom: 42 },
    });
  });

  test("of an ICMP error are its own, with and without the tree", () => {
    const frame = over4(1, icmp("03030000 00000000", ipv4(17, udp(5000, 6000, text("x")))));
    const keys = dissect(frame, "ethernet").keys;
    expect(keys).toEqual({ ipVersion: 4, source: "10.0.0.1", destination: "10.0.0.2", ipProtocol: 1, ipId: 0x1234, payloadFrom: 42 });
    expect(dissect(frame, "ethernet", { tree: true }).keys).toEqual(keys);
  });
});

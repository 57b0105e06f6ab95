import { describe, expect, test } from "vitest";
import type { FieldNode } from "../../../web/core/fields.js";
import { dissect, type LinkType } from "../../../web/packets/dissect.js";
import { CLIENT_HELLO } from "./app-lines.js";
import { bytes, ethernet, icmp, icmpv6, ipv4, join, over4, over6, tcp, tcp4, text, udp, udp4 } from "./frames.js";

function tree(frame: Uint8Array, link: LinkType = "ethernet", originalLength = frame.length): readonly FieldNode[] {
  return dissect(frame, link, { tree: true, originalLength }).nodes;
}

/** All nodes of that name, as "label: text [from, to)". */
function find(nodes: readonly FieldNode[], name: string): string[] {
  return nodes.flatMap((n) => [...(n.name === name ? [`${n.label}: ${n.text} [${n.from}, ${n.to})`] : []), ...find(n.children ?? [], name)]);
}

describe("field tree", () => {
  test("headers stand side by side, in the order of the bytes", () => {
    const nodes = tree(ethernet("8100 600a 0800", ipv4(17, udp(5000, 53, bytes("4e1f 0100 0001 0000 0000 0000 0161 00 0001 0001")))));
    expect(nodes.map((n) => `${n.name} [${n.from}, ${n.to})`)).toEqual(["eth [0, 14)", "vlan [14, 18)", "ip [18, 38)", "udp [38, 46)", "dns [46, 65)"]);
  });

  test("Ethernet and VLAN", () => {
    const nodes = tree(ethernet("8100 600a 0800", ipv4(17, udp(1, 2, text("x")))));
    expect(find(nodes, "eth.src")).toEqual(["Source: 00:15:5d:00:00:01 [6, 12)"]);
    expect(find(nodes, "eth.type")).toEqual(["Type: 0x8100 (802.1Q) [12, 14)"]);
    expect(find(nodes, "vlan.id")).toEqual(["VLAN: 10 [14, 16)"]);
    expect(find(nodes, "vlan.priority")).toEqual(["Priority: 3 [14, 15)"]);
    expect(find(nodes, "vlan.etype")).toEqual(["Type: 0x0800 (IPv4) [16, 18)"]);
  });

  test("802.11", () => {
    const nodes = tree(join("8842 3000 00155d000002 020000000001 00155d000001 1000 0500 aaaa03 000000 0800", ipv4(17, udp(1, 2, text("x")))), "ieee80211");
    expect(nodes.map((n) => n.name)).toEqual(["wlan", "llc", "ip", "udp", "data.data"]);
    expect(find(nodes, "wlan.fc.protected")).toEqual(["Protected: set [1, 2)"]);
    expect(find(nodes, "wlan.bssid")).toEqual(["BSSID: 02:00:00:00:00:01 [10, 16)"]);
    expect(find(nodes, "wlan.qos.tid")).toEqual(["Traffic identifier: 5 [24, 25)"]);
    expect(find(nodes, "llc.type")).toEqual(["Type: 0x0800 (IPv4) [32, 34)"]);
  });

  test("ARP", () => {
    const nodes = tree(ethernet("0806", bytes("0001 0800 06 04 0002 00155d000001 0a000001 00155d000002 0a000002")));
    expect(find(nodes, "arp.opcode")).toEqual(["Operation: reply (2) [20, 22)"]);
    expect(find(nodes, "arp.src.proto_ipv4")).toEqual(["Sender IP: 10.0.0.1 [28, 32)"]);
  });

  test("IPv4", () => {
    const nodes = tree(over4(17, udp(1, 2, text("x")), { options: "94040000" }));
    expect(find(nodes, "ip.hdr_len")).toEqual(["Header length: 24 bytes [14, 15)"]);
    expect(find(nodes, "ip.ttl")).toEqual(["Time to live: 128 [22, 23)"]);
    expect(find(nodes, "ip.proto")).toEqual(["Protocol: UDP (17) [23, 24)"]);
    expect(find(nodes, "ip.flags.df")).toEqual(["Don't fragment: set [20, 21)"]);
    expect(find(nodes, "ip.src")).toEqual(["Source: 10.0.0.1 [26, 30)"]);
    expect(find(nodes, "ip.opt.type")).toEqual(["Option: router alert [34, 38)"]);
  });

  test("IPv6 with extension headers", () => {
    const nodes = tree(over6(0, join("2c00 0502 0000 0100", "1100 0000 0000beef", udp(1, 2, text("x"), 6))));
    expect(nodes.map((n) => n.name)).toEqual(["eth", "ipv6", "ipv6.hopopts", "ipv6.fraghdr", "udp", "data.data"]);
    expect(find(nodes, "ipv6.fraghdr.ident")).toEqual(["Identification: 0x0000beef [66, 70)"]);
    expect(find(nodes, "ipv6.dst")).toEqual(["Destination: fe80::2 [38, 54)"]);
  });

  test("TCP with options", () => {
    const nodes = tree(tcp4(49161, 443, { flags: "002", options: "020405b4 01 030308 01 01 0402" }));
    expect(find(nodes, "tcp.flags")).toEqual(["Flags: 0x002 (SYN) [46, 48)"]);
    expect(find(nodes, "tcp.flags.syn")).toEqual(["Synchronise (SYN): set [47, 48)"]);
    expect(find(nodes, "tcp.flags.ack")).toEqual(["Acknowledgement (ACK): not set [47, 48)"]);
    expect(find(nodes, "tcp.options.mss_val")).toEqual(["Maximum segment size: 1460 [56, 58)"]);
    expect(find(nodes, "tcp.options.wscale.shift")).toEqual(["Window scale: 8 (times 256) [61, 62)"]);
    expect(find(nodes, "tcp.seq_raw")).toEqual(["Sequence number: 1000 [38, 42)"]);
  });

  test("the packet an ICMP error is about stands inside it", () => {
    const nodes = tree(over4(1, icmp("03030000 00000000", ipv4(17, udp(5000, 6000, text("x"))))));
    expect(nodes.map((n) => n.name)).toEqual(["eth", "ip", "icmp"]);
    expect(find(nodes[2]?.children ?? [], "udp.dstport")).toEqual(["Destination port: 6000 [64, 66)"]);
  });

  test("DNS", () => {
    const nodes = tree(udp4(53, 5000, bytes("4e1f 8180 0001 0001 0000 0000 03777777 00 0001 0001 c00c 0001 0001 0000003c 0004 01020304")));
    expect(find(nodes, "dns.qry.name")).toEqual(["Name: www [54, 59)"]);
    expect(find(nodes, "dns.a")).toEqual(["Address: 1.2.3.4 [75, 79)"]);
    expect(find(nodes, "dns.resp.name")).toEqual(["Name: www [63, 65)"]);
    expect(find(nodes, "dns.resp.ttl")).toEqual(["Time to live: 60 s [69, 73)"]);
  });

  test("TLS", () => {
    const nodes = tree(tcp4(5000, 443, { data: CLIENT_HELLO }));
    expect(find(nodes, "tls.handshake.extensions_server_name")).toEqual(["Server name: www.bing.comx [117, 130)"]);
    expect(find(nodes, "tls.handshake.extensions_alpn_str")).toEqual(["Application protocol: h2 [137, 139)", "Application protocol: http/1.1 [140, 148)"]);
    expect(find(nodes, "tls.handshake.extensions.supported_version")).toEqual(["Versions offered: TLS 1.3, TLS 1.2 [152, 157)"]);
  });

  test("VXLAN shows both frames", () => {
    const nodes = tree(udp4(50000, 4789, join("08000000 00138900", ethernet("0800", ipv4(6, tcp(1, 2))))));
    expect(nodes.map((n) => n.name)).toEqual(["eth", "ip", "udp", "vxlan", "eth", "ip", "tcp"]);
    expect(find(nodes, "vxlan.vni")).toEqual(["Network (VNI): 5001 [46, 49)"]);
  });

  test("a frame full of options has a bounded number of nodes", () => {
    const count = (nodes: readonly FieldNode[]): number => nodes.reduce((n, x) => n + 1 + count(x.children ?? []), 0);
    const frame = udp4(67, 68, join(new Uint8Array(236), "63825363", new Uint8Array(40_000).fill(2)));
    expect(count(tree(frame))).toBeLessThanOrEqual(1000);
    expect(count(tree(frame))).toBeGreaterThan(900);
  });
});

describe("checksums", () => {
  const changed = (frame: Uint8Array, at: number, hex: string): Uint8Array => {
    const copy = frame.slice();
    copy.set(bytes(hex), at);
    return copy;
  };
  const PING = over4(1, icmp("08000000 0001 0001", text("abcdefghi")));
  const TCP = tcp4(80, 5000, { data: text("odd") });
  const UDP = udp4(80, 5000, text("odd"));
  const ND = over6(58, icmpv6("85000000 00000000"));

  test.each([
    ["IPv4", PING, "ip.checksum", "Checksum: 0xd4a1 (correct) [24, 26)"],
    ["IPv4 wrong", changed(PING, 24, "1234"), "ip.checksum", "Checksum: 0x1234 (wrong, should be 0xd4a1) [24, 26)"],
    ["IPv4 zero", changed(PING, 24, "0000"), "ip.checksum", "Checksum: 0x0000 (left to the NIC: offload) [24, 26)"],
    ["ICMP", PING, "icmp.checksum", "Checksum: 0xfd67 (correct) [36, 38)"],
    ["ICMP wrong", changed(PING, 36, "0001"), "icmp.checksum", "Checksum: 0x0001 (wrong, should be 0xfd67) [36, 38)"],
    ["TCP", TCP, "tcp.checksum", "Checksum: 0xade1 (correct) [50, 52)"],
    ["TCP wrong", changed(TCP, 50, "0001"), "tcp.checksum", "Checksum: 0x0001 (wrong, should be 0xade1) [50, 52)"],
    // 0a00 + 0001 + 0a00 + 0002 + 0006, and the length 0017
    ["TCP pseudo-header", changed(TCP, 50, "1420"), "tcp.checksum", "Checksum: 0x1420 (left to the NIC: offload) [50, 52)"],
    ["TCP pseudo-header without length", changed(TCP, 50, "1409"), "tcp.checksum", "Checksum: 0x1409 (left to the NIC: offload) [50, 52)"],
    ["UDP", UDP, "udp.checksum", "Checksum: 0x0499 (correct) [40, 42)"],
    ["UDP none", changed(UDP, 40, "0000"), "udp.checksum", "Checksum: 0x0000 (not used) [40, 42)"],
    ["UDP pseudo-header", changed(UDP, 40, "141f"), "udp.checksum", "Checksum: 0x141f (left to the NIC: offload) [40, 42)"],
    ["ICMPv6", ND, "icmpv6.checksum", "Checksum: 0x7db8 (correct) [56, 58)"],
    ["ICMPv6 wrong", changed(ND, 56, "0001"), "icmpv6.checksum", "Checksum: 0x0001 (wrong, should be 0x7db8) [56, 58)"],
    ["a fragment", over4(17, udp(1, 2, text("x")), { fragment: "2000" }), "udp.checksum", "not checked: a fragment"],
  ])("%s", (_, frame, name, expected) => {
    expect(find(tree(frame), name).join()).toContain(expected);
  });

  test("cannot be checked when the frame is cut", () => {
    const nodes = tree(TCP.subarray(0, TCP.length - 1), "ethernet", TCP.length);
    expect(find(nodes, "tcp.checksum")).toEqual(["Checksum: 0xade1 (not checked: frame is cut) [50, 52)"]);
    expect(find(nodes, "ip.checksum").join()).toContain("(correct)");
  });

  test("say in a child of their own how the check went", () => {
    expect(find(tree(changed(TCP, 50, "0001")), "tcp.checksum.status")).toEqual(["Checked: wrong, should be 0xade1 [50, 52)"]);
  });
});

import { bytes, ethernet, icmp, icmpv6, ipv4, ipv6, join, over4, over6, tcp, tcp4, text, udp, udp4 } from "./frames.js";
import type { LinkType } from "../../../web/packets/dissect.js";

/** One frame with the line it must give: "source destination protocol info". */
export interface Line {
  readonly name: string;
  readonly link?: LinkType;
  readonly frame: Uint8Array;
  readonly line: string;
}

const PING = icmp("08000000 0012 0001", text("abcdefgh"));
const SYN_OPTIONS = "020405b4 01 030308 01 01 0402";
const V4 = "10.0.0.1 10.0.0.2";
const V6 = "fe80::1 fe80::2";
const MACS = "00:15:5d:00:00:01 00:15:5d:00:00:02";

const ARP_HEAD = "0001 0800 06 04";
const ARP_REQUEST = bytes(`${ARP_HEAD} 0001 00155d000001 0a000002 000000000000 0a000001`);

const LINK: readonly Line[] = [
  { name: "ARP request", frame: ethernet("0806", ARP_REQUEST), line: `${MACS} ARP Who has 10.0.0.1? Tell 10.0.0.2` },
  {
    name: "ARP reply",
    frame: ethernet("0806", bytes(`${ARP_HEAD} 0002 00155d000001 0a000001 00155d000002 0a000002`)),
    line: `${MACS} ARP 10.0.0.1 is at 00:15:5d:00:00:01`,
  },
  {
    name: "gratuitous ARP",
    frame: ethernet("0806", bytes(`${ARP_HEAD} 0002 00155d000001 0a000001 00155d000002 0a000001`)),
    line: `${MACS} ARP Gratuitous ARP for 10.0.0.1 (Reply)`,
  },
  {
    name: "ARP announcement",
    frame: ethernet("0806", bytes(`${ARP_HEAD} 0001 00155d000001 0a000001 000000000000 0a000001`)),
    line: `${MACS} ARP ARP Announcement for 10.0.0.1`,
  },
  {
    name: "ARP probe",
    frame: ethernet("0806", bytes(`${ARP_HEAD} 0001 00155d000001 00000000 000000000000 0a000001`)),
    line: `${MACS} ARP Who has 10.0.0.1? (ARP Probe)`,
  },
  { name: "VLAN tag", frame: ethernet("8100 600a 0800", ipv4(1, PING)), line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128` },
  { name: "two VLAN tags", frame: ethernet("88a8 0064 8100 00c8 0806", ARP_REQUEST), line: `${MACS} ARP Who has 10.0.0.1? Tell 10.0.0.2` },
  {
    name: "802.3 with SNAP",
    frame: ethernet("0032 aaaa03 000000 0800", ipv4(17, udp(5000, 6000, text("twelve bytes")))),
    line: `${V4} UDP 5000 → 6000 Len=12`,
  },
  {
    name: "802.3 spanning tree",
    frame: ethernet("0026 424203", new Uint8Array(35)),
    line: `${MACS} STP LLC frame, DSAP 0x42 SSAP 0x42 control 0x03`,
  },
  { name: "unknown Ethernet type", frame: ethernet("1234", text("data")), line: `${MACS} 0x1234 Ethernet type 0x1234` },
  { name: "PPPoE session", frame: ethernet("8864 1100 0001 001f 0021", ipv4(17, udp(5000, 6000, text("x")))), line: `${V4} UDP 5000 → 6000 Len=1` },
  { name: "PPPoE session, not IP", frame: ethernet("8864", bytes("1100 0001 0006 c021 01010004")), line: `${MACS} PPPoE PPP protocol 0xc021` },
  { name: "LLDP", frame: ethernet("88cc", bytes("0207040015 5d000001 0000")), line: `${MACS} LLDP LLDP frame` },
  { name: "MPLS", frame: ethernet("8847 00010140", ipv4(1, PING)), line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128` },
  {
    name: "802.11 data from the access point",
    link: "ieee80211",
    frame: join("0842 3000 00155d000002 020000000001 00155d000001 1000 aaaa03 000000 0800", ipv4(1, PING)),
    line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128`,
  },
  {
    name: "802.11 QoS data to the access point",
    link: "ieee80211",
    frame: join("8801 3000 020000000001 00155d000001 00155d000002 1000 0000 aaaa03 000000 0806", ARP_REQUEST),
    line: `${MACS} ARP Who has 10.0.0.1? Tell 10.0.0.2`,
  },
  {
    name: "802.11 with four addresses",
    link: "ieee80211",
    frame: join("8803 3000 020000000001 020000000002 00155d000002 1000 00155d000001 0000 aaaa03 000000 0806", ARP_REQUEST),
    line: `${MACS} ARP Who has 10.0.0.1? Tell 10.0.0.2`,
  },
  {
    name: "802.11 null function",
    link: "ieee80211",
    frame: bytes("4801 3000 00155d000002 00155d000001 020000000001 1000"),
    line: "00:15:5d:00:00:01 02:00:00:00:00:01 802.11 Null function (No data)",
  },
  {
    name: "802.11 beacon",
    link: "ieee80211",
    frame: join("8000 0000 ffffffffffff 00155d000001 00155d000001 1000", new Uint8Array(12)),
    line: "00:15:5d:00:00:01 ff:ff:ff:ff:ff:ff 802.11 Beacon frame",
  },
  { name: "raw IPv4", link: "raw-ip", frame: ipv4(17, udp(5000, 6000, text("x"))), line: `${V4} UDP 5000 → 6000 Len=1` },
  { name: "raw IPv6", link: "raw-ip", frame: ipv6(17, udp(5000, 6000, text("x"), 6)), line: `${V6} UDP 5000 → 6000 Len=1` },
  { name: "raw, neither", link: "raw-ip", frame: bytes("ff00"), line: "  Raw Neither IPv4 nor IPv6: first byte 0xff" },
];

const NETWORK: readonly Line[] = [
  {
    name: "IPv4 options",
    frame: over4(1, PING, { options: "94040000" }),
    line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128`,
  },
  {
    name: "first fragment",
    frame: over4(17, join("1388 1770 05dc 0000", new Uint8Array(16)), { fragment: "2000" }),
    line: `${V4} IPv4 Fragmented IP protocol (proto=UDP 17, off=0, ID=1234)`,
  },
  {
    name: "later fragment",
    frame: over4(17, new Uint8Array(24), { fragment: "00b9" }),
    line: `${V4} IPv4 Fragmented IP protocol (proto=UDP 17, off=1480, ID=1234)`,
  },
  { name: "unknown IP protocol", frame: over4(253, new Uint8Array(4)), line: `${V4} IPv4 Unknown (253)` },
  { name: "OSPF", frame: over4(89, new Uint8Array(4)), line: `${V4} OSPF OSPF (89)` },
  { name: "ESP", frame: over4(50, bytes("00000100 00000001 00000000")), line: `${V4} ESP ESP (SPI=0x00000100)` },
  {
    name: "IPv6 extension headers",
    frame: over6(0, join("3c00 0502 0000 0100", "1100 0104 00000000", udp(5000, 6000, text("x"), 6))),
    line: `${V6} UDP 5000 → 6000 Len=1`,
  },
  {
    name: "IPv6 fragment",
    frame: over6(44, join("1100 0001 0000beef", udp(5000, 6000, text("x"), 6))),
    line: `${V6} IPv6 IPv6 fragment (off=0 more=y ident=0x0000beef nxt=17 UDP)`,
  },
  { name: "IPv6 whole in one fragment", frame: over6(44, join("1100 0000 0000beef", udp(5000, 6000, text("x"), 6))), line: `${V6} UDP 5000 → 6000 Len=1` },
  { name: "IPv6 no next header", frame: over6(59, bytes("")), line: `${V6} IPv6 IPv6 no next header` },
];

const CONTROL: readonly Line[] = [
  {
    name: "ping reply",
    frame: over4(1, icmp("00000000 0012 0100", text("abcdefgh")), { ttl: 255 }),
    line: `${V4} ICMP Echo (ping) reply    id=0x0012, seq=256/1, ttl=255`,
  },
  {
    name: "port unreachable",
    frame: over4(1, icmp("03030000 00000000", ipv4(17, udp(5000, 6000, text("x"))))),
    line: `${V4} ICMP Destination unreachable (Port unreachable)`,
  },
  {
    name: "fragmentation needed",
    frame: over4(1, icmp("03040000 000005dc", ipv4(6, tcp(80, 5000)))),
    line: `${V4} ICMP Destination unreachable (Fragmentation needed), MTU 1500`,
  },
  {
    name: "TTL exceeded",
    frame: over4(1, icmp("0b000000 00000000", ipv4(1, PING))),
    line: `${V4} ICMP Time-to-live exceeded (Time to live exceeded in transit)`,
  },
  { name: "redirect", frame: over4(1, icmp("05010000 0a0000fe", ipv4(1, PING))), line: `${V4} ICMP Redirect (Redirect for host), gateway 10.0.0.254` },
  {
    name: "ICMPv6 echo",
    frame: over6(58, icmpv6("80000000 0001 0007", text("abcd"))),
    line: `${V6} ICMPv6 Echo (ping) request id=0x0001, seq=7, hop limit=64`,
  },
  {
    name: "neighbour solicitation",
    frame: over6(58, icmpv6("87000000 00000000 fe800000000000000000000000000002 0101 00155d000001"), 255),
    line: `${V6} ICMPv6 Neighbor Solicitation for fe80::2 from 00:15:5d:00:00:01`,
  },
  {
    name: "neighbour advertisement",
    frame: over6(58, icmpv6("88000000 e0000000 fe800000000000000000000000000001 0201 00155d000001"), 255),
    line: `${V6} ICMPv6 Neighbor Advertisement fe80::1 (rtr, sol, ovr) is at 00:15:5d:00:00:01`,
  },
  {
    name: "router advertisement",
    frame: over6(58, icmpv6("86000000 40c0 0708 00000000 00000000 0101 00155d000001 0501 0000 000005dc"), 255),
    line: `${V6} ICMPv6 Router Advertisement from 00:15:5d:00:00:01`,
  },
  { name: "router solicitation", frame: over6(58, icmpv6("85000000 00000000"), 255), line: `${V6} ICMPv6 Router Solicitation` },
  { name: "packet too big", frame: over6(58, icmpv6("02000000 00000500", ipv6(6, tcp(80, 5000, {}, 6)))), line: `${V6} ICMPv6 Packet Too Big, MTU 1280` },
  {
    name: "ICMPv6 unreachable",
    frame: over6(58, icmpv6("01040000 00000000", ipv6(17, udp(1, 2, text("x"), 6)))),
    line: `${V6} ICMPv6 Destination Unreachable (Port unreachable)`,
  },
  {
    name: "MLDv2 report",
    frame: over6(58, icmpv6("8f000000 00000001 04000000 ff020000000000000000000000000016"), 1),
    line: `${V6} ICMPv6 Multicast Listener Report Message v2`,
  },
  {
    name: "IGMPv2 report",
    frame: over4(2, icmp("16000000 effffffa", bytes("")), { options: "94040000", ttl: 1 }),
    line: `${V4} IGMPv2 Membership Report group 239.255.255.250`,
  },
  {
    name: "IGMPv2 leave",
    frame: over4(2, icmp("17000000 effffffa", bytes("")), { options: "94040000", ttl: 1 }),
    line: `${V4} IGMPv2 Leave Group 239.255.255.250`,
  },
  {
    name: "IGMP query",
    frame: over4(2, icmp("11640000 00000000", bytes("")), { options: "94040000", ttl: 1 }),
    line: `${V4} IGMPv2 Membership Query, general`,
  },
  {
    name: "IGMPv3 report",
    frame: over4(2, icmp("22000000 00000001 04000000 effffffa", bytes("")), { options: "94040000", ttl: 1 }),
    line: `${V4} IGMPv3 Membership Report / Join group 239.255.255.250 for any sources`,
  },
];

const TRANSPORT: readonly Line[] = [
  {
    name: "TCP SYN",
    frame: tcp4(49161, 443, { flags: "002", options: SYN_OPTIONS }),
    line: `${V4} TCP 49161 → 443 [SYN] Seq=1000 Win=64240 Len=0 MSS=1460 WS=256 SACK_PERM`,
  },
  {
    name: "TCP SYN, ACK",
    frame: tcp4(443, 49161, { flags: "012", options: "020405b4" }),
    line: `${V4} TCP 443 → 49161 [SYN, ACK] Seq=1000 Ack=2000 Win=64240 Len=0 MSS=1460`,
  },
  { name: "TCP reset", frame: tcp4(443, 49161, { flags: "014" }), line: `${V4} TCP 443 → 49161 [RST, ACK] Seq=1000 Ack=2000 Win=64240 Len=0` },
  { name: "TCP without flags", frame: tcp4(443, 49161, { flags: "000" }), line: `${V4} TCP 443 → 49161 [<None>] Seq=1000 Win=64240 Len=0` },
  {
    name: "TCP time stamps and SACK",
    frame: tcp4(5000, 49161, { flags: "010", options: "0101 080a 00000001 00000002 0101 050a 00000bb8 00000fa0" }),
    line: `${V4} TCP 5000 → 49161 [ACK] Seq=1000 Ack=2000 Win=64240 Len=0 TSval=1 TSecr=2 SLE=3000 SRE=4000`,
  },
  { name: "TCP data", frame: tcp4(5000, 49161, { data: text("some data") }), line: `${V4} TCP 5000 → 49161 [PSH, ACK] Seq=1000 Ack=2000 Win=64240 Len=9` },
  {
    name: "TCP over IPv6",
    frame: over6(6, tcp(5000, 49161, { flags: "011" }, 6)),
    line: `${V6} TCP 5000 → 49161 [FIN, ACK] Seq=1000 Ack=2000 Win=64240 Len=0`,
  },
  { name: "UDP", frame: udp4(5000, 6000, text("hello")), line: `${V4} UDP 5000 → 6000 Len=5` },
];

const QUERY = "4e1f 0100 0001 0000 0000 0000 0377777704 62696e6703636f6d00 0001 0001";
const NAMES: readonly Line[] = [
  { name: "DNS query", frame: udp4(5000, 53, bytes(QUERY)), line: `${V4} DNS Standard query 0x4e1f A www.bing.com` },
  {
    name: "DNS answer",
    frame: udp4(
      53,
      5000,
      bytes(
        "4e1f 8180 0001 0002 0000 0000 0377777704 62696e6703636f6d00 0001 0001 c00c 0005 0001 0000003c 0004 0161 c010 c02a 0001 0001 0000003c 0004 01020304",
      ),
    ),
    line: `${V4} DNS Standard query response 0x4e1f A www.bing.com CNAME a.bing.com A 1.2.3.4`,
  },
  {
    name: "DNS no such name",
    frame: udp4(
      53,
      5000,
      bytes("4e1f 8183 0001 0000 0001 0000 0161 00 001c 0001 c00c 0006 0001 0000003c 0019 026e7300 00 00000001 00000002 00000003 00000004 00000005"),
    ),
    line: `${V4} DNS Standard query response 0x4e1f No such name AAAA a SOA ns`,
  },
  { name: "DNS over TCP", frame: tcp4(5000, 53, { data: join("001e", bytes(QUERY)) }), line: `${V4} DNS Standard query 0x4e1f A www.bing.com` },
  {
    name: "mDNS query",
    frame: udp4(5353, 5353, bytes("0000 0000 0001 0000 0000 0000 045f697070 045f746370 056c6f63616c 00 000c 0001")),
    line: `${V4} MDNS Standard query 0x0000 PTR _ipp._tcp.local, "QM" question`,
  },
  {
    name: "LLMNR query",
    frame: udp4(5000, 5355, bytes("beef 0000 0001 0000 0000 0000 0477706164 00 00ff 0001")),
    line: `${V4} LLMNR Standard query 0xbeef ANY wpad`,
  },
  {
    name: "DNS name in a circle",
    frame: udp4(5000, 53, bytes("4e1f 0100 0001 0000 0000 0000 c00c 0001 0001")),
    line: `${V4} DNS Standard query 0x4e1f [malformed]`,
  },
];

const VXLAN = "08000000 00138900";
const TUNNELS: readonly Line[] = [
  {
    name: "VXLAN",
    frame: udp4(50000, 4789, join(VXLAN, ethernet("0800", ipv4(1, PING)))),
    line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128 (in VXLAN 5001, 10.0.0.1 → 10.0.0.2)`,
  },
  {
    name: "ARP in VXLAN",
    frame: udp4(50000, 4789, join(VXLAN, ethernet("0806", ARP_REQUEST))),
    line: `${MACS} ARP Who has 10.0.0.1? Tell 10.0.0.2 (in VXLAN 5001, 10.0.0.1 → 10.0.0.2)`,
  },
  {
    name: "Geneve with an option",
    frame: udp4(50000, 6081, join("0200 6558 00138900 0102 03 01 00000000", ethernet("86dd", ipv6(17, udp(5000, 6000, text("x"), 6))))),
    line: `${V6} UDP 5000 → 6000 Len=1 (in Geneve 5001, 10.0.0.1 → 10.0.0.2)`,
  },
  {
    name: "NVGRE",
    frame: over4(47, join("2000 6558 00138901", ethernet("0800", ipv4(1, PING)))),
    line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128 (in NVGRE 5001, 10.0.0.1 → 10.0.0.2)`,
  },
  {
    name: "GRE with checksum, key and sequence",
    frame: over4(47, join("b000 0800 00000000 00000001 00000002", ipv4(1, PING))),
    line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128 (in GRE, 10.0.0.1 → 10.0.0.2)`,
  },
  { name: "GRE of PPTP", frame: over4(47, bytes("3001 880b 0000 0001 00000001")), line: `${V4} GRE Encapsulated PPP` },
  { name: "IPv4 in IP", frame: over4(4, ipv4(17, udp(5000, 6000, text("x")))), line: `${V4} UDP 5000 → 6000 Len=1 (in IPv4 in IP, 10.0.0.1 → 10.0.0.2)` },
  {
    name: "IPv6 in IP",
    frame: over4(41, ipv6(6, tcp(5000, 6000, { flags: "010" }, 6))),
    line: `${V6} TCP 5000 → 6000 [ACK] Seq=1000 Ack=2000 Win=64240 Len=0 (in IPv6 in IP, 10.0.0.1 → 10.0.0.2)`,
  },
  {
    name: "IP in VXLAN in GRE",
    frame: over4(47, join("0000 0800", ipv4(17, udp(50000, 4789, join(VXLAN, ethernet("0800", ipv4(1, PING))))))),
    line: `${V4} ICMP Echo (ping) request  id=0x0012, seq=1/256, ttl=128 (in VXLAN 5001, 10.0.0.1 → 10.0.0.2) (in GRE, 10.0.0.1 → 10.0.0.2)`,
  },
];

export const LINES: readonly Line[] = [...LINK, ...NETWORK, ...CONTROL, ...TRANSPORT, ...NAMES, ...TUNNELS];

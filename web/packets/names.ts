export const ETHER_TYPES: Readonly<Record<number, string>> = {
  0x0800: "IPv4",
  0x0806: "ARP",
  0x6558: "Ethernet",
  0x8035: "RARP",
  0x8100: "802.1Q",
  0x86dd: "IPv6",
  0x8808: "MAC control",
  0x8809: "Slow protocols",
  0x8847: "MPLS",
  0x880b: "PPP",
  0x8863: "PPPoE discovery",
  0x8864: "PPPoE session",
  0x888e: "EAPOL",
  0x88a8: "802.1ad",
  0x88cc: "LLDP",
  0x88e5: "MACsec",
  0x88f7: "PTP",
  0x8915: "RoCE",
  0x9100: "QinQ",
};

export const IP_PROTOCOLS: Readonly<Record<number, string>> = {
  0: "HOPOPT",
  1: "ICMP",
  2: "IGMP",
  4: "IPIP",
  6: "TCP",
  17: "UDP",
  41: "IPv6",
  43: "IPv6-Route",
  44: "IPv6-Frag",
  46: "RSVP",
  47: "GRE",
  50: "ESP",
  51: "AH",
  58: "ICMPv6",
  59: "IPv6-NoNxt",
  60: "IPv6-Opts",
  88: "EIGRP",
  89: "OSPF",
  103: "PIM",
  112: "VRRP",
  132: "SCTP",
  135: "Mobility",
};

export const DSCP: Readonly<Record<number, string>> = {
  0: "default",
  8: "CS1",
  10: "AF11",
  12: "AF12",
  14: "AF13",
  16: "CS2",
  18: "AF21",
  20: "AF22",
  22: "AF23",
  24: "CS3",
  26: "AF31",
  28: "AF32",
  30: "AF33",
  32: "CS4",
  34: "AF41",
  36: "AF42",
  38: "AF43",
  40: "CS5",
  44: "voice admit",
  46: "EF",
  48: "CS6",
  56: "CS7",
};

export const ECN: readonly string[] = ["not ECN-capable", "ECN-capable (1)", "ECN-capable (0)", "congestion experienced"];

/** Text from a frame as it may stand in one line: without control characters and marks that turn the direction of writing. */
export function oneLine(text: string, most = 255): string {
  return (text.length > most ? `${text.slice(0, most)}…` : text).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "·");
}

/** "0x1f" padded to `digits`. */
export function hexText(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, "0")}`;
}

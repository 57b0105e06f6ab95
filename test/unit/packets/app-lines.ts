import { bytes, join, over6, tcp4, text, udp, udp4 } from "./frames.js";
import type { Line } from "./lines.js";

const V4 = "10.0.0.1 10.0.0.2";
const V6 = "fe80::1 fe80::2";

const BOOTP = join("01010600 12345678 0000 8000 00000000 00000000 00000000 00000000 00155d000001", new Uint8Array(10 + 192), "63825363");
const NTP_TIME = "e9000000 00000000";
export const CLIENT_HELLO = join(
  "160301 0068 01 000064 0303",
  new Uint8Array(32),
  "00 0004 1301 1302 0100",
  "0037 0000 0012 0010 00 000d",
  text("www.bing.comx"),
  "0010 000e 000c 0268 32 08",
  text("http/1.1"),
  "002b 0005 04 0304 0303 000d 0002 0000",
);
const NAME_WPAD = `20 ${Buffer.from("FHFAEBEECACACACACACACACACACACAAA").toString("hex")} 00`;
const SMB_HEADER = (command: string, flags: string, status = "00000000"): string =>
  `fe534d42 4000 0100 ${status} ${command} 0100 ${flags} 00000000 0500000000000000 fffe0000 01000000 1100000000000000 00000000000000000000000000000000`;

/** Puts the length before a message, as over TCP. */
const counted = (message: Uint8Array): Uint8Array => join(message.length.toString(16).padStart(8, "0"), message);

export const APP_LINES: readonly Line[] = [
  {
    name: "DNS answer with more than a line can hold",
    frame: udp4(
      53,
      5000,
      join("4e1f 8180 0001 0014 0000 0000 0161 00 0001 0001", ...Array.from({ length: 20 }, () => "c00c 0001 0001 0000003c 0004 01020304")),
    ),
    line: `${V4} DNS Standard query response 0x4e1f A a${" A 1.2.3.4".repeat(15)} …`,
  },
  {
    name: "DHCP discover",
    frame: udp4(68, 67, join(BOOTP, "350101 3204c0a80005 0c0470632d31 ff")),
    line: `${V4} DHCP DHCP Discover - Transaction ID 0x12345678`,
  },
  {
    name: "DHCP acknowledgement",
    frame: udp4(67, 68, join(BOOTP, "350105 0104ffffff00 0304c0a80001 3604c0a80001 330400000e10 ff")),
    line: `${V4} DHCP DHCP ACK      - Transaction ID 0x12345678`,
  },
  { name: "BOOTP request", frame: udp4(68, 67, join(BOOTP, "ff")), line: `${V4} DHCP Boot Request from 00:15:5d:00:00:01` },
  { name: "DHCPv6 solicit", frame: over6(17, udp(546, 547, bytes("01abcdef 0008 0002 0000"), 6)), line: `${V6} DHCPv6 Solicit XID: 0xabcdef` },
  {
    name: "NTP client",
    frame: udp4(123, 123, join("23000000 00000000 00000000 00000000", new Uint8Array(24), NTP_TIME)),
    line: `${V4} NTP NTP Version 4, client`,
  },
  {
    name: "NTP server",
    frame: udp4(123, 123, join("24010000 00000000 00000000 00000000", NTP_TIME, NTP_TIME, NTP_TIME, NTP_TIME)),
    line: `${V4} NTP NTP Version 4, server`,
  },
  { name: "HTTP request", frame: tcp4(5000, 80, { data: text("GET /a?b=c HTTP/1.1\r\nHost: example.com\r\n\r\n") }), line: `${V4} HTTP GET /a?b=c HTTP/1.1` },
  { name: "HTTP response", frame: tcp4(80, 5000, { data: text("HTTP/1.1 404 Not Found\r\nServer: x\r\n\r\n") }), line: `${V4} HTTP HTTP/1.1 404 Not Found` },
  {
    name: "HTTP line with control characters",
    frame: tcp4(5000, 80, { data: text("GET /\u0007\u202e HTTP/1.1\r\n\r\n") }),
    line: `${V4} HTTP GET /·· HTTP/1.1`,
  },
  { name: "SSDP", frame: udp4(5000, 1900, text("M-SEARCH * HTTP/1.1\r\nST: ssdp:all\r\n\r\n")), line: `${V4} SSDP M-SEARCH * HTTP/1.1` },
  { name: "TLS client hello", frame: tcp4(5000, 443, { data: CLIENT_HELLO }), line: `${V4} TLS Client Hello (SNI=www.bing.comx, ALPN=h2,http/1.1)` },
  {
    name: "TLS client hello that goes on in the next segment",
    frame: tcp4(5000, 443, { data: CLIENT_HELLO.subarray(0, 80) }),
    line: `${V4} TLS Client Hello (SNI=www.bing.comx)`,
  },
  {
    name: "TLS server hello and more",
    frame: tcp4(443, 5000, {
      data: join("160303 0030 02 000028 0303", new Uint8Array(32), "00 1301 00 0000 0e 000000", "140303 0001 01", "160303 0004 deadbeef", "170303 0003 010203"),
    }),
    line: `${V4} TLS Server Hello, Server Hello Done, Change Cipher Spec, Encrypted Handshake Message, Application Data`,
  },
  { name: "TLS alert", frame: tcp4(443, 5000, { data: bytes("150303 0002 0228") }), line: `${V4} TLS Alert (Level: Fatal, Description: Handshake Failure)` },
  { name: "TLS encrypted alert", frame: tcp4(443, 5000, { data: bytes("150303 0004 01020304") }), line: `${V4} TLS Encrypted Alert` },
  {
    name: "QUIC initial",
    frame: udp4(5000, 443, join("c0 00000001 08 0102030405060708 00 00 4004 deadbeef", "e0 00000001 08 0102030405060708 02 aabb 04 deadbeef")),
    line: `${V4} QUIC Initial, DCID=0102030405060708; Handshake, DCID=0102030405060708, SCID=aabb`,
  },
  {
    name: "QUIC version 2 on another port",
    frame: udp4(5000, 6000, bytes("d0 6b3343cf 02 0102 00 00 02 dead")),
    line: `${V4} QUIC Initial, DCID=0102, version 2`,
  },
  { name: "QUIC version negotiation", frame: udp4(443, 5000, bytes("80 00000000 02 0102 00 00000001")), line: `${V4} QUIC Version Negotiation, DCID=0102` },
  { name: "QUIC short header", frame: udp4(443, 5000, bytes("40 0102030405060708")), line: `${V4} QUIC Protected Payload` },
  {
    name: "SMB2 create",
    frame: tcp4(5000, 445, {
      data: counted(join(SMB_HEADER("0500", "00000000"), "3900", new Uint8Array(42), "7800 0a00 00000000 00000000", "61002e00740078007400")),
    }),
    line: `${V4} SMB2 Create Request File: a.txt`,
  },
  {
    name: "SMB2 session setup that goes on",
    frame: tcp4(445, 5000, { data: counted(bytes(`${SMB_HEADER("0100", "01000000", "160000c0")} 0900 0000 4800 0000`)) }),
    line: `${V4} SMB2 Session Setup Response, Error: STATUS_MORE_PROCESSING_REQUIRED`,
  },
  {
    name: "SMB2 tree connect",
    frame: tcp4(5000, 445, { data: counted(join(SMB_HEADER("0300", "00000000"), "0900 0000 4800 0800", "5c005c0061005c00")) }),
    line: `${V4} SMB2 Tree Connect Request Tree: \\\\a\\`,
  },
  { name: "SMB3 encrypted", frame: tcp4(5000, 445, { data: counted(join("fd534d42", new Uint8Array(60))) }), line: `${V4} SMB2 Encrypted SMB3` },
  { name: "Kerberos request", frame: tcp4(5000, 88, { data: counted(bytes("6a05 3003 020105")) }), line: `${V4} KRB5 AS-REQ` },
  {
    name: "Kerberos error",
    frame: udp4(88, 5000, bytes("7e13 3011 a003020105 a10302011e a603020119 aa00")),
    line: `${V4} KRB5 KRB Error: KDC_ERR_PREAUTH_REQUIRED`,
  },
  {
    name: "RDP connection request with a cookie alone",
    frame: tcp4(5000, 3389, { data: join("0300 0021 1c e0 0000 0000 00", text("Cookie: mstshash=abc\r\n")) }),
    line: `${V4} RDP Connection Request, mstshash=abc`,
  },
  {
    name: "RDP connection request with negotiation",
    frame: tcp4(5000, 3389, { data: join("0300 0029 24 e0 0000 0000 00", text("Cookie: mstshash=abc\r\n"), "0100 0800 03000000") }),
    line: `${V4} RDP Connection Request, mstshash=abc, asks for TLS, CredSSP`,
  },
  {
    name: "RDP connection confirm",
    frame: tcp4(3389, 5000, { data: bytes("0300 0013 0e d0 0000 1234 00 0200 0800 02000000") }),
    line: `${V4} RDP Connection Confirm, selected CredSSP`,
  },
  {
    name: "SSH banner",
    frame: tcp4(5000, 22, { data: text("SSH-2.0-OpenSSH_for_Windows_9.5\r\n") }),
    line: `${V4} SSH Client: Protocol (SSH-2.0-OpenSSH_for_Windows_9.5)`,
  },
  { name: "NBNS query", frame: udp4(137, 137, bytes(`8000 0110 0001 0000 0000 0000 ${NAME_WPAD} 0020 0001`)), line: `${V4} NBNS Name query NB WPAD<00>` },
  {
    name: "NBNS registration",
    frame: udp4(137, 137, bytes(`8000 2910 0001 0000 0000 0001 ${NAME_WPAD} 0020 0001 c00c 0020 0001 000493e0 0006 0000 0a000001`)),
    line: `${V4} NBNS Registration NB WPAD<00>`,
  },
  {
    name: "NBNS answer",
    frame: udp4(137, 137, bytes(`8000 8500 0000 0001 0000 0000 ${NAME_WPAD} 0020 0001 000493e0 0006 0000 0a000001`)),
    line: `${V4} NBNS Name query response NB 10.0.0.1`,
  },
];

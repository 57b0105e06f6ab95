import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { TraceError } from "../../../web/core/errors.js";
import { FILTER_FIELDS } from "../../../web/core/filter/catalogue.js";
import { compileFilter } from "../../../web/core/filter/compile.js";
import { MAX_FILTER } from "../../../web/core/filter/lexer.js";
import type { FilterValue } from "../../../web/core/filter/types.js";

// Properties and processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

type Row = Readonly<Record<string, FilterValue | readonly FilterValue[]>>;

const passes = (text: string, row: Row): boolean => compileFilter(text, FILTER_FIELDS).test((name) => row[name]);

function failure(text: string): { message: string; at: number | undefined } {
  try {
    compileFilter(text, FILTER_FIELDS);
  } catch (error) {
    if (error instanceof TraceError && error.code === "filter") return { message: error.message, at: error.offset };
    throw error;
  }
  throw new Error(`compiled: ${text}`);
}

const SYN: Row = {
  frame: Uint8Array.of(0, 1, 0x47, 0x45, 0x54, 0x20, 0xff),
  "frame.len": 1514,
  "eth.addr": ["00:15:5d:2a:1e:07", Uint8Array.of(1, 2, 3, 4, 5, 6)],
  "ip.addr": ["172.23.1.5", Uint8Array.of(10, 0, 0, 1)],
  "ipv6.addr": ["fe80::1", "2001:db8::ff00:42:8329"],
  tcp: "Transmission control",
  "tcp.port": [49_700, 80],
  "tcp.flags.syn": true,
  "tcp.flags.ack": false,
  "dns.qry.name": "www.Bing.com",
  provider: "Microsoft-Windows-WinNat",
  level: 2,
  nbl: "0xffff9383cbf21490",
  outcome: "dropped",
  "path.class": "nat-portproxy",
  "hop.latency": [50_000, 150_000],
  "nat.internal": ["172.23.1.5:443", "[fd00::5]:53"],
  "field.Count": "12",
  "field.Name": ["Alpha", "beta"],
  "field.Big": 2n ** 63n,
  "field.Remote": "172.23.1.5:443",
  "field.Local": "fe80::1",
};

describe("compileFilter", () => {
  it("lets everything pass for empty text, and asks for nothing", () => {
    const filter = compileFilter("", FILTER_FIELDS);
    expect(filter.test(() => undefined)).toBe(true);
    expect(filter.names.size).toBe(0);
  });

  it("knows the names it asks for", () => {
    expect([...compileFilter("tcp.port == 80 && (!icmp || field.Name in {a}) && tcp.port != 90", FILTER_FIELDS).names].sort()).toEqual([
      "field.Name",
      "icmp",
      "tcp.port",
    ]);
  });

  it.each([
    "ip.addr == 172.23.0.0/16",
    "ip.addr == 10.0.0.1",
    "ip.addr == 0.0.0.0/0",
    'ip.addr == "10.0.0.0/31"',
    "ip.addr in {1.1.1.1, 10.0.0.0..10.0.0.9}",
    "ip.addr > 172.23.1.4",
    "ip.addr != 8.8.8.8",
    "ipv6.addr == fe80::/10",
    "ipv6.addr == 2001:0db8:0::ff00:42:8329",
    "ipv6.addr in {fe80::0..fe80::f}",
    "tcp.port == 80",
    "tcp.port == 0x50",
    "tcp.port in {443, 79..81}",
    "tcp.port not in {443}",
    "tcp.port > 1000 && tcp.port < 1000",
    "tcp.flags.syn == 1 && !tcp.flags.ack",
    "tcp.flags.ack == false && tcp.flags.syn != 0",
    "tcp && !udp && frame",
    "eth.addr == 00-15-5D-2A-1E-07",
    "eth.addr == 0102.0304.0506",
    "eth.addr contains 5d:2a",
    'dns.qry.name contains "bing"',
    'dns.qry.name matches "^www\\.b.*com$"',
    String.raw`dns.qry.name matches "(?-i)Bing\."`,
    "frame.len > 1000",
    "frame.len >= 1KB && frame.len < 0.1MB",
    'frame contains "GET "',
    "frame contains 47:45:54",
    'frame matches "get\\s"',
    'provider == "microsoft-windows-winnat"',
    "provider == Microsoft-Windows-WinNat",
    "level <= warning && level == error && level == 2",
    "nbl == 0xFFFF9383CBF21490 && nbl > 0",
    "nbl == 18446624793004479632",
    "outcome == dropped",
    'outcome in {delivered, "dropped"}',
    "path.class != transparent && path.class contains nat",
    "hop.latency > 100us && hop.latency < 51us",
    "hop.latency == 0.05ms",
    "hop.latency in {140us..160µs}",
    "nat.internal == 172.23.0.0/16",
    "nat.internal == 172.23.1.5:443",
    'nat.internal == "[fd00::5]:53"',
    'nat.internal contains ":443"',
    "field.Count == 12 && field.Count > 9 && field.Count == 0xc",
    'field.Count == "12" && field.Count < "9"',
    'field.Name == alpha && field.Name matches "^b"',
    "field.Big == 0x8000000000000000",
    "field.Missing || field.Name",
    "field.Remote == 172.16.0.0/12 && field.Remote == 172.23.1.5:443",
    "field.Local == FE80:0::1 && field.Name != fe80::1",
  ])("passes %s", (text) => {
    expect(passes(text, SYN)).toBe(true);
    expect(passes(`!(${text})`, SYN)).toBe(false);
  });

  it.each([
    "ip.addr == 172.24.0.0/16",
    "ip.addr != 10.0.0.1",
    "ip.addr in {10.0.0.2..10.0.0.9}",
    "ipv6.addr == 2001:db8::1",
    "tcp.port != 80",
    "tcp.port not in {80, 443}",
    "tcp.port in {81..100}",
    "udp.port != 53",
    "udp.port not in {53} && udp.port",
    "tcp.flags.ack",
    "udp",
    "eth.addr contains 2a:5d",
    "eth.addr contains 15:5d:2b",
    'dns.qry.name matches "^bing"',
    'dns.qry.name matches "(?-i)bing"',
    "frame contains 45:47",
    "nbl == 0xffff9383cbf21491",
    "nbl == 0xffff9383cbf21000",
    "outcome == delivered",
    "hop.latency > 1ms",
    "nat.internal == 172.23.1.5:44",
    "field.Name == 5",
    "field.Missing == 0",
    "field.Missing != 0",
  ])("stops %s", (text) => {
    expect(passes(text, SYN)).toBe(false);
  });

  it("treats an empty list as absent", () => {
    expect(passes("tcp.port", { "tcp.port": [] })).toBe(false);
    expect(passes("tcp.port != 80", { "tcp.port": [] })).toBe(false);
  });

  it("takes a bare number as seconds only where Wireshark does, and wants a unit elsewhere", () => {
    expect(passes("frame.time_relative < 2", { "frame.time_relative": 1_500_000_000 })).toBe(true);
    expect(passes("hop.latency > 0", { "hop.latency": 1 })).toBe(true);
    expect(failure("hop.latency > 100")).toEqual({ at: 14, message: 'hop.latency is a duration: expected a number with a unit: ns, us, ms or s, found "100"' });
  });

  it("counts sizes in powers of 1024", () => {
    expect(passes("frame.len == 2KB", { "frame.len": 2048 })).toBe(true);
    expect(passes("frame.len == 1MB", { "frame.len": 1_048_576 })).toBe(true);
  });

  it.each([
    ["tcp.prt == 80", 0, 'there is no field "tcp.prt": expected tcp.port?'],
    ["a && nonsense", 0, 'there is no field "a"; fields of events are written field.NAME'],
    ["icmp && hop.latncy > 1us", 8, 'there is no field "hop.latncy": expected hop.latency?'],
    ["tcp.port == http", 12, 'tcp.port is a number: expected a number such as 80 or 0x50, found "http"'],
    ['tcp.port == "80"', 12, 'tcp.port is a number: expected a number without quotes, found "80"'],
    ["tcp.port == 80us", 12, 'tcp.port is a number: expected a number such as 80 or 0x50, found "80us"'],
    ["tcp.port contains 8", 9, "tcp.port is a number: expected ==, !=, <, <=, >, >=, in; found contains"],
    ["tcp == 1", 4, "tcp is there or not there: expected it alone or with !, found =="],
    ["ip.addr == 300.1.1.1", 11, 'ip.addr is an address: expected an IPv4 address such as 10.0.0.1, or a network such as 10.0.0.0/8, found "300.1.1.1"'],
    [
      "ip.addr in {10.0.0.1, 10.0.0.0/33}",
      22,
      'ip.addr is an address: expected an IPv4 address such as 10.0.0.1, or a network such as 10.0.0.0/8, found "10.0.0.0/33"',
    ],
    ["ip.addr == fe80::1", 11, 'ip.addr is an address: expected an IPv4 address such as 10.0.0.1, or a network such as 10.0.0.0/8, found "fe80::1"'],
    ["ipv6.addr == 10.0.0.1", 13, 'ipv6.addr is an address: expected an IPv6 address such as fe80::1, or a network such as fe80::/10, found "10.0.0.1"'],
    ["eth.addr == 00:15:5d", 12, 'eth.addr is a MAC address: expected a MAC address such as 00:15:5d:2a:1e:07, found "00:15:5d"'],
    ["tcp.flags.syn == 2", 17, 'tcp.flags.syn is true or false: expected true, false, 1 or 0, found "2"'],
    ["outcome == droped", 11, 'outcome is a name: expected one of delivered, sent, dropped, lost-sight, found "droped"'],
    ["outcome > dropped", 8, "outcome is a name: expected ==, !=, contains, matches, in; found >"],
    ["outcome in {sent..dropped}", 18, "outcome is a name: it has no ranges"],
    ["level == loud", 9, 'level is a number: expected a number or one of critical, error, warning, info, verbose, found "loud"'],
    ["frame.len > 5TB", 12, 'frame.len is a size: expected a number such as 1500, or one with KB or MB, found "5TB"'],
    ['provider matches "a("', 20, "this is no pattern: expected )"],
  ])("says of %s at %i: %s", (text, at, message) => {
    expect(failure(text)).toEqual({ at, message });
  });

  it("gives a filter, or an error with a position inside the text, for any text", () => {
    const pieces = fc.constantFrom(
      ...FILTER_FIELDS.keys(),
      ..."== != < > <= >= && || ! ( ) { } , .. ~ in not and or contains matches eq 80 0x50 100us 1KB 10.0.0.0/8 fe80::1/64 ::ffff:1.2.3.4 00:15:5d:2a:1e:07 dropped true 1e999 -5 [ ] ' = & | \\".split(
        " ",
      ),
      '"a"',
      '"(a+)+$"',
      '"',
      "field.X",
      "field.",
      "ip.addr == ",
      "\ud800",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(pieces, { maxLength: 12 }).map((p) => p.join(" ")),
      fc.array(pieces, { maxLength: 8 }).map((p) => p.join("")),
    );
    const value: fc.Arbitrary<FilterValue> = fc.oneof(
      fc.string(),
      fc.double(),
      fc.bigInt(),
      fc.boolean(),
      fc.uint8Array({ maxLength: 20 }),
      fc.ipV4(),
      fc.ipV6(),
    );
    fc.assert(
      fc.property(texts, fc.oneof(value, fc.array(value), fc.constant(undefined)), (text, values) => {
        try {
          expect(typeof compileFilter(text, FILTER_FIELDS).test(() => values)).toBe("boolean");
        } catch (error) {
          if (!(error instanceof TraceError)) throw error;
          expect(error.code).toBe("filter");
          expect(error.offset).toBeGreaterThanOrEqual(0);
          expect(error.offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("survives the longest expressions", () => {
    for (const piece of ["(", "!", "a||", "tcp.port==1||", "a in {1,2,", '"\\', "1.", "\u0301", "0x1", "::", "a.b-"]) {
      const text = piece.repeat(MAX_FILTER / piece.length);
      try {
        compileFilter(`${text}tcp`, FILTER_FIELDS);
      } catch (error) {
        expect(error).toBeInstanceOf(TraceError);
      }
      try {
        compileFilter(`nbl == ${text}`, FILTER_FIELDS);
      } catch (error) {
        expect(error).toBeInstanceOf(TraceError);
      }
    }
  });

  it("compares 64-bit numbers exactly", () => {
    const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(id, id, (a, b) => {
        const hex = `0x${a.toString(16)}`;
        for (const v of [b, `0x${b.toString(16)}`, b.toString()]) {
          expect(passes(`nbl == ${hex}`, { nbl: v })).toBe(a === b);
          expect(passes(`nbl < ${hex}`, { nbl: v })).toBe(b < a);
        }
        expect(passes(`nbl == ${hex}`, { nbl: a })).toBe(true);
        expect(passes(`nbl == ${hex}`, { nbl: a ^ 1n })).toBe(false);
      }),
    );
  });

  it.each([
    "",
    "1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    "1.2.3.256",
    "0001.2.3.4",
    "1.2.3.4/",
    "1.2.3.4/33",
    "1.2.3.4/8/8",
    "a.b.c.d",
    "1.2.3.4:80",
  ])("takes %j for no IPv4 address", (text) => {
    expect(failure(`ip.src == "${text}"`).at).toBe(10);
    expect(passes("ip.src == 0.0.0.0/0", { "ip.src": text })).toBe(false);
  });

  it.each([
    "",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "12345::",
    "::g",
    "1.2.3.4::",
    "::1.2.3.4:5",
    "::1/129",
    "1.2.3.4",
  ])("takes %j for no IPv6 address", (text) => {
    expect(failure(`ipv6.src == "${text}"`).at).toBe(12);
  });

  it.each([
    ["::", "0:0:0:0:0:0:0:0"],
    ["::1", "0:0::0:1"],
    ["1::", "1:0:0:0:0:0:0:0"],
    ["::ffff:1.2.3.4", "::ffff:102:304"],
    ["64:ff9b::1.2.3.4", "64:ff9b:0:0:0:0:102:304"],
    ["fe80::1", "fe80::1%7"],
    ["::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"],
  ])("takes %s and %s for one address", (a, b) => {
    expect(passes(`ipv6.src == ${a}`, { "ipv6.src": b })).toBe(true);
    expect(passes(`ipv6.src == ${b}`, { "ipv6.src": a })).toBe(true);
  });

  it("agrees with arithmetic on networks", () => {
    const address = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(address, address, fc.nat(32), (a, b, bits) => {
        const number = (x: readonly number[]): number => x.reduce((n, byte) => n * 256 + byte, 0);
        const size = 2 ** (32 - bits);
        const mixed = [...b];
        if (bits > 8) mixed[0] = a[0] ?? 0;
        const expected = Math.floor(number(a) / size) === Math.floor(number(mixed) / size);
        expect(passes(`ip.src == ${a.join(".")}/${bits}`, { "ip.src": mixed.join(".") })).toBe(expected);
        expect(passes(`ip.src == ${a.join(".")}/${bits}`, { "ip.src": Uint8Array.from(mixed) })).toBe(expected);
      }),
    );
  });
});

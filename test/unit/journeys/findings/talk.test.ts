import { expect, test } from "vitest";
import { arpRules } from "../../../../web/journeys/findings/arp.js";
import { dnsRules } from "../../../../web/journeys/findings/dns.js";
import { mtuMismatch } from "../../../../web/journeys/findings/mtu-mismatch.js";
import { rst } from "../../../../web/journeys/findings/rst.js";
import { smallWindow } from "../../../../web/journeys/findings/small-window.js";
import { synNoAnswer } from "../../../../web/journeys/findings/syn-no-answer.js";
import type { FrameKeys } from "../../../../web/journeys/sightings.js";
import { line, madeInput, place, SYN, type Made } from "./input.js";

const nic = place("Ethernet 2", "physical-nic");
const frame = (keys: Partial<FrameKeys>, timeNs: number, said = line("a", "b"), more: Partial<Made> = {}): Made => ({
  outcome: "delivered",
  steps: [{ timeNs, place: nic, keys: { key: 9, ...keys } }],
  line: said,
  ...more,
});
const MS = 1_000_000;
const flags = (bits: number): number => 6 | (bits << 8) | (4 << 16);
const back = { source: 2, destination: 1, ports: (80 << 16) | 52891 };
const syn = (timeNs: number, more: Partial<Made> = {}): Made => frame(SYN, timeNs, line("10.0.0.1", "10.0.0.2", "TCP", "52891 → 80 [SYN]"), more);

test("a SYN that is asked again and never answered is a warning; asked once, it was answered elsewhere", async () => {
  const [twice, more] = await synNoAnswer(madeInput([syn(0), syn(1000 * MS)]));
  expect(more).toBeUndefined();
  expect(twice).toMatchObject({
    code: "syn-no-answer",
    severity: "warning",
    title: "1 connection request without an answer",
    evidence: [{ kind: "journey", id: 0 }],
  });
  expect(twice?.detail).toBe("No SYN-ACK and no reset in the trace for 10.0.0.1 → 10.0.0.2 52891 → 80, although the client asked again.");
  expect(await synNoAnswer(madeInput([syn(0)]))).toEqual([]);
});

test("a SYN is answered by a SYN-ACK, by a reset and by a connection that goes on; a dropped one has its own finding", async () => {
  expect(await synNoAnswer(madeInput([syn(0), syn(MS), frame({ ...back, protocol: flags(0x12) }, MS)]))).toEqual([]);
  expect(await synNoAnswer(madeInput([syn(0), syn(MS), frame({ ...back, protocol: flags(0x14) }, MS)]))).toEqual([]);
  expect(await synNoAnswer(madeInput([syn(0), syn(MS), frame({ ...SYN, protocol: flags(0x10) }, MS)]))).toEqual([]);
  expect(await synNoAnswer(madeInput([syn(0, { outcome: "dropped" }), syn(MS, { outcome: "dropped" })]))).toEqual([]);
  expect(await synNoAnswer(madeInput([syn(9_000 * MS), syn(9_500 * MS)]))).toEqual([]);
});

test("an answer to either name of a SYN across a NAT is one", async () => {
  const translated: Made = {
    ...syn(0),
    steps: [
      { timeNs: 0, place: nic, keys: SYN },
      { timeNs: 9, place: nic, keys: { ...SYN, source: 70, ports: (1227 << 16) | 80 } },
    ],
  };
  const answer = frame({ source: 2, destination: 70, ports: (80 << 16) | 1227, protocol: flags(0x12) }, MS);
  expect(await synNoAnswer(madeInput([translated, translated, answer]))).toEqual([]);
  expect(await synNoAnswer(madeInput([translated, translated]))).toHaveLength(1);
});

test("resets by place: in answer to a SYN it is a refused connection", async () => {
  const reset = frame({ ...back, protocol: flags(0x14) }, MS, line("10.0.0.2", "10.0.0.1", "TCP", "80 → 52891 [RST, ACK] Seq=1"));
  const [refused] = await rst(madeInput([syn(0), reset]));
  expect(refused).toMatchObject({
    code: "rst",
    severity: "warning",
    title: "1 connection refused at Ethernet 2",
    evidence: [{ kind: "journey", id: 1 }, { kind: "place" }],
  });
});

test("connections that end with a reset are ordinary; many that are broken off at one place are told", async () => {
  const talk = (n: number, ...end: readonly number[]): Made[] => {
    const there = { ...SYN, ports: ((50_000 + n) << 16) | 80 };
    const here = { source: 2, destination: 1, ports: (80 << 16) | (50_000 + n) };
    const middle = [frame(there, n), frame({ ...here, protocol: flags(0x12) }, n), frame({ ...there, protocol: flags(0x18) }, n)];
    return [...middle, ...end.map((bits, i) => frame({ ...(i % 2 === 0 ? there : here), protocol: flags(bits) }, n))];
  };
  const each = (...end: readonly number[]): Made[] => Array.from({ length: 9 }, (_, n) => talk(n, ...end)).flat();
  // Closed by both sides, or by one, and then reset; reset more than once by each side.
  expect(await rst(madeInput(each(0x11, 0x11, 0x04)))).toEqual([]);
  expect(await rst(madeInput(each(0x11, 0x14)))).toEqual([]);
  expect(await rst(madeInput(talk(1, 0x14, 0x04)))).toEqual([]);
  const [finding, more] = await rst(madeInput(each(0x14, 0x04)));
  expect(more).toBeUndefined();
  expect(finding).toMatchObject({ code: "rst", severity: "info", title: "9 connections broken off at Ethernet 2" });
});

test("too big for a link: told by ICMP", async () => {
  const icmp = frame({ protocol: 1 | (4 << 16), ports: 0x03040000 }, 0, line("10.0.0.1", "10.0.0.9", "ICMP", "Fragmentation needed"));
  const [finding] = await mtuMismatch(madeInput([icmp, frame({ protocol: 1 | (4 << 16), ports: 0x03010000 }, 1)]));
  expect(finding).toMatchObject({ code: "mtu-mismatch", severity: "info", evidence: [{ kind: "journey", id: 0 }] });
  expect((await mtuMismatch(madeInput([icmp, icmp])))[0]?.severity).toBe("warning");
  expect(finding?.detail).toContain("1 ICMP message of “packet too big”, first 10.0.0.1 → 10.0.0.9: Fragmentation needed");
});

const arp = (info: string, timeNs = 0, more: Partial<Made> = {}, at = place("vEthernet (nat)", "virtual-nic")): Made => ({
  ...frame({ protocol: 0 }, timeNs, line("", "", "ARP", info), more),
  steps: [{ timeNs, place: at, keys: { key: 9, protocol: 0 } }],
});

test("addresses with two owners, and addresses with none", async () => {
  const findings = await arpRules(
    madeInput([
      arp("Who has 10.0.0.5? Tell 10.0.0.1"),
      arp("10.0.0.5 is at 00:15:5d:00:00:05"),
      arp("10.0.0.5 is at 00:15:5d:00:00:06"),
      arp("Who has 10.0.0.7? Tell 10.0.0.1"),
      arp("Who has 10.0.0.7? Tell 10.0.0.1", MS),
      arp("Who has 10.0.0.8? Tell 10.0.0.1", 0, { outcome: "dropped" }),
      arp("Who has 10.0.0.9? (ARP Probe)"),
    ]),
  );
  expect(findings.map(({ code, severity, title }) => [code, severity, title])).toEqual([
    ["duplicate-ip", "error", "10.0.0.5 belongs to 2 adapters"],
    ["arp-no-answer", "warning", "Nobody answers for 10.0.0.7"],
  ]);
  expect(findings[1]?.detail).toBe("2 ARP requests without an answer in the trace, for 10.0.0.7.");
});

test("what is no fault of ARP: one question, others' questions, announcements, an address that moves, other MACs behind a bridge", async () => {
  const second = 1000 * MS;
  const quiet = async (...made: readonly Made[]): Promise<unknown> => arpRules(madeInput(made));
  expect(await quiet(arp("Who has 10.0.0.7? Tell 10.0.0.1"))).toEqual([]);
  const asked = [0, 1, 2].map((n) => arp("Who has 10.0.0.7? Tell 10.0.0.1", n * second, {}, nic));
  expect(await quiet(...asked)).toEqual([]);
  const own = [0, 1, 2].map((n) => arp("Who has 10.0.0.7? Tell 10.0.0.1", n * second));
  expect(await quiet(...own, arp("Gratuitous ARP for 10.0.0.7 (Reply)", 3 * second))).toEqual([]);
  expect(await quiet(...own, arp("Who has 10.0.0.3? Tell 10.0.0.7", 3 * second, {}, nic))).toEqual([]);
  expect(await quiet(...[0, 1, 2].map((n) => arp("Gratuitous ARP for 10.0.0.1 (Request)", n)))).toEqual([]);
  // A cluster's address: the first owner is silent before the second one answers.
  expect(await quiet(arp("10.0.0.5 is at 00:15:5d:00:00:05"), arp("10.0.0.5 is at 00:15:5d:00:00:06", 3 * second))).toEqual([]);
  expect(await quiet(arp("10.0.0.5 is at 00:15:5d:00:00:05"), arp("10.0.0.5 is at 00:15:5d:00:00:06", MS, {}, nic))).toEqual([]);
  const turns = [5, 6, 5].map((mac, n) => arp(`10.0.0.5 is at 00:15:5d:00:00:0${mac}`, n * 3 * second));
  expect(await quiet(...turns)).toMatchObject([{ code: "duplicate-ip" }]);
});

test("look-ups that failed and look-ups that took long", async () => {
  const udp = (from: number, to: number): Partial<FrameKeys> => ({ protocol: 17 | (4 << 16), ports: ((from << 16) | to) >>> 0 });
  const ask = (port: number, timeNs: number): Made => frame({ ...udp(port, 53), source: 1, destination: 2 }, timeNs);
  const answer = (port: number, timeNs: number, info: string): Made =>
    frame({ ...udp(53, port), source: 2, destination: 1 }, timeNs, line("10.0.0.2", "10.0.0.1", "DNS", info));
  const good = "Standard query response 0x0001 A www.example A 10.0.0.3";
  const findings = await dnsRules(
    madeInput([
      ask(5000, 0),
      answer(5000, 20 * MS, "Standard query response 0x0001 Server failure A lost.example"),
      ask(5001, 0),
      answer(5001, 30 * MS, good),
      ask(5002, 0),
      answer(5002, 800 * MS, good),
    ]),
  );
  expect(findings.map(({ code, title }) => [code, title])).toEqual([
    ["dns-failure", "1 look-up ended with “Server failure”"],
    ["dns-slow", "1 look-up took longer than 500 ms"],
  ]);
  expect(findings[0]?.detail).toBe("Answered by 10.0.0.2: A lost.example.");
  expect(findings[1]?.detail).toContain("The slowest took 800 ms");
  expect(findings[1]?.detail).toContain("the median of 3 answers is 30 ms");
});

test("names that do not exist under some search suffix are no failure", async () => {
  const answer = (port: number, info: string): Made =>
    frame({ protocol: 17 | (4 << 16), ports: ((53 << 16) | port) >>> 0, source: 2, destination: 1 }, 0, line("10.0.0.2", "10.0.0.1", "DNS", info));
  const tried = ["api.corp.example", "api.example"].map((name, n) =>
    answer(5000 + n, `Standard query response 0x000${n} No such name A ${name} SOA ns.example`),
  );
  expect(await dnsRules(madeInput([...tried, answer(5002, "Standard query response 0x0003 A api A 10.0.0.3")]))).toEqual([]);
  expect(await dnsRules(madeInput([...tried, answer(5002, "Standard query response 0x0003 A other A 10.0.0.3")]))).toMatchObject([
    { code: "dns-failure", severity: "info" },
  ]);
});

test("a window that holds a connection: window, round trip and what that carries", async () => {
  const [finding] = await smallWindow(
    madeInput([], {
      windowLimits: [
        { flow: 4, client: "10.20.0.50:52110", server: "151.101.64.20:5001", window: 278_775, roundTripNs: 176_020_000, throughputBps: 12_617_000 },
      ],
    }),
  );
  expect(finding).toMatchObject({ code: "small-window", severity: "warning", evidence: [{ kind: "flow", id: 4 }] });
  expect(finding?.title).toBe("A receive window of 278,775 bytes holds a TCP connection at 12.6 Mb/s");
  expect(finding?.detail).toContain("stays at 278,775 bytes (a static SO_RCVBUF) with 176 ms RTT");
  expect(finding?.detail).toContain("151 Mb/s with autotuning");
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NatSessionRow } from "../../../web/core/api.js";
import { endpointOf, readNatEvent } from "../../../web/journeys/nat-events.js";
import { NatTable, type NatLimits } from "../../../web/journeys/nat-sessions.js";
import { endpointText, natTuple, type NatEndpoint, type NatProtocol, type NatTuple } from "../../../web/journeys/nat-tuple.js";
import { echoFrame, IP_PROTOCOL, tcpFrame, TCP_FLAG } from "../../fixtures/frames.js";
import { Payload } from "../../fixtures/payload.js";
import { sockaddr, type EventBody } from "../../fixtures/windows-events.js";
import { natBinding, natPacket, natSession, natTranslation, TCP_STATE, type NatSession, type Transport } from "../../fixtures/winnat-events.js";

const MS = 1_000_000n;
const T0 = 1_700_000_000_000_000_000n;
const INSIDE: Transport = { ip: "172.23.183.39", port: 49161 };
const OUTSIDE: Transport = { ip: "192.168.1.70", port: 1227 };
const REMOTE: Transport = { ip: "65.55.44.109", port: 443 };
const MAC = { client: "00:15:5d:00:00:01", gateway: "00:15:5d:00:00:02" };

const session = (over: Partial<NatSession> = {}): NatSession => ({
  internalSrc: INSIDE,
  internalDst: REMOTE,
  externalSrc: OUTSIDE,
  externalDst: REMOTE,
  protocol: IP_PROTOCOL.TCP,
  lifetime: 6,
  tcpState: TCP_STATE.CLOSED,
  ...over,
});

type Told = readonly [ms: number, body: EventBody];

function tableOf(events: readonly Told[], limits?: NatLimits): NatTable {
  const table = new NatTable(limits);
  for (const [ms, { id = 0, version = 0, payload }] of events) {
    const facts = readNatEvent(id, version, payload, 0, payload.length);
    if (facts !== undefined) table.add({ timeNs: T0 + BigInt(ms) * MS, id, version, facts });
  }
  return table;
}

const rowsOf = (...events: readonly Told[]): NatSessionRow[] => tableOf(events).rows();
const at = (ms: number): bigint => T0 + BigInt(ms) * MS;
const life = (row: NatSessionRow | undefined): unknown => row?.states.map((state) => [Number((state.timeNs - T0) / MS), state.event]);

/** 1017 and 1018 have the addresses and the protocol only. */
function operational(id: 1017 | 1018, s: NatSession): EventBody {
  const full = natSession(1001, s, 0);
  return { ...full, id, payload: full.payload.subarray(0, full.payload.length - 8) };
}

function endpoint({ ip, port }: Transport): NatEndpoint {
  const found = endpointOf(sockaddr(ip, port));
  if (found === undefined) throw new Error(`no endpoint of ${ip}`);
  return found;
}

const tuple = (source: Transport, destination: Transport, protocol: NatProtocol = "tcp"): NatTuple =>
  natTuple(protocol, endpoint(source), endpoint(destination));
const textOf = (t: NatTuple | undefined): string | undefined =>
  t === undefined ? undefined : `${endpointText(t.protocol, t.source)} > ${endpointText(t.protocol, t.destination)}`;

function forwarded(source: Transport, destination: Transport, arrivalCompartment = 1): EventBody {
  const frame = tcpFrame(
    { mac: MAC.client, ip: source.ip },
    { mac: MAC.gateway, ip: destination.ip },
    { srcPort: source.port, dstPort: destination.port, seq: 1, flags: TCP_FLAG.ACK },
    { id: 7 },
  );
  const inside = source.ip.startsWith("172.");
  return natPacket(1035, {
    arrivalInterface: 8,
    arrivalNetwork: inside ? "internal" : "external",
    arrivalCompartment,
    protocol: IP_PROTOCOL.TCP,
    packet: frame.subarray(14),
  });
}

describe("the life of a session", () => {
  test("goes from the binding over every change to the deletion", () => {
    const opened = session({ lifetime: 120, tcpState: TCP_STATE.INTERNAL_SYN });
    const [row, ...others] = rowsOf(
      [0, natBinding(1006, session(), 0)],
      [0, natBinding(1008, session(), 1)],
      [1, natSession(1001, session())],
      [2, natSession(1003, opened)],
      [3, natSession(1002, opened)],
      [500, natSession(1003, session({ lifetime: 120, tcpState: TCP_STATE.BOTH_FIN }))],
      [900, natSession(1005, session({ lifetime: 0, tcpState: TCP_STATE.CLOSED }))],
    );
    expect(others).toEqual([]);
    expect(row).toEqual({
      protocol: "tcp",
      internalSource: "172.23.183.39:49161",
      internalDestination: "65.55.44.109:443",
      externalSource: "192.168.1.70:1227",
      externalDestination: "65.55.44.109:443",
      compartment: 1,
      createdNs: at(1),
      endedNs: at(900),
      lifetimeSeconds: 120,
      tcpState: "Both FIN received",
      packets: 0,
      states: [
        { timeNs: at(0), event: "binding-created" },
        { timeNs: at(1), event: "created", lifetimeSeconds: 6 },
        { timeNs: at(2), event: "state", lifetimeSeconds: 120, tcpState: "Internal SYN received" },
        { timeNs: at(3), event: "lifetime", lifetimeSeconds: 120, tcpState: "Internal SYN received" },
        { timeNs: at(500), event: "state", lifetimeSeconds: 120, tcpState: "Both FIN received" },
        { timeNs: at(900), event: "deleted", lifetimeSeconds: 0 },
      ],
    });
  });

  test("ends with the deletion, else with the time-out", () => {
    const timedOut = rowsOf([0, natSession(1001, session())], [6000, natSession(1004, session())]);
    expect(timedOut.map((row) => row.endedNs)).toEqual([at(6000)]);
    const deleted = rowsOf([0, natSession(1001, session())], [6000, natSession(1004, session())], [9000, natSession(1005, session())]);
    expect(deleted.map((row) => row.endedNs)).toEqual([at(9000)]);
    expect(life(deleted[0])).toEqual([
      [0, "created"],
      [6000, "timed-out"],
      [9000, "deleted"],
    ]);
  });

  test("appears at the first mention when the trace began later, with the packets before it", () => {
    const rows = rowsOf(
      [0, forwarded(INSIDE, REMOTE)],
      [1, forwarded(REMOTE, OUTSIDE)],
      [10, natSession(1002, session({ lifetime: 120, tcpState: TCP_STATE.ESTABLISHED }))],
      [500, forwarded(INSIDE, REMOTE)],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).not.toHaveProperty("createdNs");
    expect(rows[0]).toMatchObject({ lifetimeSeconds: 120, tcpState: "Established", packets: 3 });
    expect(life(rows[0])).toEqual([[10, "lifetime"]]);
  });

  test("begins anew when the addresses are used again after its end", () => {
    const rows = rowsOf(
      [0, natBinding(1006, session(), 0)],
      [0, natSession(1001, session())],
      [5, forwarded(INSIDE, REMOTE)],
      [1000, natSession(1005, session())],
      [1001, natSession(1001, session({ lifetime: 9 }))],
      [1002, forwarded(INSIDE, REMOTE)],
      [1003, forwarded(REMOTE, OUTSIDE)],
      [90_000, natSession(1004, session())],
      [400_000, natSession(1003, session({ tcpState: TCP_STATE.ESTABLISHED }))],
    );
    expect(rows.map(({ createdNs, endedNs, packets }) => ({ createdNs, endedNs, packets }))).toEqual([
      { createdNs: at(0), endedNs: at(1000), packets: 1 },
      { createdNs: at(1001), endedNs: at(90_000), packets: 2 },
      { createdNs: undefined, endedNs: undefined, packets: 0 },
    ]);
    // the second has its own binding only when one was made for it
    expect(life(rows[1])).toEqual([
      [1001, "created"],
      [90_000, "timed-out"],
    ]);
  });

  test("a creation of a session that was never ended ends nothing, but begins another", () => {
    const rows = rowsOf([0, natSession(1001, session())], [5, natSession(1001, session())], [6, forwarded(INSIDE, REMOTE)]);
    expect(rows.map((row) => [row.createdNs, row.endedNs, row.packets])).toEqual([
      [at(0), undefined, 0],
      [at(5), undefined, 1],
    ]);
  });

  test("is told once where the operational log tells it again", () => {
    const opened = session({ lifetime: 6, tcpState: TCP_STATE.INTERNAL_SYN });
    for (const first of [operational(1017, session()), natSession(1001, opened)]) {
      const second = first.id === 1017 ? natSession(1001, opened) : operational(1017, session());
      const rows = rowsOf([0, first], [1, second], [700, natSession(1005, session())], [701, operational(1018, session())]);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ compartment: 1, lifetimeSeconds: 6, tcpState: "Internal SYN received", createdNs: at(0), endedNs: at(700) });
      expect(rows[0]?.states).toEqual([
        { timeNs: at(0), event: "created", lifetimeSeconds: 6, tcpState: "Internal SYN received" },
        { timeNs: at(700), event: "deleted", lifetimeSeconds: 6 },
      ]);
    }
  });

  test("of the operational log alone has no lifetime and no compartment", () => {
    const [row] = rowsOf([0, operational(1017, session())], [9, operational(1018, session())]);
    expect(row).toMatchObject({ createdNs: at(0), endedNs: at(9), lifetimeSeconds: 0 });
    expect(row).not.toHaveProperty("compartment");
    expect(row?.states).toEqual([
      { timeNs: at(0), event: "created" },
      { timeNs: at(9), event: "deleted" },
    ]);
  });

  test("a configured binding was made for no session", () => {
    const body = natBinding(1006, session(), 0);
    const configured = body.payload.slice();
    configured[configured.length - 8] = 1;
    expect(life(rowsOf([0, { ...body, payload: configured }], [1, natSession(1001, session())])[0])).toEqual([[1, "created"]]);
  });

  test("a creation that is told behind other changes stands in the order of time", () => {
    const [row, ...others] = rowsOf([0, natBinding(1006, session(), 0)], [1, natSession(1003, session())], [2, natSession(1001, session())]);
    expect(others).toEqual([]);
    expect(row?.createdNs).toBe(at(2));
    expect(life(row)).toEqual([
      [0, "binding-created"],
      [1, "state"],
      [2, "created"],
    ]);
  });

  test("a binding that was deleted is not that of a later session", () => {
    expect(life(rowsOf([0, natBinding(1006, session(), 0)], [1, natBinding(1007, session(), 0)], [2, natSession(1001, session())])[0])).toEqual([
      [2, "created"],
    ]);
  });
});

describe("addresses", () => {
  test("version 0 has no compartment", () => {
    const [row] = rowsOf([0, natSession(1001, session(), 0)]);
    expect(row?.internalSource).toBe("172.23.183.39:49161");
    expect(row).not.toHaveProperty("compartment");
  });

  test("IPv6 stands in brackets", () => {
    const v6 = session({
      internalSrc: { ip: "fd00::5", port: 5353 },
      internalDst: { ip: "2001:db8::1", port: 53 },
      externalSrc: { ip: "fe80::1", port: 40000 },
      externalDst: { ip: "2001:db8::1", port: 53 },
      protocol: 17,
    });
    const table = tableOf([[0, natSession(1001, v6)]]);
    expect(table.rows()[0]).toMatchObject({
      protocol: "udp",
      internalSource: "[fd00::5]:5353",
      internalDestination: "[2001:db8::1]:53",
      externalSource: "[fe80::1]:40000",
    });
    expect(textOf(table.translate(tuple(v6.internalSrc, v6.internalDst, "udp"), at(1)))).toBe("[fe80::1]:40000 > [2001:db8::1]:53");
    expect(textOf(table.translate(tuple(v6.externalDst, v6.externalSrc, "udp"), at(1)))).toBe("[2001:db8::1]:53 > [fd00::5]:5353");
  });

  test("bare addresses of 4 and 16 bytes count as addresses", () => {
    const bare = (length: number): Uint8Array => {
      const address = Uint8Array.from({ length }, (_, i) => i + 10);
      const pair = (out: Payload): Payload => out.u32(length).bytes(address).bytes(address);
      return pair(pair(new Payload())).u32(17).u32(60).u32(0).done();
    };
    const read = (bytes: Uint8Array): string | undefined => {
      const facts = readNatEvent(1001, 0, bytes, 0, bytes.length);
      return facts?.kind === "session" ? endpointText("udp", facts.external.destination) : undefined;
    };
    expect(read(bare(4))).toBe("10.11.12.13:0");
    expect(read(bare(16))).toBe("[a0b:c0d:e0f:1011:1213:1415:1617:1819]:0");
    expect(read(bare(7))).toBeUndefined();
  });

  test("ICMP endpoints have no port, whether the session tells the id or not", () => {
    for (const id of [0, 0x51c2]) {
      const ping = session({
        internalSrc: { ip: INSIDE.ip, port: id },
        internalDst: { ip: REMOTE.ip, port: 0 },
        externalSrc: { ip: OUTSIDE.ip, port: id === 0 ? 0 : 7 },
        externalDst: { ip: REMOTE.ip, port: 0 },
        protocol: IP_PROTOCOL.ICMP,
        lifetime: 60,
      });
      const echo = echoFrame({ mac: MAC.client, ip: INSIDE.ip }, { mac: MAC.gateway, ip: REMOTE.ip }, { id: 0x51c2, sequence: 1 }, { id: 9 });
      const packet = natPacket(1035, { arrivalInterface: 8, arrivalNetwork: "internal", protocol: IP_PROTOCOL.ICMP, packet: echo.subarray(14) });
      const [row] = rowsOf([0, natSession(1001, ping)], [1, packet]);
      expect(row).toMatchObject({ protocol: "icmp", internalSource: INSIDE.ip, internalDestination: REMOTE.ip, externalSource: OUTSIDE.ip, packets: 1 });
    }
  });
});

describe("translation", () => {
  const table = tableOf([
    [1000, natSession(1001, session())],
    [5000, natSession(1005, session())],
    [8000, natSession(1001, session({ externalSrc: { ip: OUTSIDE.ip, port: 2000 } }))],
  ]);

  test("goes both ways, from either side", () => {
    expect(textOf(table.translate(tuple(INSIDE, REMOTE), at(2000)))).toBe("192.168.1.70:1227 > 65.55.44.109:443");
    expect(textOf(table.translate(tuple(OUTSIDE, REMOTE), at(2000)))).toBe("172.23.183.39:49161 > 65.55.44.109:443");
    expect(textOf(table.translate(tuple(REMOTE, OUTSIDE), at(2000)))).toBe("65.55.44.109:443 > 172.23.183.39:49161");
    expect(textOf(table.translate(tuple(REMOTE, INSIDE), at(2000)))).toBe("65.55.44.109:443 > 192.168.1.70:1227");
  });

  test("is that of the session of the time, with a little room on both ends", () => {
    expect(table.sessionOf(tuple(INSIDE, REMOTE), at(999))).toBe(0);
    expect(table.sessionOf(tuple(INSIDE, REMOTE), at(5050))).toBe(0);
    expect(table.sessionOf(tuple(INSIDE, REMOTE), at(7990))).toBe(1);
    expect(table.sessionOf(tuple(INSIDE, REMOTE), at(100_000))).toBe(1);
    expect(table.sessionOf(tuple(INSIDE, REMOTE), at(500))).toBeUndefined();
    expect(table.sessionOf(tuple(INSIDE, REMOTE), at(6500))).toBeUndefined();
    expect(table.sessionOf(tuple(OUTSIDE, REMOTE), at(9000))).toBeUndefined();
  });

  test("is told apart by protocol and port", () => {
    expect(table.sessionOf(tuple(INSIDE, REMOTE, "udp"), at(2000))).toBeUndefined();
    expect(table.sessionOf(tuple({ ...INSIDE, port: 1 }, REMOTE), at(2000))).toBeUndefined();
  });

  test("two compartments may use the same addresses inside", () => {
    const second = session({ externalSrc: { ip: OUTSIDE.ip, port: 3000 }, compartment: 2 });
    const both = tableOf([
      [0, natSession(1001, session())],
      [10, natSession(1001, second)],
      [20, forwarded(INSIDE, REMOTE, 1)],
      [21, forwarded(INSIDE, REMOTE, 2)],
      [22, forwarded(INSIDE, REMOTE, 2)],
    ]);
    expect(both.rows().map((row) => [row.compartment, row.packets])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(both.sessionOf(tuple(INSIDE, REMOTE), at(50), 1)).toBe(0);
    expect(both.sessionOf(tuple(INSIDE, REMOTE), at(50), 2)).toBe(1);
  });
});

describe("packets", () => {
  const there = { incoming: [INSIDE, REMOTE], translated: [OUTSIDE, REMOTE], identification: 1, protocol: IP_PROTOCOL.TCP } as const;
  const back = { incoming: [REMOTE, OUTSIDE], translated: [REMOTE, INSIDE], identification: 2, protocol: IP_PROTOCOL.TCP } as const;

  test("told by 1009 and by 1035 are counted once", () => {
    const [row] = rowsOf(
      [0, natSession(1001, session())],
      [1, natTranslation(there)],
      [1, forwarded(INSIDE, REMOTE)],
      [2, natTranslation(back)],
      [2, forwarded(REMOTE, OUTSIDE)],
      [3, natTranslation(there)],
    );
    expect(row?.packets).toBe(3);
  });

  test("that were translated tell of a session nothing else tells of, whichever comes first", () => {
    for (const first of [there, back]) {
      const rows = rowsOf([0, natTranslation(first)], [1, natTranslation(first === there ? back : there)]);
      expect(rows).toEqual([
        {
          protocol: "tcp",
          internalSource: "172.23.183.39:49161",
          internalDestination: "65.55.44.109:443",
          externalSource: "192.168.1.70:1227",
          externalDestination: "65.55.44.109:443",
          lifetimeSeconds: 0,
          packets: 2,
          states: [],
        },
      ]);
    }
  });

  test("of which both ends or none were rewritten tell of no session", () => {
    expect(rowsOf([0, natTranslation({ ...there, translated: [OUTSIDE, INSIDE] })], [1, natTranslation({ ...there, translated: there.incoming })])).toEqual([]);
  });

  test("whose translation failed, or that were dropped, are not counted", () => {
    const failed = natTranslation(there).payload.slice();
    // NTSTATUS stands behind the addresses, the IP id and the protocol
    new DataView(failed.buffer).setUint32(2 * (4 + 32) + 8, 0xc000000d, true);
    const dropped = { ...forwarded(INSIDE, REMOTE), id: 1030 };
    const [row] = rowsOf([0, natSession(1001, session())], [1, { ...natTranslation(there), payload: failed }], [2, dropped]);
    expect(row?.packets).toBe(0);
  });

  test("that bring an ICMP error count for the session it quotes", () => {
    const quote = forwarded(INSIDE, REMOTE).payload.slice();
    const headers = quote.subarray(56);
    const view = new DataView(quote.buffer);
    const error = new Payload().bytes(quote.subarray(0, 36));
    error.u32(0).u32(0).u32(IP_PROTOCOL.TCP).u32(view.getUint32(36, true)).u32(view.getUint32(40, true)).bytes(headers);
    const payload = error.done();
    new DataView(payload.buffer, payload.byteOffset).setUint32(16, IP_PROTOCOL.ICMP, true);
    const [row] = rowsOf([0, natSession(1001, session())], [1, { ...forwarded(INSIDE, REMOTE), payload }]);
    expect(row?.packets).toBe(1);
  });
});

describe("hostile traces", () => {
  const bodies = [
    natSession(1001, session()),
    natSession(1002, session(), 0),
    natBinding(1006, session(), 1),
    natTranslation({ incoming: [INSIDE, REMOTE], translated: [OUTSIDE, REMOTE], identification: 1, protocol: 6 }),
    forwarded(INSIDE, REMOTE),
    operational(1017, session()),
  ];

  test("a payload that was cut short tells nothing, only the compartment may be missing", () => {
    for (const { id = 0, version = 0, payload } of bodies) {
      const needed = payload.length - (version === 1 ? 4 : 0);
      for (let to = 0; to <= payload.length; to++) expect([id, to, readNatEvent(id, version, payload, 0, to) !== undefined]).toEqual([id, to, to >= needed]);
    }
  });

  test("any bytes are read or refused without a throw, and the table takes what comes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...bodies), fc.array(fc.tuple(fc.nat(220), fc.nat(255)), { maxLength: 4 }), fc.nat(300), fc.nat(10_000)), {
          maxLength: 30,
        }),
        (events) => {
          const table = new NatTable();
          let ms = 0;
          for (const [{ id = 0, version = 0, payload }, changes, to, gap] of events) {
            const bytes = payload.slice();
            for (const [where, value] of changes) if (where < bytes.length) bytes[where] = value;
            const facts = readNatEvent(id, version, bytes, 0, to);
            ms += gap;
            if (facts !== undefined) table.add({ timeNs: at(ms), id, version, facts });
          }
          for (const row of table.rows()) {
            expect(row.packets).toBeGreaterThanOrEqual(0);
            const times = row.states.map((state) => state.timeNs);
            expect(times).toEqual([...times].sort((a, b) => Number(a - b)));
          }
        },
      ),
      { seed: 20261120 },
    );
  });

  test("what is too much is counted, not kept", () => {
    const many = Array.from({ length: 20 }, (_, i): Told => [i, natSession(1001, session({ internalSrc: { ip: INSIDE.ip, port: 1000 + i } }))]);
    const few = tableOf(many, { sessions: 5, states: 100, bindings: 5 });
    expect([few.length, few.rows().length, few.lost]).toEqual([5, 5, 15]);
    const changes = Array.from({ length: 20 }, (_, i): Told => [i * 10, natSession(1002, session({ lifetime: i }))]);
    const short = tableOf(changes, { sessions: 5, states: 8, bindings: 5 });
    expect([short.rows()[0]?.states.length, short.rows()[0]?.lifetimeSeconds, short.lost]).toEqual([8, 19, 12]);
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Flows } from "../../../web/journeys/flows.js";
import { SEGMENT, SeenRanges } from "../../../web/journeys/seen-ranges.js";
import type { TcpFigures } from "../../../web/journeys/tcp-table.js";
import { ACK, FIN, FlowLab, RST, segment, SYN, type End } from "./flow-lab.js";

const client: End = { ip: 20, port: 50_000 };
const server: End = { ip: 10, port: 443 };

function figures(flows: Flows): TcpFigures {
  const found = flows.table.tcpFigures(0);
  if (found === undefined) throw new Error("the first flow is not TCP");
  return found;
}

test("the handshake is timed at the first place that sees both halves, and the round trip at the client's ACK", () => {
  const flows = new FlowLab()
    .see("syn", 1, 0, segment(client, server, { flags: SYN, seq: 7 }))
    .see("syn", 2, 10, segment(client, server, { flags: SYN, seq: 7 }))
    .see("syn-ack", 2, 1010, segment(server, client, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .see("syn-ack", 1, 1030, segment(server, client, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .see("ack", 1, 1040, segment(client, server, { seq: 8, ack: 91 }))
    .see("ack", 2, 1050, segment(client, server, { seq: 8, ack: 91 }))
    .build();
  expect(figures(flows)).toMatchObject({ handshakeRttNs: 1_000_000, roundTripNs: 1_040_000 });
});

test("copies at a place, and at another place, are no retransmissions; the same bytes in another packet are", () => {
  const data = segment(client, server, { seq: 100, length: 50 });
  const flows = new FlowLab()
    .see("a", 1, 0, data)
    .see("a", 1, 1, data)
    .see("a", 2, 2, data)
    .see("b", 1, 300, data)
    .see("b", 2, 302, data)
    .see("b", 2, 303, data)
    .build();
  expect(figures(flows)).toMatchObject({ retransmissions: 1, outOfOrder: 0 });
  expect([0, 1, 2, 3, 4, 5].map((i) => flows.isRetransmission(i))).toEqual([false, false, false, true, true, true]);
});

test("the same bytes seen as two journeys at two places are no retransmission", () => {
  const data = segment(client, server, { seq: 100, length: 50 });
  expect(figures(new FlowLab().see("a", 1, 0, data).see("b", 2, 2, data).build()).retransmissions).toBe(0);
});

test("a SYN and a SYN-ACK that come again are retransmissions", () => {
  const flows = new FlowLab()
    .see("a", 1, 0, segment(client, server, { flags: SYN, seq: 7 }))
    .see("b", 1, 1_000_000, segment(client, server, { flags: SYN, seq: 7 }))
    .see("c", 1, 1_000_500, segment(server, client, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .see("d", 1, 2_000_000, segment(server, client, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .build();
  expect(figures(flows)).toMatchObject({ retransmissions: 2, handshakeRttNs: 500_000 });
});

test("keep-alives, late segments and what repeats no payload are no retransmissions", () => {
  const flows = new FlowLab()
    .see("a", 1, 0, segment(client, server, { seq: 100, length: 50 }))
    .see("b", 1, 10, segment(client, server, { seq: 200, length: 50 }))
    .see("c", 1, 20, segment(client, server, { seq: 150, length: 50 }))
    .see("d", 1, 30, segment(client, server, { seq: 249, length: 1 }))
    .see("e", 1, 40, segment(client, server, { seq: 249, length: 0 }))
    .see("f", 1, 50, segment(client, server, { flags: FIN | ACK, seq: 250 }))
    .see("g", 1, 60, segment(client, server, { flags: FIN | ACK, seq: 250 }))
    .build();
  expect(figures(flows)).toMatchObject({ retransmissions: 0, outOfOrder: 1 });
});

test("closed windows and resets are counted once a packet", () => {
  const flows = new FlowLab()
    .see("a", 1, 0, segment(client, server, { seq: 100, window: 0 }))
    .see("a", 2, 1, segment(client, server, { seq: 100, window: 0 }))
    .see("b", 1, 10, segment(server, client, { flags: RST | ACK, seq: 5, window: 0 }))
    .see("b", 2, 11, segment(server, client, { flags: RST | ACK, seq: 5, window: 0 }))
    .build();
  expect(figures(flows)).toMatchObject({ zeroWindows: 1, resets: 1 });
});

test("throughput is that of the direction which carried more in its time", () => {
  const flows = new FlowLab()
    .see("a", 1, 0, segment(client, server, { seq: 1, length: 1000 }))
    .see("b", 1, 1_000_000, segment(client, server, { seq: 1001, length: 1000 }))
    .see("c", 1, 1_000_000, segment(server, client, { seq: 1, length: 500 }))
    .see("d", 1, 1_100_000, segment(server, client, { seq: 501, length: 500 }))
    .build();
  expect(figures(flows).throughputBps).toBe(80_000);
  const alone = new FlowLab().see("a", 1, 0, segment(client, server, { seq: 1, length: 1000 })).build();
  expect(figures(alone).throughputBps).toBe(0);
});

/** The server sends for `seconds`; the trace is taken near one of them. Window 4096 << 6 = 262,144, round trip 100 ms. */
function transfer(near: "sender" | "receiver", perTrip: number, seconds: number): TcpFigures {
  const lab = new FlowLab();
  const roundTrip = 100_000;
  const [toSynAck, toAck] = near === "receiver" ? [roundTrip, 10] : [10, roundTrip];
  lab.see("syn", 1, 0, segment(client, server, { flags: SYN, seq: 0, window: 65_535, scale: 6 }));
  lab.see("syn-ack", 1, toSynAck, segment(server, client, { flags: SYN | ACK, seq: 0, ack: 1, window: 65_535, scale: 8 }));
  lab.see("ack", 1, toSynAck + toAck, segment(client, server, { seq: 1, ack: 1, window: 4096 }));
  const size = 1024;
  const count = Math.floor((perTrip * 10 * seconds) / size);
  const gap = (roundTrip * size) / perTrip;
  const events: { at: number; name: string; frame: ReturnType<typeof segment> }[] = [];
  for (let i = 0; i < count; i++) {
    const at = 200_000 + i * gap;
    events.push({ at, name: `data ${i}`, frame: segment(server, client, { seq: 1 + i * size, ack: 1, length: size }) });
    const acked = at + (near === "receiver" ? 5 : roundTrip);
    events.push({ at: acked, name: `ack ${i}`, frame: segment(client, server, { seq: 1, ack: 1 + (i + 1) * size, window: 4096 }) });
  }
  for (const { at, name, frame } of events.sort((a, b) => a.at - b.at)) lab.see(name, 1, at, frame);
  return figures(lab.build());
}

test("a window that is full all the time limits, seen from either side; a slow sender is not limited by it", () => {
  for (const near of ["sender", "receiver"] as const) {
    const full = transfer(near, 262_144, 2);
    expect(full).toMatchObject({ window: 262_144, windowLimited: true });
    expect(full.throughputBps / 1e6).toBeCloseTo(20.97, 1);
    expect(transfer(near, 100_000, 2)).toMatchObject({ window: 262_144, windowLimited: false });
  }
});

test("without both SYNs the scale of a window is not known, and nothing is said", () => {
  const flows = new FlowLab()
    .see("a", 1, 0, segment(client, server, { flags: SYN, seq: 0, scale: 6 }))
    .see("b", 1, 1, segment(client, server, { seq: 1, window: 4096 }))
    .build();
  expect(figures(flows).window).toBeUndefined();
  expect(figures(flows).windowLimited).toBe(false);
});

test("seen ranges agree with a set of bytes, over the wrap of sequence numbers too", () => {
  const pieces = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 2, max: 40 })), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(pieces, fc.constantFrom(0, 1000, 0xffff_ff80), (list, base) => {
      const ranges = new SeenRanges();
      const bytes = new Set<number>();
      for (const [from, length] of list) {
        const kind = ranges.add((base + from) >>> 0, length);
        const own = Array.from({ length }, (_, i) => from + i);
        const known = own.filter((byte) => bytes.has(byte)).length;
        if (kind === SEGMENT.AGAIN) expect(known).toBeGreaterThan(0);
        if (kind === SEGMENT.NEW || bytes.size === 0) expect(known).toBe(0);
        if (kind === SEGMENT.LATE) expect(known).toBeLessThan(length);
        if (known === length) expect(kind).toBe(SEGMENT.AGAIN);
        for (const byte of own) bytes.add(byte);
      }
    }),
  );
});

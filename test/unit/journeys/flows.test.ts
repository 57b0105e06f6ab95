import { expect, test } from "vitest";
import { SIGHTING } from "../../../web/journeys/sightings.js";
import { FIN, FlowLab, frame, RST, segment, SYN, ACK, type End } from "./flow-lab.js";

const client: End = { ip: 20, port: 50_000 };
const server: End = { ip: 10, port: 443 };
const outside: End = { ip: 30, port: 1227 };

test("a packet that several places saw counts once, and both directions are one flow", () => {
  const { table, ofJourney } = new FlowLab()
    .see("a", 1, 0, segment(client, server, { flags: SYN, seq: 7 }))
    .see("a", 2, 3, segment(client, server, { flags: SYN, seq: 7 }))
    .see("b", 2, 50, segment(server, client, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .see("b", 1, 52, segment(server, client, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .build();
  expect(table.length).toBe(1);
  expect([table.packets.get(0), table.bytes.get(0), table.first.get(0), table.last.get(0)]).toEqual([2, 108, 0, 3]);
  expect(table.portsOf(0)).toEqual([50_000, 443]);
  expect([ofJourney(0), ofJourney(1)]).toEqual([0, 0]);
});

test("the sender of the SYN is the client; without a SYN the higher port is", () => {
  const low: End = { ip: 20, port: 80 };
  const high: End = { ip: 10, port: 60_000 };
  const opened = new FlowLab().see("a", 1, 0, segment(low, high, { flags: SYN, seq: 1 })).build();
  expect(opened.table.portsOf(0)).toEqual([80, 60_000]);
  const answered = new FlowLab().see("a", 1, 0, segment(low, high, { flags: SYN | ACK, seq: 1 })).build();
  expect(answered.table.portsOf(0)).toEqual([60_000, 80]);
  for (const numbers of [segment(low, high, {}), segment(high, low, {}), frame(17, low, high)])
    expect(new FlowLab().see("a", 1, 0, numbers).build().table.portsOf(0)).toEqual([60_000, 80]);
});

test("the two sides of a translation are two flows that point at each other", () => {
  const { table, ofJourney } = new FlowLab()
    .see("a", 1, 0, segment(client, server, { flags: SYN, seq: 7 }))
    .see("a", 2, 3, segment(outside, server, { flags: SYN, seq: 7 }))
    .see("b", 2, 50, segment(server, outside, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .see("b", 1, 52, segment(server, client, { flags: SYN | ACK, seq: 90, ack: 8 }))
    .build();
  expect(table.length).toBe(2);
  expect([table.translated.get(0), table.translated.get(1)]).toEqual([2, 1]);
  expect([table.packets.get(0), table.packets.get(1)]).toEqual([2, 2]);
  expect([ofJourney(0), ofJourney(1)]).toEqual([0, 1]);
});

test("a SYN with another number opens another flow after a close or a long silence only", () => {
  const syn = (seq: number): ReturnType<typeof segment> => segment(client, server, { flags: SYN, seq });
  const twice = (closing: number | undefined, silence: number, second: number): number => {
    const lab = new FlowLab().see("a", 1, 0, syn(7));
    if (closing !== undefined) lab.see("b", 1, 10, segment(server, client, { flags: closing }));
    return lab.see("c", 1, 20 + silence, syn(second)).build().table.length;
  };
  expect(twice(undefined, 1_000_000, 8)).toBe(1);
  expect(twice(undefined, 121_000_000, 8)).toBe(2);
  expect(twice(undefined, 121_000_000, 7)).toBe(1);
  expect(twice(RST, 0, 8)).toBe(2);
  expect(twice(FIN | ACK, 0, 8)).toBe(2);
  expect(twice(RST, 0, 7)).toBe(1);
});

test("echoes are told apart by their id and sender, other ICMP by its addresses", () => {
  const [a, b]: [End, End] = [
    { ip: 20, port: 0 },
    { ip: 10, port: 0 },
  ];
  const echo = (from: End, to: End, type: number, id: number): ReturnType<typeof frame> => frame(1, from, to, ((type << 24) | id) >>> 0);
  const { table } = new FlowLab()
    .see("a", 1, 0, echo(a, b, 0, 5))
    .see("b", 1, 1, echo(b, a, 8, 5))
    .see("c", 1, 2, echo(a, b, 8, 6))
    .see("d", 1, 3, echo(a, b, 3, 6))
    .see("e", 1, 4, echo(b, a, 3, 9))
    .build();
  expect(Array.from({ length: table.length }, (_, i) => table.packets.get(i))).toEqual([2, 1, 2]);
  // The lower address is b's: 0 is what b sends.
  expect([table.client.get(0), table.client.get(1)]).toEqual([0, 1]);
  expect(table.portsOf(0)).toBeUndefined();
});

test("a drop counts once, on the side of the translation that the packet had come to", () => {
  const { table } = new FlowLab()
    .see("a", 1, 0, segment(client, server, { flags: SYN, seq: 7 }))
    .see("a", 2, 3, segment(outside, server, { flags: SYN, seq: 7 }))
    .see("a", 2, 4, { ...frame(0, client, server), protocol: 0 }, SIGHTING.DROPPED)
    .see("a", 2, 5, { ...frame(0, client, server), protocol: 0 }, SIGHTING.DROPPED)
    .build();
  expect([table.drops.get(0), table.drops.get(1)]).toEqual([0, 1]);
});

test("what is not IP is no conversation", () => {
  const lab = new FlowLab().see("a", 1, 0, { ...frame(0, client, server), protocol: 0 });
  const { table, ofJourney } = lab.build();
  expect(table.length).toBe(0);
  expect(ofJourney(0)).toBeUndefined();
});

test("the process on whose thread packets are sent is noted for each direction, and when there are two", () => {
  const { table } = new FlowLab()
    .see("a", 1, 0, segment(client, server, { seq: 1 }))
    .sentBy(700)
    .see("b", 1, 1, segment(server, client, { seq: 1 }))
    .sentBy(800)
    .see("c", 1, 2, segment(server, client, { seq: 2 }))
    .sentBy(801)
    .build();
  // The server has the lower address: 0 is what it sends.
  expect([table.sender[1].get(0), table.conflicts[1].get(0)]).toEqual([700, 0]);
  expect([table.sender[0].get(0), table.conflicts[0].get(0)]).toEqual([800, 1]);
});

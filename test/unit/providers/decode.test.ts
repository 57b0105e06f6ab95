import { describe, expect, it } from "vitest";
import { NDIS_GUID, PKTMON_GUID, VM_SWITCH_GUID } from "../../../web/providers/frames.js";
import { builtInMap, builtInSchema, loadLayouts } from "../../../web/providers/registry.js";
import { decodePayload, fieldsOf } from "../../../web/trace/payload.js";
import { renderMessage } from "../../../web/trace/message.js";
import { Payload } from "../../fixtures/payload.js";
import { pktMonFrame } from "../../fixtures/pktmon-events.js";
import { natPacket, natSession, natTranslation } from "../../fixtures/winnat-events.js";
import {
  captured,
  capturedOnSwitch,
  droppedAtNic,
  droppedByExtension,
  nblDelivered,
  nblReceived,
  nblRouted,
  type EventBody,
} from "../../fixtures/windows-events.js";

await loadLayouts();

interface Decoded {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** Nothing missing, nothing left over. */
  readonly exact: boolean;
}

/** The first layout that accounts for every byte, else the first of all. */
function decode(event: EventBody, pointerSize: 4 | 8 = 8): Decoded {
  const all = builtInSchema(event.provider, event.id, event.version ?? 0, 0).map((schema) => {
    const { payload } = event;
    const decoded = decodePayload(schema, payload, 0, payload.length, pointerSize, (name) => builtInMap(schema.provider, name));
    const exact = decoded.fits && decoded.missing === 0 && decoded.trailing === 0;
    return { fields: fieldsOf(decoded.nodes), message: renderMessage(schema.message ?? "", decoded.nodes), exact };
  });
  const best = all.find((d) => d.exact) ?? all[0];
  if (!best) throw new Error(`no layout for ${event.id}`);
  return best;
}

const nic = { name: "f82c3ec1-0000-0000-0000-000000000001", friendly: "Container NIC 066a9b55" };
const host = { name: "/DEVICE/{7B1F}", friendly: "Host NIC" };
const sw = { name: "11111111-2222-3333-4444-555555555555", friendly: "vmSwitch" };
const nbl = 0xffff9383cbf21490n;

describe("Hyper-V-VmSwitch", () => {
  it.each([8, 4] as const)("reads 56, 57 and 58 with %i-byte pointers", (size) => {
    const pointer = size === 8 ? nbl : 0x8cbf2149n;
    const text = `0x${pointer.toString(16)}`;
    const received = decode(nblReceived(nic, sw, pointer, size), size);
    expect(received.exact).toBe(true);
    expect(received.fields).toMatchObject({ NicName: nic.name, NicFName: nic.friendly, SwitchName: sw.name, SwitchFName: sw.friendly });
    expect(received.message).toBe(`NBL ${text} received from NIC "${nic.friendly}" (${nic.name}) in switch "${sw.friendly}" (${sw.name})`);
    const routed = decode(nblRouted(nic, host, sw, pointer, size), size);
    expect(routed.exact).toBe(true);
    expect(routed.message).toContain(`routed from NIC "${nic.friendly}" (${nic.name}) to NIC "Host NIC" (/DEVICE/{7B1F}) on switch "vmSwitch"`);
    const delivered = decode(nblDelivered(host, sw, pointer, size), size);
    expect(delivered.exact).toBe(true);
    expect(delivered.message).toContain(`NBL ${text} delivered to NIC "Host NIC"`);
  });

  it("says why an NBL was dropped", () => {
    const filter = decode(droppedAtNic(55, nic, sw, 34));
    expect(filter.exact).toBe(true);
    expect(filter.fields).toMatchObject({ DropReason: 34 });
    expect(filter.message).toContain(`NBL destined to NIC "${nic.friendly}"`);
    expect(filter.message).toContain("Packet does not match the packet filter set on the destination NIC.");
    expect(decode(droppedAtNic(54, nic, sw, 12)).message).toContain("Failed Security Policy");
    const extension = decode(droppedByExtension(nic, sw, { name: "{EXT}", friendly: "Firewall" }, "no rule"));
    expect(extension.exact).toBe(true);
    expect(extension.message).toContain('Extension "Firewall" ({EXT}) dropped an NBL');
    expect(extension.message).toMatch(/: no rule$/);
  });

  it("takes a MAC address as text or as six bytes", () => {
    const rest = (p: Payload): Payload => p.counted(nic.name).counted(nic.friendly);
    const event = (payload: Payload): EventBody => ({ provider: VM_SWITCH_GUID, id: 29, payload: payload.done() });
    const asText = decode(event(rest(new Payload().counted("00-15-5D-2A-1E-07"))));
    const asBytes = decode(event(rest(new Payload().u32(6).bytes(Uint8Array.of(0, 0x15, 0x5d, 0x2a, 0x1e, 7)))));
    expect([asText.exact, asText.fields["MacAddress"]]).toEqual([true, "00-15-5D-2A-1E-07"]);
    expect([asBytes.exact, asBytes.fields["MacAddress"]]).toEqual([true, "00:15:5d:2a:1e:07"]);
  });
});

describe("NDIS-PacketCapture", () => {
  const frame = Uint8Array.from({ length: 155 }, (_, i) => i);

  it.each([true, false])("reads 1001, flow offload fields: %s", (gft) => {
    const { fields, message, exact } = decode(captured({ miniportIfIndex: 12, lowerIfIndex: 8, frame, gft }));
    expect(exact).toBe(true);
    expect(fields).toMatchObject({ MiniportIfIndex: 12, LowerIfIndex: 8, FragmentSize: 155, Fragment: frame });
    expect("GftFlowEntryId" in fields).toBe(gft);
    expect(message).toBe("Packet fragment of 155 bytes on interface 8 (miniport 12)");
  });

  it("reads 1003 with its destinations and out-of-band data", () => {
    const port = (portId: number, name: string): { portId: number; portName: string; nicName: string; nicType: string } => ({
      portId,
      portName: `port ${name}`,
      nicName: name,
      nicType: "Synthetic",
    });
    const oob = new Uint8Array(96).fill(7);
    const { fields, message, exact } = decode(
      capturedOnSwitch({ miniportIfIndex: 3, source: port(2, "A"), destinations: [port(4, "B"), port(5, "C")], frame, oob }),
    );
    expect(exact).toBe(true);
    expect(fields).toMatchObject({
      SourceNicName: "A",
      DestinationCount: 2,
      Destination: [
        { DestinationPortId: 4, DestinationNicName: "B" },
        { DestinationPortId: 5, DestinationNicName: "C" },
      ],
      FragmentSize: 155,
      OOBData: oob,
    });
    expect(message).toBe("Packet fragment of 155 bytes on the switch, from NIC A (port 2) to 2 destinations");
  });

  it("knows rules by name", () => {
    const { message } = decode({ provider: NDIS_GUID, id: 1016, payload: new Payload().u8(6).u8(3).u16(2).u16(0x0800).done() });
    expect(message).toContain("EtherType");
  });
});

describe("PktMon", () => {
  const frame = Uint8Array.of(1, 2, 3, 4);
  const input = { group: 0x1234n, number: 7, appearance: 2, direction: 3, component: 12, edge: 1, originalLength: 1514, frame };

  it("reads 160", () => {
    const { fields, message, exact } = decode(pktMonFrame(160, input));
    expect(exact).toBe(true);
    expect(fields).toMatchObject({ PktGroupId: "4660", PktNumber: 7, AppearanceCount: 2, ComponentId: 12, OriginalPayloadSize: 1514, Payload: frame });
    expect(message).toMatch(/^Ethernet\b.* packet 4660:7 seen, component 12 edge 1, Rx\b.*, appearance 2, 4 of 1514 bytes$/);
  });

  it("says where and why in 170", () => {
    const { message, exact } = decode(pktMonFrame(170, { ...input, dropReason: 701, dropLocation: 0xe0001001 }));
    expect(exact).toBe(true);
    expect(message).toContain("Failed ARP Guard");
    expect(message).toContain("NDIS_FAKE_FILTER_SEND");
  });
});

describe("WinNat", () => {
  const session = {
    internalSrc: { ip: "172.23.183.39", port: 49161 },
    internalDst: { ip: "65.55.44.109", port: 443 },
    externalSrc: { ip: "192.168.1.70", port: 1227 },
    externalDst: { ip: "65.55.44.109", port: 443 },
    protocol: 6,
    lifetime: 6,
    tcpState: 1,
    compartment: 1,
  };

  it.each([0, 1] as const)("reads 1001 version %i", (version) => {
    const { fields, message, exact } = decode(natSession(1001, session, version));
    expect(exact).toBe(true);
    expect(fields).toMatchObject({ InternalSrcAddr: "172.23.183.39:49161", ExternalSrcAddr: "192.168.1.70:1227", TransportProtocol: 6, Lifetime: 6 });
    expect(message).toMatch(/^TCP\b.* session created: 172\.23\.183\.39:49161/);
    expect(message).toContain(
      `${version === 1 ? " (compartment 1)" : ""} to 65.55.44.109:443 leaves as 192.168.1.70:1227, lifetime 6 s, Internal SYN received`,
    );
  });

  it("reads 1009 and 1035", () => {
    const translation = decode(
      natTranslation({
        incoming: [session.internalSrc, session.internalDst],
        translated: [session.externalSrc, session.externalDst],
        identification: 0x1f2e,
        protocol: 17,
      }),
    );
    expect(translation.exact).toBe(true);
    expect(translation.message).toMatch(/^UDP\b.* packet 0x1f2e translated: 172\.23\.183\.39:49161 to 65\.55\.44\.109:443 became 192\.168\.1\.70:1227/);
    const packet = new Uint8Array(60);
    packet[0] = 0x45;
    packet[32] = 0x50;
    const forwarded = decode(natPacket(1035, { arrivalInterface: 8, arrivalNetwork: "internal", protocol: 6, forwardInterface: 2, packet }));
    expect(forwarded.exact).toBe(true);
    expect(forwarded.fields).toMatchObject({
      ArrivalInterfaceIndex: 8,
      ForwardInterfaceIndex: 2,
      PacketLength: 60,
      CapturedIPHeaderLength: 20,
      CapturedTransportHeaderLength: 20,
    });
    expect(forwarded.message).toMatch(/^NAT translated a TCP\b.* packet, 60 bytes from the internal\b.* network on interface 8/);
    expect(forwarded.message).toContain("forwarded it to interface 2 (compartment 1)");
  });
});

describe("layouts that share an id", () => {
  it("tells both forms of PktMon 180 by nothing but the name of one field", () => {
    const layouts = builtInSchema(PKTMON_GUID, 180, 0, 0);
    expect(layouts.map((l) => l.fields.length)).toEqual([22, 22]);
  });
});

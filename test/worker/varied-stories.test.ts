import { describe, expect, test } from "vitest";
import type { Finding, JourneyRow } from "../../web/core/api.js";
import { latencyText } from "../../web/journeys/findings/text.js";
import { arpFrame, echoFrame, TCP_FLAG, tcpFrame, udpFrame } from "../fixtures/frames.js";
import type { Nic } from "../fixtures/lab.js";
import { crossing, frameAt, onSwitch, shifted, switchIn, switchOut, type Step } from "../fixtures/paths.js";
import { VariedHost, type Told } from "../fixtures/varied-host.js";
import { captured, droppedAtNic, nblDelivered, nblReceived, nblRouted } from "../fixtures/windows-events.js";
import { natBinding, natSession, TCP_STATE } from "../fixtures/winnat-events.js";
import { openBytes } from "./support.js";

const MS = 1_000_000;
const OPENING = { mss: 1460, windowScale: 8, sackPermitted: true, window: 64240 };

function play(host: VariedHost, steps: readonly Step[], at = 0, place: { readonly pid?: number; readonly tid?: number } = {}): void {
  for (const step of steps) host.tell(at + step.at, step.body, place);
}

interface Outcome {
  readonly findings: readonly Finding[];
  readonly rows: readonly JourneyRow[];
  /** Findings with this code that name all of these. */
  readonly told: (code: string, ...names: readonly string[]) => Finding | undefined;
}

async function finish(host: VariedHost, spanNs: number): Promise<Outcome> {
  const { engine } = await openBytes(host.finish(spanNs));
  const findings = await engine.findings();
  const { rows } = await engine.journeys({ limit: 10_000 });
  const told: Outcome["told"] = (code, ...names) =>
    findings.find((finding) => finding.code === code && names.every((name) => `${finding.title} ${finding.detail}`.includes(name)));
  return { findings, rows, told };
}

const said = ({ findings }: Outcome): string => findings.map(({ code, title, detail }) => `${code}: ${title} | ${detail}`).join("\n");
const ping = (host: VariedHost, from: Nic, n: number): Uint8Array<ArrayBuffer> =>
  echoFrame(host.station(from), host.station(), { id: host.random.integer(1, 60_000), sequence: n }, { id: host.random.integer(1, 60_000) });

/** Every story with machines that differ in names, addresses, CPUs, build and what is told of them. */
const SEEDS = [1, 2, 3, 4, 5, 6] as const;

describe.for(SEEDS)("machine %i", { timeout: 60_000 }, (seed) => {
  test("transparent-out", async () => {
    const host = new VariedHost(seed);
    const sw = host.switch();
    const [from, to] = [host.container(sw), host.uplink(sw)];
    const latency = host.latencyNs(8, 60);
    const frame = ping(host, from, 1);
    play(host, switchOut({ sw, from, to, frame, nbl: host.nbl, pointerSize: host.pointerSize }, latency / 100));
    const out = await finish(host, latency);
    expect(out.told("transparent-out", latencyText(latency), from.friendly), said(out)).toBeDefined();
  });

  test("transparent-out, frames only", async () => {
    const host = new VariedHost(seed, { framesOnly: true, told: "interfaces" });
    const sw = host.switch();
    const [from, to] = [host.container(sw), host.uplink(sw)];
    const latency = host.latencyNs(8, 60);
    const frame = ping(host, from, 1);
    play(host, [frameAt(0, from, frame, "send"), frameAt(latency, to, frame, "send")]);
    const out = await finish(host, latency);
    expect(out.told("transparent-out", latencyText(latency), from.friendly), said(out)).toBeDefined();
  });

  test("transparent-in", async () => {
    const host = new VariedHost(seed);
    const sw = host.switch();
    const [to, from] = [host.container(sw), host.uplink(sw, "Microsoft Hyper-V Network Adapter")];
    const latency = host.latencyNs(8, 60);
    const syn = { srcPort: host.random.integer(49152, 65000), dstPort: 80, seq: host.random.integer(1, 1e9), flags: TCP_FLAG.SYN, ...OPENING };
    const frame = tcpFrame(host.station(), host.station(to), syn, { id: 7 });
    play(host, switchIn({ sw, from, to, frame, nbl: host.nbl, pointerSize: host.pointerSize }, latency / 100));
    const out = await finish(host, latency);
    expect(out.told("transparent-in", latencyText(latency), to.friendly, "one SYN"), said(out)).toBeDefined();
  });

  test("host-wireless and guest-out", async () => {
    const host = new VariedHost(seed);
    const sw = host.switch(host.random.pick(["wireless", "WLAN-Switch", "Default external"]));
    const own = host.vnic(sw, sw.friendly, "Internal");
    const guest = host.guest(sw);
    const bridge = host.uplink(sw, "Microsoft Network Adapter Multiplexor Driver", "Network Bridge");
    const radio = host.uplink(undefined, "Fabrikam Wi-Fi 7 802.11be Adapter", "Wi-Fi 2");
    const [latency, second] = [host.latencyNs(40, 90), host.latencyNs(20, 39)];
    const size = host.pointerSize;
    const frame = ping(host, own, 1);
    const at = [0.1, 0.12, 0.3, 0.32, 0.6].map((part) => Math.round((part * latency) / 100) * 100) as [number, number, number, number, number];
    play(host, [
      frameAt(0, own, frame, "send"),
      ...crossing({ sw, from: own, to: bridge, frame, nbl: host.nbl, pointerSize: size }, at),
      frameAt(latency, radio, frame, "send"),
    ]);
    const other = ping(host, guest, 2);
    play(
      host,
      [
        { at: 0, body: nblRouted(guest, bridge, sw, host.nbl, size) },
        { at: 900, body: onSwitch(sw, guest, [bridge], other, size) },
        { at: 12_400, body: nblDelivered(bridge, sw, host.nbl, size) },
        frameAt(second, radio, other, "send"),
      ],
      5 * MS,
    );
    const out = await finish(host, 6 * MS);
    expect(out.told("host-wireless", latencyText(latency), "4 packet sightings", "Multiplexor Driver"), said(out)).toBeDefined();
    expect(out.told("guest-out", latencyText(second), "One step fewer"), said(out)).toBeDefined();
  });

  test("nat-ping", async () => {
    const host = new VariedHost(seed);
    const sw = host.switch("nat");
    const [from, to] = [host.container(sw), host.vnic(sw, host.random.pick(["Ethernet", "HNS Internal NIC", "nat gateway"]), "Internal")];
    const latency = host.latencyNs(6, 30);
    const at = [0, 0.1, 0.4, 0.45, 1].map((part) => Math.round((part * latency) / 100) * 100) as [number, number, number, number, number];
    play(host, crossing({ sw, from, to, frame: ping(host, from, 1), nbl: host.nbl, pointerSize: host.pointerSize }, at));
    const out = await finish(host, latency);
    expect(out.told("nat-ping", latencyText(latency), from.friendly, to.friendly, '"nat"'), said(out)).toBeDefined();
    expect(out.told("transparent-out", from.friendly)).toBeUndefined();
  });

  test("nat-out", async () => {
    const host = new VariedHost(seed, { six: false });
    const [inside, outside] = [host.switch("nat"), host.switch()];
    const [container, gateway] = [host.container(inside), host.vnic(inside, "HNS Internal NIC", "Internal")];
    const [leg, uplink] = [host.vnic(outside, outside.friendly, "Internal"), host.uplink(outside)];
    const [own, router, host2, remote] = [host.station(container), host.station(gateway), host.station(leg), host.station()];
    const [port, translated] = [host.random.integer(49152, 65000), host.random.integer(1024, 9000)];
    const [first, then] = [host.random.integer(4, 9), host.random.integer(100, 300)];
    const syn = { dstPort: 443, seq: host.random.integer(1, 1e9), flags: TCP_FLAG.SYN, ...OPENING };
    const inner = tcpFrame(own, { mac: router.mac, ip: remote.ip }, { ...syn, srcPort: port }, { id: 99, ttl: 128 });
    const outer = tcpFrame(host2, remote, { ...syn, srcPort: translated }, { id: 99, ttl: 127 });
    const tuple = { internalSrc: { ip: own.ip, port }, internalDst: { ip: remote.ip, port: 443 }, externalDst: { ip: remote.ip, port: 443 } };
    const session = (lifetime: number, tcpState: number) => ({
      ...tuple,
      externalSrc: { ip: host2.ip, port: translated },
      protocol: 6,
      lifetime,
      tcpState,
      compartment: seed,
    });
    const size = host.pointerSize;
    play(host, [
      ...crossing({ sw: inside, from: container, to: gateway, frame: inner, nbl: host.nbl, pointerSize: size }, [0, 300, 3300, 3600, 5200]),
      frameAt(8800, gateway, inner, "receive"),
      { at: 10_000, body: natBinding(1006, session(first, TCP_STATE.CLOSED), 0) },
      { at: 11_000, body: natSession(1001, session(first, TCP_STATE.CLOSED)) },
      { at: 12_000, body: natSession(1003, session(then, TCP_STATE.INTERNAL_SYN)) },
      frameAt(21_200, leg, outer, "send"),
      ...shifted(crossing({ sw: outside, from: leg, to: uplink, frame: outer, nbl: host.nbl + 0x2c0n, pointerSize: size }, [0, 300, 3400, 3700, 9900]), 21_600),
      frameAt(34_700, uplink, outer, "send"),
    ]);
    const out = await finish(host, 40_000);
    const became = `${own.ip}:${port} (compartment ${seed}) became ${host2.ip}:${translated}`;
    expect(out.told("nat-out", became, `${first} s, then ${then} s`), said(out)).toBeDefined();
    const journey = out.rows.find((row) => row.summary.includes(own.ip));
    expect(journey).toMatchObject({ pathClass: "nat", outcome: "sent" });
    expect(journey?.sightings).toHaveLength(13);
  });

  test("nat-portproxy", async () => {
    const host = new VariedHost(seed, { six: false });
    const [inside, outside] = [host.switch("nat"), host.switch()];
    const [container, gateway] = [host.container(inside), host.vnic(inside, "Ethernet", "Internal")];
    const [leg, uplink] = [host.vnic(outside, outside.friendly, "Internal"), host.uplink(outside)];
    const [client, own, near, server] = [host.station(), host.station(leg), host.station(gateway), host.station(container)];
    const [c, p] = [host.random.integer(49152, 65000), host.random.integer(49152, 65000)];
    const latency = host.latencyNs(400, 900);
    const outer = { srcPort: c, dstPort: 8080 };
    const inner = { srcPort: p, dstPort: 80 };
    const size = host.pointerSize;
    const through = (at: number, segment: Omit<Parameters<typeof tcpFrame>[2], "srcPort" | "dstPort">, id: number): void => {
      const frame = tcpFrame(client, own, { ...segment, ...outer }, { id });
      const steps = crossing({ sw: outside, from: uplink, to: leg, frame, nbl: host.nbl, pointerSize: size }, [1600, 1900, 4600, 4900, 8600]);
      play(host, [frameAt(0, uplink, frame, "receive"), ...steps, frameAt(10_400, leg, frame, "receive")], at);
    };
    const across = (at: number, segment: Omit<Parameters<typeof tcpFrame>[2], "srcPort" | "dstPort">, id: number): void => {
      const frame = tcpFrame(near, server, { ...segment, ...inner }, { id });
      const steps = crossing({ sw: inside, from: gateway, to: container, frame, nbl: host.nbl + 0x140n, pointerSize: size }, [2100, 2500, 8200, 8600, 15_900]);
      play(host, [frameAt(0, gateway, frame, "send"), ...steps, frameAt(23_200, container, frame, "receive")], at, { pid: 1184, tid: 1896 });
    };
    const payload = new TextEncoder().encode(`GET /v${seed}/items HTTP/1.1\r\nHost: shop\r\n\r\n`);
    through(0, { seq: 1000 + seed, flags: TCP_FLAG.SYN, ...OPENING }, 1);
    across(latency - 23_200, { seq: 90_000, flags: TCP_FLAG.SYN, ...OPENING }, 2);
    through(3 * MS, { seq: 1001 + seed, ack: 1, flags: TCP_FLAG.ACK | TCP_FLAG.PSH, payload }, 3);
    across(3 * MS + 150_000, { seq: 90_001, ack: 1, flags: TCP_FLAG.ACK | TCP_FLAG.PSH, payload }, 4);
    const out = await finish(host, 4 * MS);
    expect(out.told("nat-portproxy", latencyText(latency), "PortProxy is for testing", " times "), said(out)).toBeDefined();
    expect(out.rows.find((row) => row.latencyNs === latency)?.pathClass).toBe("nat-portproxy");
  });

  test("vlan-drop and acl-drop", async () => {
    const host = new VariedHost(seed, { six: false });
    const sw = host.switch();
    const uplink = host.uplink(sw);
    const nic = host.random.integer(0, 1) === 0 ? host.container(sw) : host.guest(sw);
    const vlan = host.random.integer(2, 4000);
    const size = host.pointerSize;
    const frame = arpFrame(1, host.station(), host.station(nic), { id: vlan });
    const kind = host.random.pick([54, 55] as const);
    play(host, [
      frameAt(0, uplink, frame, "receive"),
      { at: 2000, body: nblReceived(uplink, sw, host.nbl, size) },
      { at: 7600, body: droppedAtNic(kind, nic, sw, 34) },
    ]);
    const refused = tcpFrame(host.station(), host.station(nic), { srcPort: 60_000, dstPort: 3389, seq: 5, flags: TCP_FLAG.SYN, ...OPENING }, { id: 3 });
    play(
      host,
      [
        frameAt(0, uplink, refused, "receive"),
        { at: 2000, body: nblReceived(uplink, sw, host.nbl, size) },
        { at: 6900, body: droppedAtNic(kind, nic, sw, 12) },
      ],
      3 * MS,
    );
    const out = await finish(host, 4 * MS);
    expect(out.told("vlan-drop", String(vlan), nic.friendly, sw.friendly, "reason code 34"), said(out)).toBeDefined();
    expect(out.told("acl-drop", nic.friendly, sw.friendly, "reason code 12"), said(out)).toBeDefined();
    expect(out.rows.filter((row) => row.outcome === "dropped").map((row) => row.latencyNs)).toEqual([7600, 6900]);
  });

  test("lbfo", async () => {
    const host = new VariedHost(seed, { told: "interfaces" });
    const member = host.uplink(undefined, "Contoso 25G Adapter #2", `NIC${host.random.integer(1, 8)}`);
    const team = host.uplink(undefined, "Microsoft Network Adapter Multiplexor Driver", host.random.pick(["Team1", "LAN", "Uplink Team"]));
    const [client, server] = [host.station(), host.station(team)];
    const count = host.random.integer(4, 30);
    for (let i = 0; i < count; i++) {
      const payload = Uint8Array.from({ length: 100 }, (_, k) => (k * 7 + i) & 255);
      const frame = tcpFrame(client, server, { srcPort: 50_000, dstPort: 445, seq: 1 + i * 100, ack: 1, flags: TCP_FLAG.ACK, payload }, { id: i });
      play(host, [frameAt(0, member, frame, "receive"), frameAt(3200, team, frame, "receive")], i * 400_000);
    }
    const out = await finish(host, count * 400_000);
    expect(out.told("lbfo", `${count * 2} frames`, team.alias, "nothing was retransmitted", "445", `${count} journeys`), said(out)).toBeDefined();
  });

  test("duplicate-capture", async () => {
    const host = new VariedHost(seed, { told: "interfaces" });
    const nic = host.uplink(undefined);
    const copies = host.random.integer(2, 5);
    const layers = Array.from({ length: copies - 1 }, (_, i) => host.uplink(undefined, `${nic.description}-Filter ${i}`, `${nic.alias}-Filter-000${i}`));
    const frame = udpFrame(host.station(nic), host.station(), { srcPort: 5000, dstPort: 514, payload: Uint8Array.of(1, 2, 3, seed) }, { id: 9 });
    const indexes = [...layers.map(({ ifIndex }) => ifIndex), nic.ifIndex];
    const steps = indexes.map((lowerIfIndex, i) => ({ at: i * 700, body: captured({ miniportIfIndex: nic.ifIndex, lowerIfIndex, frame, direction: "send" }) }));
    play(host, steps);
    const out = await finish(host, 10_000);
    expect(out.told("duplicate-capture", "1 packet", `up to ${copies} times`), said(out)).toBeDefined();
  });

  test("black-hole", async () => {
    const host = new VariedHost(seed);
    const sw = host.switch();
    const uplink = host.uplink(sw);
    const utility = host.guest(sw, `${host.random.pick(["Utility VM", "UtilityVM", "UVM"])} ${host.hex(8)}`);
    const syn = { srcPort: 53_120, dstPort: 80, seq: 77, flags: TCP_FLAG.SYN, ...OPENING };
    const frame = tcpFrame(host.station(), host.station(utility), syn, { id: 4 });
    const crossed = crossing({ sw, from: uplink, to: utility, frame, nbl: host.nbl, pointerSize: host.pointerSize }, [1900, 2300, 5800, 6200, 11_100]);
    play(host, [frameAt(0, uplink, frame, "receive"), ...crossed]);
    const out = await finish(host, 20_000);
    expect(out.told("black-hole", utility.friendly, "process isolation"), said(out)).toBeDefined();
  });
});

/** What the capture told must not decide whether a story is seen. */
test.for(["everything", "interfaces", "nothing"] satisfies Told[])("nothing but errors of the story itself among other traffic, with %s told", async (told) => {
  for (const seed of [21, 22, 23]) {
    const out = await finish(new VariedHost(seed, { told }), 1000);
    expect(out.findings.filter(({ severity }) => severity !== "info").map(({ code, detail }) => `${code}: ${detail}`)).toEqual([]);
  }
});

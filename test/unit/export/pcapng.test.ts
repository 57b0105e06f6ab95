import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test, vi } from "vitest";
import { readPcapng } from "../../fixtures/pcapng-reader.js";
import { PcapngWriter } from "../../../web/export/pcapng.js";

// Properties and processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SAMPLE = "../shared/samples/pktmon-demikernel.expected.pcapng";
const haveTshark = spawnSync("tshark", ["--version"]).status === 0;

/** Ethernet, IPv4, ICMP echo request from 10.0.0.1 to 10.0.0.2, without payload. */
const PING = Uint8Array.from(Buffer.from("00155d2a1e0700155d2a1e080800" + "4500001c000100004001" + "66de" + "0a0000010a000002" + "0800f7fd00010001", "hex"));

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}

describe("PcapngWriter", () => {
  it("writes what an independent reader reads back", () => {
    const writer = new PcapngWriter({ comment: "Zürich", os: "Windows 10.0.20348", hardware: "x64", application: "Hopscope" });
    const parts = [writer.take()];
    expect(writer.interface({ name: "Ethernet", description: "physical-nic", link: "ethernet" })).toBe(0);
    writer.packet({ interfaceId: 0, timeNs: 1_718_050_715_489_172_345n, length: 1514, bytes: PING, comment: "journey 1", direction: "in" });
    parts.push(writer.take());
    expect(writer.interface({ name: "Wi-Fi", link: "ieee80211" })).toBe(1);
    expect(writer.interface({ name: "tunnel", link: "raw-ip" })).toBe(2);
    writer.packet({ interfaceId: 0, timeNs: 0n, length: 3, bytes: Uint8Array.of(1, 2, 3), direction: "out" });
    writer.packet({ interfaceId: 2, timeNs: 0xffff_ffff_ffffn, length: 0, bytes: Uint8Array.of(9, 9, 9, 9, 9), comment: "" });
    parts.push(writer.take());
    expect(writer.take()).toHaveLength(0);
    const file = readPcapng(joined(parts));
    expect(file.section).toEqual({ comment: "Zürich", os: "Windows 10.0.20348", hardware: "x64", application: "Hopscope" });
    expect(file.interfaces).toEqual([
      { linkType: 1, snapLength: 0, resolution: 9, name: "Ethernet", description: "physical-nic" },
      { linkType: 105, snapLength: 0, resolution: 9, name: "Wi-Fi" },
      { linkType: 101, snapLength: 0, resolution: 9, name: "tunnel" },
    ]);
    expect(file.packets).toEqual([
      { interfaceId: 0, timeNs: 1_718_050_715_489_172_345n, length: 1514, bytes: PING, comment: "journey 1", flags: 1 },
      { interfaceId: 0, timeNs: 0n, length: 3, bytes: Uint8Array.of(1, 2, 3), flags: 2 },
      { interfaceId: 2, timeNs: 0xffff_ffff_ffffn, length: 5, bytes: Uint8Array.of(9, 9, 9, 9, 9) },
    ]);
  });

  it("reads back any packets and texts, wherever they are taken", () => {
    const packet = fc.record({
      timeNs: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      bytes: fc.uint8Array({ maxLength: 70 }),
      comment: fc.string({ unit: "grapheme", minLength: 1 }).filter((s) => !s.includes("\0")),
      direction: fc.constantFrom("in" as const, "out" as const),
      take: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(packet), (packets) => {
        const writer = new PcapngWriter({ comment: "", application: "Hopscope" });
        const id = writer.interface({ name: "a", link: "ethernet" });
        const parts: Uint8Array[] = [];
        for (const { take, ...p } of packets) {
          writer.packet({ ...p, interfaceId: id, length: p.bytes.length });
          if (take) parts.push(writer.take());
        }
        const read = readPcapng(joined([...parts, writer.take()])).packets;
        expect(read).toEqual(
          packets.map((p) => ({
            interfaceId: 0,
            timeNs: p.timeNs,
            bytes: p.bytes,
            length: p.bytes.length,
            comment: p.comment,
            flags: p.direction === "in" ? 1 : 2,
          })),
        );
      }),
    );
  });

  it("cuts a long comment between characters and keeps NUL out", () => {
    const writer = new PcapngWriter({ comment: "a\0b", application: "Hopscope" });
    const id = writer.interface({ name: "a", link: "ethernet" });
    writer.packet({ interfaceId: id, timeNs: 0n, length: 1, bytes: Uint8Array.of(1), comment: "€".repeat(30_000) });
    writer.packet({ interfaceId: id, timeNs: 0n, length: 1, bytes: Uint8Array.of(1), comment: `a${"€".repeat(30_000)}` });
    const file = readPcapng(writer.take());
    expect(file.section.comment).toBe("a\ufffdb");
    expect(file.packets[0]?.comment).toBe("€".repeat(21_845));
    expect(file.packets[1]?.comment).toBe(`a${"€".repeat(21_844)}`);
  });

  it("keeps a packet larger than Wireshark takes at the largest size it takes", () => {
    const writer = new PcapngWriter({ comment: "", application: "Hopscope" });
    const id = writer.interface({ name: "a", link: "ethernet" });
    writer.packet({ interfaceId: id, timeNs: 0n, length: 300_000, bytes: new Uint8Array(300_000).fill(7) });
    const packet = readPcapng(writer.take()).packets[0];
    expect([packet?.bytes.length, packet?.length]).toEqual([262_144, 300_000]);
  });

  it("refuses an interface that was never added", () => {
    const writer = new PcapngWriter({ comment: "", application: "Hopscope" });
    expect(() => {
      writer.packet({ interfaceId: 0, timeNs: 0n, length: 1, bytes: Uint8Array.of(1) });
    }).toThrow(RangeError);
  });

  test.skipIf(!haveTshark)("tshark reads it without complaint (skipped when tshark is not installed)", () => {
    const writer = new PcapngWriter({ comment: "about the trace", os: "Windows", application: "Hopscope" });
    const nic = writer.interface({ name: "Ethernet 2", description: "Container NIC", link: "ethernet" });
    writer.packet({ interfaceId: nic, timeNs: 1_718_050_715_489_172_345n, length: PING.length, bytes: PING, comment: "journey 7, hop 1", direction: "out" });
    const tunnel = writer.interface({ name: "tunnel", link: "raw-ip" });
    writer.packet({ interfaceId: tunnel, timeNs: 1_718_050_715_489_172_999n, length: 1500, bytes: PING.subarray(14), direction: "in" });
    const folder = mkdtempSync(join(tmpdir(), "pcapng-"));
    try {
      const path = join(folder, "a.pcapng");
      writeFileSync(path, writer.take());
      const fields = [
        "frame.time_epoch",
        "frame.interface_name",
        "frame.interface_description",
        "frame.comment",
        "frame.packet_flags_direction",
        "frame.len",
        "ip.src",
        "ip.dst",
        "icmp.type",
      ];
      const run = spawnSync("tshark", ["-r", path, "-T", "fields", "-E", "separator=|", ...fields.flatMap((f) => ["-e", f])], { encoding: "utf8" });
      expect(run.status).toBe(0);
      // Nothing but the warning it gives whoever runs it as root.
      expect(run.stderr.replace(/^Running as user .*\n?/m, "").trim()).toBe("");
      expect(run.stdout.trim().split("\n")).toEqual([
        "1718050715.489172345|Ethernet 2|Container NIC|journey 7, hop 1|0x00000002|42|10.0.0.1|10.0.0.2|8",
        "1718050715.489172999|tunnel|||0x00000001|1500|10.0.0.1|10.0.0.2|8",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("readPcapng", () => {
  it("reads both byte orders and resolutions in powers of ten and two", () => {
    for (const little of [true, false]) {
      const out: number[] = [];
      const put = (size: 1 | 2 | 4, value: number): void => {
        const digits = Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) % 256);
        out.push(...(little ? digits : digits.reverse()));
      };
      const words = (...values: number[]): void => {
        for (const v of values) put(4, v);
      };
      words(0x0a0d0d0a, 28, 0x1a2b3c4d);
      put(2, 1);
      put(2, 0);
      words(0xffffffff, 0xffffffff, 28);
      for (const resolution of [3, 0x80 | 10]) {
        words(1, 32);
        put(2, 1);
        put(2, 0);
        words(0);
        put(2, 9);
        put(2, 1);
        out.push(resolution, 0, 0, 0);
        words(0, 32);
      }
      for (const id of [0, 1]) {
        words(6, 36, id, 0, 2048, 2, 60);
        out.push(1, 2, 0, 0);
        words(36);
      }
      const file = readPcapng(Uint8Array.from(out));
      expect(file.packets.map((p) => p.timeNs)).toEqual([2_048_000_000n, 2_000_000_000n]);
      expect(file.packets.map((p) => [...p.bytes, p.length])).toEqual([
        [1, 2, 60],
        [1, 2, 60],
      ]);
    }
  });

  test.skipIf(!existsSync(SAMPLE))("reads what Packet Monitor wrote (skipped without the shared samples)", () => {
    const file = readPcapng(Uint8Array.from(readFileSync(SAMPLE)));
    expect(file.section.application).toBe("Packet Monitor");
    expect(file.packets).toHaveLength(114);
    expect(file.packets[0]?.bytes).toHaveLength(98);
    expect(file.packets[0]?.timeNs).toBe(1_718_050_715_489_172_000n);
  });
});

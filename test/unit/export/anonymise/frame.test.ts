import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { FieldNode } from "../../../../web/core/fields.js";
import { Anonymiser } from "../../../../web/export/anonymise/anonymiser.js";
import { dissect, type LinkType } from "../../../../web/packets/dissect.js";
import { tcpFrame } from "../../../fixtures/frames.js";
import { APP_LINES } from "../../packets/app-lines.js";
import { LINES } from "../../packets/lines.js";

vi.setConfig({ testTimeout: 60_000 });

const veil = new Anonymiser("a key");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const FRAMES = [...LINES, ...APP_LINES].map(({ name, link = "ethernet", frame }) => ({ name, link, frame }));

/** Values of all fields of these names, outer ones first. */
function values(nodes: readonly FieldNode[], wanted: RegExp): string[] {
  return nodes.flatMap((node) => [...(wanted.test(node.name) ? [node.text] : []), ...values(node.children ?? [], wanted)]);
}

function nodesOf(frame: Uint8Array, link: LinkType, originalLength?: number): readonly FieldNode[] {
  return dissect(frame, link, { tree: true, ...(originalLength === undefined ? {} : { originalLength }) }).nodes;
}

const ADDRESS = /^(?:ipv?6?\.(?:src|dst)|eth\.(?:src|dst)|wlan\.\w+|arp\.(?:src|dst)\.\w+|icmpv6\.nd\.\w+\.target_address|icmpv6\.opt\.linkaddr)$/;
const KEPT = /^(?:0\.|127\.|2[2-5]\d\.|::1?$|ff0|ff:|33:33:|01:00:5e|01:80|00:00:00:00:00:00)/;

describe("frames without their addresses and payloads", () => {
  it("hold no address of the original, nor anything behind the last header, in any kind of frame there is a test for", () => {
    for (const { name, link, frame } of FRAMES) {
      const out = hex(veil.frame(frame, link));
      const addresses = values(nodesOf(frame, link), ADDRESS).filter((text) => /[.:]/.test(text) && !KEPT.test(text));
      for (const text of addresses) {
        const bytes = text.split(/[.:]/).length === 4 ? hex(Uint8Array.from(text.split(".").map(Number))) : text.replaceAll(":", "");
        if (bytes.length === 8 || (bytes.length === 12 && text.length === 17)) expect(out, `${name}: ${text}`).not.toContain(bytes);
      }
      for (const word of ["abcdefgh", "bing", "example", "GET ", "microsoft", "SSH-"]) expect(out, name).not.toContain(hex(Buffer.from(word)));
    }
  });

  it("are frames of the same kind: protocols, ports and flags are what they were", () => {
    for (const { name, link, frame } of FRAMES) {
      const before = dissect(frame, link).keys;
      const after = dissect(veil.frame(frame, link), link, { originalLength: dissect(frame, link).length }).keys;
      const kind = ({ ipVersion, ipProtocol, sourcePort, destinationPort, tcp, vlan }: typeof before): unknown => [
        ipVersion,
        ipProtocol,
        sourcePort,
        destinationPort,
        tcp?.flags,
        tcp?.seq,
        vlan,
      ];
      if (before.outer === undefined || after.outer !== undefined) expect(kind(after), name).toEqual(kind(before));
    }
  });

  it("keep right checksums right and wrong ones wrong, also where the NIC was to fill them in", () => {
    const a = { mac: "00:15:5d:01:02:03", ip: "10.20.0.41" };
    const b = { mac: "00:15:5d:0a:0b:0c", ip: "203.0.113.7" };
    const verdict = (frame: Uint8Array): string[] => values(nodesOf(frame, "ethernet"), /checksum\.status$/).map((text) => text.split(",")[0] ?? "");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 65_535 }),
        fc.integer({ min: 0, max: 0xffff_fffe }),
        fc.constantFrom("good", "bad", "offload"),
        (srcPort, seq, mode) => {
          const frame = tcpFrame(a, b, { srcPort, dstPort: 443, seq, flags: 2 });
          const at = 14 + 20 + 16;
          if (mode === "bad") frame[at] = (frame[at] ?? 0) ^ 0x55;
          if (mode === "offload") {
            // Sum of the pseudo-header: addresses, protocol, length.
            let sum = 6 + 20;
            for (let p = 26; p < 34; p += 2) sum += ((frame[p] ?? 0) << 8) | (frame[p + 1] ?? 0);
            sum = (sum & 0xffff) + (sum >> 16);
            frame.set([sum >> 8, sum & 0xff], at);
          }
          const veiled = veil.frame(frame, "ethernet");
          // Without the padding.
          expect(veiled).toHaveLength(54);
          expect(verdict(veiled)).toEqual(verdict(frame));
          expect(verdict(frame)[1]).toMatch(mode === "good" ? /^correct/ : mode === "bad" ? /^wrong/ : /offload/);
        },
      ),
    );
    // Of frames that are kept whole, whatever they are.
    for (const { name, link, frame } of FRAMES) {
      const veiled = veil.frame(frame, link);
      const status = (bytes: Uint8Array): string[] => values(nodesOf(bytes, link), /checksum\.status$/).map((text) => text.split(",")[0] ?? "");
      if (veiled.length === frame.length && !name.includes("option")) expect(status(veiled), name).toEqual(status(frame));
    }
  });

  it("the same address has the same pseudonym in every place, and another key gives another", () => {
    const other = new Anonymiser("another key");
    const again = new Anonymiser("a key");
    for (const { link, frame } of FRAMES) expect(again.frame(frame, link)).toEqual(veil.frame(frame, link));
    expect(veil.text("10.0.0.1")).toBe(veil.text("[::ffff:10.0.0.1]:80").replace("[::ffff:", "").replace("]:80", ""));
    expect(veil.text("10.0.0.1:443")).toBe(`${veil.text("10.0.0.1")}:443`);
    expect(other.text("10.0.0.1")).not.toBe(veil.text("10.0.0.1"));
    expect(veil.text("00-15-5D-01-02-03")).toBe(veil.text("00:15:5d:01:02:03"));
    expect(veil.text("www.contoso.com").split(".")[1]).toBe(veil.text("mail.contoso.com").split(".")[1]);
    expect(veil.text("Container NIC 066a9b55")).toMatch(/^name-[a-z2-7]{10}$/);
    expect(veil.text("{7b3c0d4e-1f2a-4b5c-8d6e-9f0a1b2c3d4e}")).toBe("{7b3c0d4e-1f2a-4b5c-8d6e-9f0a1b2c3d4e}");
    // Version 1: its end is the MAC address of the machine that made it.
    expect(veil.text("9ef85291-2268-11ef-86c4-0022487bb380")).toBe(`9ef85291-2268-11ef-86c4-${veil.text("00:22:48:7b:b3:80").replaceAll(":", "")}`);
    expect(veil.text("S-1-5-18")).toBe("S-1-5-18");
    expect(veil.text("S-1-5-21-1004336348-1177238915-682003330-512")).toMatch(/^S-1-5-21(-\d+){4}$/);
    expect(veil.text("10.0.0.1;fe80::1;")).not.toMatch(/10\.0\.0\.1|fe80::1;/);
  });

  it("any bytes at all give a frame that is no longer", () => {
    const link = fc.constantFrom("ethernet" as const, "ieee80211" as const, "raw-ip" as const);
    const start = fc.constantFrom(...FRAMES.map(({ frame }) => frame));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), start, fc.nat(120), link, (noise, known, cut, kind) => {
        const bytes = Uint8Array.from([...known.subarray(0, cut), ...noise]);
        expect(veil.frame(bytes, kind).length).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 2000 },
    );
  });
});

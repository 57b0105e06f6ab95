import { macAt } from "../core/bytes.js";
import type { Frame } from "./frame.js";

const MANAGEMENT: readonly string[] = [
  "Association Request",
  "Association Response",
  "Reassociation Request",
  "Reassociation Response",
  "Probe Request",
  "Probe Response",
  "Timing Advertisement",
  "Reserved",
  "Beacon frame",
  "ATIM",
  "Disassociate",
  "Authentication",
  "Deauthentication",
  "Action",
  "Action No Ack",
  "Reserved",
];
const CONTROL: Readonly<Record<number, string>> = {
  7: "Control wrapper",
  8: "802.11 Block Ack Request",
  9: "802.11 Block Ack",
  10: "Power-Save poll",
  11: "Request-to-send",
  12: "Clear-to-send",
  13: "Acknowledgement",
  14: "CF-End",
};
const NO_BODY = 0x4;
const QOS = 0x8;

/*
 * 802.11 MAC header; the frame control is two bytes, low one first
 *  0  1  version (2 bits), type (2: management, control, data), subtype (4)
 *  1  1  to DS, from DS, more fragments, retry, power save, more data, protected, order
 *  2  2  duration, little-endian
 *  4  6  address 1 (receiver)   10  6  address 2 (transmitter)   16  6  address 3
 * 22  2  fragment (4 bits) and sequence (12), little-endian
 * 24  6  address 4, only when both DS bits are set
 *  -  2  QoS control, only in QoS data;  4  HT control, only there with the order bit
 * Windows logs the body decrypted and leaves the protected bit set, so the bit says nothing about what follows.
 */
export function ieee80211(f: Frame, at: number): void {
  f.say("802.11", "802.11 frame");
  if (!f.has(at, 10)) return;
  const type = (f.u8(at) >> 2) & 3;
  const subtype = f.u8(at) >> 4;
  const flags = f.u8(at + 1);
  const title = type === 0 ? MANAGEMENT[subtype] : type === 1 ? CONTROL[subtype] : type === 2 ? dataName(subtype) : undefined;
  f.say("802.11", title ?? `802.11 frame of type ${type}, subtype ${subtype}`);
  f.tree?.open("wlan", "802.11", at, at + 24);
  f.tree?.add("wlan.fc.type_subtype", "Type", at, at + 1, type * 16 + subtype, title ?? `type ${type}, subtype ${subtype}`);
  f.tree?.flag("wlan.fc.tods", "To the distribution system", at + 1, 1, (flags & 1) !== 0);
  f.tree?.flag("wlan.fc.fromds", "From the distribution system", at + 1, 1, (flags & 2) !== 0);
  f.tree?.flag("wlan.fc.retry", "Retry", at + 1, 1, (flags & 8) !== 0);
  f.tree?.flag("wlan.fc.protected", "Protected", at + 1, 1, (flags & 0x40) !== 0);
  const duration = f.u8(at + 2) | (f.u8(at + 3) << 8);
  f.tree?.add("wlan.duration", "Duration", at + 2, at + 4, duration, `${duration} µs`);
  f.tree?.mac("wlan.ra", "Receiver", at + 4);
  const to = type === 1 || !f.has(at + 10, 14) ? at + 10 : addresses(f, at, type, subtype, flags);
  f.tree?.close(title, to);
}

/** The part that control frames do not have. Returns the end of the header. */
function addresses(f: Frame, at: number, type: number, subtype: number, flags: number): number {
  const toDs = (flags & 1) !== 0;
  const fromDs = (flags & 2) !== 0;
  f.tree?.mac("wlan.ta", "Transmitter", at + 10);
  const sequence = f.u8(at + 22) | (f.u8(at + 23) << 8);
  let end = at + 24;
  if (toDs && fromDs) {
    if (!f.has(end, 6)) return end;
    end += 6;
  }
  const destination = toDs ? at + 16 : at + 4;
  const source = toDs && fromDs ? at + 24 : fromDs ? at + 16 : at + 10;
  f.macs(source, destination);
  f.tree?.mac("wlan.da", "Destination", destination);
  f.tree?.mac("wlan.sa", "Source", source);
  if (!toDs || !fromDs) f.tree?.mac("wlan.bssid", "BSSID", toDs ? at + 4 : fromDs ? at + 10 : at + 16);
  f.tree?.add("wlan.frag", "Fragment", at + 22, at + 23, sequence & 15, String(sequence & 15));
  f.tree?.add("wlan.seq", "Sequence number", at + 22, at + 24, sequence >> 4, String(sequence >> 4));
  if (type !== 2) return end;
  let aggregated = false;
  if (subtype & QOS) {
    if (!f.has(end, 2)) return end;
    aggregated = (f.u8(end) & 0x80) !== 0;
    f.tree?.add("wlan.qos.tid", "Traffic identifier", end, end + 1, f.u8(end) & 15, String(f.u8(end) & 15));
    f.tree?.flag("wlan.qos.amsdupresent", "Aggregated (A-MSDU)", end, 1, aggregated);
    end += flags & 0x80 ? 6 : 2;
  }
  if (subtype & NO_BODY) return end;
  if ((sequence & 15) !== 0) {
    f.say("802.11", `${dataName(subtype)}, fragment ${sequence & 15}`);
    return end;
  }
  body(f, end, aggregated);
  return end;
}

/** An aggregate is a run of small frames: destination 6, source 6, length 2, LLC. The first one is shown. */
function body(f: Frame, at: number, aggregated: boolean): void {
  if (!aggregated) f.follow("llc", 0, at);
  else if (f.has(at, 14)) {
    f.macs(at + 6, at);
    if (f.tree) f.tree.text("wlan_aggregate.a_mdsu.subframe", "First frame of the aggregate", at, at + 14, `${macAt(f.bytes, at + 6)} → ${macAt(f.bytes, at)}`);
    f.limit(Math.min(f.wireEnd, at + 14 + f.u16(at + 12)));
    f.follow("llc", 0, at + 14);
  }
}

function dataName(subtype: number): string {
  const name = subtype & NO_BODY ? "Null function (No data)" : "Data";
  return subtype & QOS ? `QoS ${name}` : name;
}

import { ipv4At } from "../core/bytes.js";
import { plainChecksum } from "./checksum.js";
import type { Frame } from "./frame.js";

const RECORDS: readonly string[] = ["record", "include", "exclude", "change to include", "change to exclude", "allow new sources", "block old sources"];

/*
 * IGMP
 *  0  1  type   1  1  maximum response time   2  2  checksum   4  4  group (versions 1 and 2, queries)
 * Version 3 report: 6  2  records, each: type 1, extra words 1, sources 2, group 4, sources * 4, extra * 4
 */
export function igmp(f: Frame, at: number): void {
  f.say("IGMP", "IGMP");
  if (!f.has(at, 8)) return;
  const type = f.u8(at);
  const v3Query = type === 0x11 && f.wireBytes(at) >= 12;
  const version = type === 0x12 ? 1 : type === 0x22 || v3Query ? 3 : 2;
  const group = ipv4At(f.bytes, at + 4);
  const protocol = `IGMPv${version}`;
  f.tree?.open("igmp", "Internet Group Management Protocol", at, f.end);
  f.tree?.hex("igmp.type", "Type", at, 1);
  if (version !== 1 && type !== 0x22) f.tree?.uint("igmp.max_resp", "Maximum response time", at + 1, 1, `${f.u8(at + 1) / 10} s`);
  plainChecksum(f, "igmp.checksum", at + 2, at, at + f.wireBytes(at), false);
  if (type !== 0x22) f.tree?.ipv4("igmp.maddr", "Group", at + 4);
  let info: string;
  if (type === 0x11) info = group === "0.0.0.0" ? "Membership Query, general" : `Membership Query, specific for group ${group}`;
  else if (type === 0x12 || type === 0x16) info = `Membership Report group ${group}`;
  else if (type === 0x17) info = `Leave Group ${group}`;
  else if (type === 0x22) info = `Membership Report${records(f, at + 8, f.u16(at + 6))}`;
  else info = `IGMP type 0x${type.toString(16)}`;
  f.tree?.close(info);
  f.say(protocol, info);
  f.payload(at + 8);
}

function records(f: Frame, from: number, count: number): string {
  let text = "";
  let p = from;
  for (let i = 0; i < count && i < 16 && f.has(p, 8); i++) {
    const [type, sources] = [f.u8(p), f.u16(p + 2)];
    const group = ipv4At(f.bytes, p + 4);
    f.tree?.ipv4("igmp.maddr", "Group", p + 4);
    f.tree?.uint("igmp.record_type", "Record", p, 1, `${RECORDS[type] ?? "record"} (${type})`);
    if (type === 4 && sources === 0) text += ` / Join group ${group} for any sources`;
    else if (type === 3 && sources === 0) text += ` / Leave group ${group}`;
    else text += ` / ${group} ${RECORDS[type] ?? "record"} of ${sources} source${sources === 1 ? "" : "s"}`;
    p += 8 + sources * 4 + f.u8(p + 1) * 4;
  }
  return text;
}

import type { Frame } from "./frame.js";

const MODES: readonly string[] = ["reserved", "symmetric active", "symmetric passive", "client", "server", "broadcast", "control", "private"];
/** Seconds from 1900, where NTP counts from, to 1970. */
const TO_UNIX = 2_208_988_800;

/*
 * NTP
 *  0  1  leap (2 bits), version (3), mode (3)   1  1  stratum   2  1  poll   3  1  precision
 *  4  4  root delay   8  4  root dispersion   12  4  reference id
 * 16  8  reference time   24  8  origin   32  8  receive   40  8  transmit: seconds since 1900, and a fraction
 */
export function ntp(f: Frame, at: number): void {
  f.say("NTP", "NTP");
  if (!f.has(at, 1)) return;
  const version = (f.u8(at) >> 3) & 7;
  const mode = f.u8(at) & 7;
  const info = `NTP Version ${version}, ${MODES[mode] ?? ""}`;
  const t = f.tree;
  t?.open("ntp", "Network Time Protocol", at, f.end);
  t?.add("ntp.flags.li", "Leap", at, at + 1, f.u8(at) >> 6, String(f.u8(at) >> 6));
  t?.add("ntp.flags.vn", "Version", at, at + 1, version, String(version));
  t?.add("ntp.flags.mode", "Mode", at, at + 1, mode, `${MODES[mode] ?? ""} (${mode})`);
  if (mode < 6) {
    t?.uint("ntp.stratum", "Stratum", at + 1, 1);
    time(f, "ntp.reftime", "Reference time", at + 16);
    time(f, "ntp.org", "Origin", at + 24);
    time(f, "ntp.rec", "Received", at + 32);
    time(f, "ntp.xmt", "Sent", at + 40);
  }
  t?.close(info);
  f.say("NTP", info);
  if (mode < 6) f.has(at, 48);
}

function time(f: Frame, name: string, label: string, at: number): void {
  const seconds = f.u32(at);
  const millis = (seconds - TO_UNIX + f.u32(at + 4) / 2 ** 32) * 1000;
  f.tree?.text(name, label, at, at + 8, seconds === 0 ? "not set" : new Date(Math.round(millis)).toISOString());
}

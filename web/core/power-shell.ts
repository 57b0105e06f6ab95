import type { PlaceRef } from "./api.js";

/** A name as one PowerShell argument: quotes inside are doubled. */
export function psQuote(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** The last GUID inside a NIC's id: of "machine--NIC" the NIC's. */
function guidOf(place: PlaceRef): string | undefined {
  return [...place.id.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].pop()?.[0];
}

/** How PowerShell selects one NIC of a switch: friendly names collide, so the GUID stands with it where the trace told one. */
export function vmAdapter(place: PlaceRef): string {
  const guid = guidOf(place);
  const test = guid === undefined ? `$_.Name -eq ${psQuote(place.name)}` : `$_.Name -eq ${psQuote(place.name)} -or $_.Id -like '*${guid}*'`;
  return `Get-VMNetworkAdapter -All | Where-Object { ${test} }`;
}

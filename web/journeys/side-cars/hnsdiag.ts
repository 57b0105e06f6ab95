import { containerIn } from "./hns.js";
import type { Listing } from "./listing.js";
import { MAX_ENTRIES } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { entryOf, guidOf, idOf, nameOf } from "./values.js";

/** `hnsdiag list all`, `endpoints` or `networks`: a line of names, then name, id and network; sections of `all` have a heading. */
export function hnsdiag({ lines, form }: Listing): SideCarNames | undefined {
  if (form !== "text") return undefined;
  const entries: SideCarEntry[] = [];
  let section: "networks" | "endpoints" | undefined;
  for (const line of lines) {
    if (entries.length >= MAX_ENTRIES) break;
    if (/^\S[^:]*:$/.test(line) || line.includes(" | ")) section = undefined;
    else if (/^Name +ID *$/.test(line)) section = "networks";
    else if (/^Name +ID +Virtual Network Name$/.test(line)) section = "endpoints";
    else if (section !== undefined) entries.push(...entryIn(line, section));
  }
  return entries.length === 0 ? undefined : { kind: "hnsdiag list", entries };
}

/** Names may be longer than their column: the id in the middle tells the parts. */
function entryIn(line: string, section: "networks" | "endpoints"): readonly SideCarEntry[] {
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(line);
  if (id === null) return [];
  const name = nameOf(line.slice(0, id.index));
  if (section === "networks") return name === undefined ? [] : [entryOf<SideCarEntry>({ network: name, guid: guidOf(id[0]) })];
  const network = nameOf(line.slice(id.index + id[0].length));
  return [entryOf<SideCarEntry>({ endpointId: idOf(id[0]), network, containerId: containerIn(name), placeKind: "container-nic" })];
}

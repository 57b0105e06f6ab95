import type { Listing } from "./listing.js";
import { MAX_ENTRIES } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { addressesOf, entryOf, macOf, nameOf, numberOf } from "./values.js";

interface Adapter {
  readonly alias: string | undefined;
  readonly compartment: number | undefined;
  readonly values: { readonly label: string; readonly value: string }[];
}

/** ipconfig /allcompartments, with or without /all. Headings are translated by Windows, so addresses are told by their shape. */
export function ipconfig({ lines, form }: Listing): SideCarNames | undefined {
  if (form !== "text") return undefined;
  const adapters: Adapter[] = [];
  let compartment: number | undefined;
  let adapter: Adapter | undefined;
  for (const line of lines) {
    const heading = /^(\S.{0,300}?) ?:$/.exec(line)?.[1];
    const property = /^ {2,}(\S[^:]{0,80}?)(?: ?\.)+ ?: ?(.*)$/.exec(line.slice(0, 1024));
    if (heading !== undefined && adapters.length < MAX_ENTRIES) {
      adapter = { alias: nameOf(aliasIn(heading)), compartment, values: [] };
      adapters.push(adapter);
    } else if (property !== null) adapter?.values.push({ label: property[1] ?? "", value: property[2] ?? "" });
    else if (/^ {8,}\S/.test(line)) {
      const label = adapter?.values.at(-1)?.label;
      if (label !== undefined) adapter?.values.push({ label, value: line.trim() });
    } else if (/^\S.*compartment/i.test(line)) {
      compartment = numberOf(/compartment\D{0,10}(\d+)/i.exec(line)?.[1]) ?? compartment;
      adapter = undefined;
    }
  }
  const entries = adapters.flatMap((one) => entryIn(one) ?? []);
  if (entries.length === 0) return undefined;
  return { kind: compartment === undefined ? "ipconfig" : "ipconfig /allcompartments", entries };
}

function entryIn({ alias, compartment, values }: Adapter): SideCarEntry | undefined {
  if (alias === undefined || values.length === 0) return undefined;
  const own = values.filter(({ label }) => /ip|address|adres/i.test(label) && !/mask|gateway|dhcp|dns|server|lease/i.test(label));
  // The zone of a link-local address is the index of its interface.
  const zone = own.map(({ value }) => numberOf(/^fe80:[0-9a-f:]*%(\d+)/i.exec(value)?.[1])).find((index) => index !== undefined);
  return entryOf<SideCarEntry>({
    alias,
    description: nameOf(values.find(({ label }) => /^(?:description|beschreibung|descripci|descri)/i.test(label))?.value),
    mac: values.map(({ value }) => macOf(value)).find((mac) => mac !== undefined),
    interfaceIndex: zone,
    addresses: own.flatMap(({ value }) => addressesOf(value)),
    compartment,
  });
}

/** "Ethernet adapter vEthernet (nat)", "Ethernet-Adapter vEthernet (nat)", "Carte Ethernet vEthernet (nat)" */
function aliasIn(heading: string): string {
  return /adapter (.+)$/i.exec(heading)?.[1] ?? /^\S+ \S+ (.+)$/.exec(heading)?.[1] ?? heading;
}

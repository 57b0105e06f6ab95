import type { PlaceKind, PlaceRef } from "../core/api.js";

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** What a trace says of one network interface of the machine. */
export interface InterfaceFacts {
  readonly index: number;
  readonly alias?: string;
  readonly description?: string;
  readonly guid?: string;
  readonly mac?: string;
  /** IANA ifType: 6 Ethernet, 24 loopback, 71 802.11, 131 tunnel, ... */
  readonly type?: number;
}

export interface ComponentFacts {
  readonly id: number;
  /** PktMon's component type, 1 to 15. */
  readonly type: number;
  readonly name: string;
  readonly description: string;
}

/** PktMon component types (providers.md section 4) as kinds of place. */
const COMPONENT_KINDS: Readonly<Record<number, PlaceKind>> = {
  1: "filter",
  2: "physical-nic",
  3: "filter",
  4: "protocol",
  5: "vm-nic",
  6: "virtual-nic",
  7: "switch-port",
  8: "switch-port",
  9: "virtual-nic",
  10: "stack",
  11: "stack",
  12: "protocol",
  13: "protocol",
  14: "physical-nic",
  15: "stack",
};

/** Names and kinds of the places of one trace, learnt from whatever event tells of them; answers are as good as what is known by then. */
export class PlaceBook {
  readonly #interfaces = new Map<number, InterfaceFacts>();
  readonly #components = new Map<number, ComponentFacts>();
  /** Friendly names by NIC or switch name, lower case. */
  readonly #nics = new Map<string, string>();
  readonly #switches = new Map<string, string>();
  readonly #refs = new Map<string, PlaceRef>();

  /** What a switch calls the NIC with this GUID: its own name for it holds the GUID of the interface. */
  readonly #nicOfGuid = new Map<string, string>();

  learnInterface(facts: InterfaceFacts): void {
    this.#interfaces.set(facts.index, { ...this.#interfaces.get(facts.index), ...facts });
    this.#refs.clear();
  }

  learnComponent(facts: ComponentFacts): void {
    this.#components.set(facts.id, facts);
    this.#refs.clear();
  }

  /** `name` is what the switch calls a NIC (mostly a GUID, "/DEVICE/{...}" for a physical one), `friendly` what people call it. */
  learnNic(name: string, friendly: string): void {
    if (name === "" || friendly === "" || this.#nics.get(name.toLowerCase()) === friendly) return;
    this.#nics.set(name.toLowerCase(), friendly);
    const guid = GUID.exec(name.toLowerCase())?.[0];
    if (guid !== undefined) this.#nicOfGuid.set(guid, name.toLowerCase());
    this.#refs.clear();
  }

  /** A NIC is connected to a switch. */
  learnPort(nic: string, name: string): void {
    this.#switches.set(nic.toLowerCase(), name);
  }

  /** The switch a NIC was last seen on. */
  switchOfNic(nic: string): PlaceRef | undefined {
    const name = this.#switches.get(nic.toLowerCase());
    return name === undefined ? undefined : this.switch(name);
  }

  /** All interfaces that the trace told of. */
  get interfaces(): readonly InterfaceFacts[] {
    return [...this.#interfaces.values()];
  }

  get components(): readonly ComponentFacts[] {
    return [...this.#components.values()];
  }

  /** Names of all NICs that were seen on a switch. */
  get connectedNics(): readonly string[] {
    return [...this.#switches.keys()];
  }

  /** The place of frames that carry an interface index: the same place as the NIC of that GUID on a switch. */
  interface(index: number): PlaceRef {
    const facts = this.#interfaces.get(index);
    const nic = facts?.guid === undefined ? undefined : this.#nicOfGuid.get(facts.guid);
    const key = `if:${index}`;
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    if (nic !== undefined) {
      const ref: PlaceRef = { id: `nic:${nic}`, name: facts?.alias ?? facts?.description ?? this.nic(nic).name, kind: this.nic(nic).kind };
      this.#refs.set(key, ref);
      return ref;
    }
    return this.#ref(key, () => {
      const name = facts?.alias ?? facts?.description ?? facts?.guid ?? `Interface ${index}`;
      const kind = interfaceKind(`${facts?.alias ?? ""} ${facts?.description ?? ""}`, facts?.type);
      // Teams and bridges have the same driver, so the same description: a bridge is called one, or stands under a switch.
      return { name, kind: kind === "bridge" && !/bridge/i.test(facts?.alias ?? "") ? "team-nic" : kind };
    });
  }

  nic(name: string): PlaceRef {
    const key = name.toLowerCase();
    return this.#ref(`nic:${key}`, () => {
      const friendly = this.#nics.get(key);
      return { name: friendly ?? shortName(name), kind: nicKind(name, friendly ?? "") };
    });
  }

  switch(name: string): PlaceRef {
    const key = name.toLowerCase();
    return this.#ref(`switch:${key}`, () => ({ name: this.#nics.get(key) ?? shortName(name), kind: "switch" }));
  }

  component(id: number): PlaceRef {
    return this.#ref(`pktmon:${id}`, () => {
      const facts = this.#components.get(id);
      if (facts === undefined) return { name: `Component ${id}`, kind: "unknown" };
      const { type, name, description } = facts;
      const kind = COMPONENT_KINDS[type] ?? "unknown";
      return {
        name: description === "" || description === name ? name || `Component ${id}` : description,
        kind: kind === "physical-nic" ? interfaceKind(description, undefined, kind) : kind,
      };
    });
  }

  named(id: string, name: string, kind: PlaceKind): PlaceRef {
    return this.#ref(id, () => ({ name, kind }));
  }

  #ref(id: string, make: () => { name: string; kind: PlaceKind }): PlaceRef {
    const known = this.#refs.get(id);
    if (known !== undefined) return known;
    const ref: PlaceRef = { id, ...make() };
    this.#refs.set(id, ref);
    return ref;
  }
}

/** Windows' own descriptions are not translated: they tell virtual adapters from cards. */
function interfaceKind(text: string, type: number | undefined, otherwise: PlaceKind = "unknown"): PlaceKind {
  if (/loopback/i.test(text) || type === 24) return "stack";
  if (/\bteam|lbfo/i.test(text)) return "team-nic";
  if (/multiplexor|bridge/i.test(text)) return "bridge";
  if (/container nic|container/i.test(text)) return "container-nic";
  if (/hyper-v virtual (ethernet|switch)|vethernet|host nic|netvsc|virtual machine|hyper-v network adapter/i.test(text)) return "virtual-nic";
  if (/teredo|isatap|6to4|tunnel|wan miniport|vpn/i.test(text) || type === 131) return "tunnel";
  if (/\bpNIC\b|ethernet|gigabit|wi-?fi|wireless|802\.11|adapter|mellanox|intel|broadcom|realtek/i.test(text) || type === 6 || type === 71)
    return "physical-nic";
  return otherwise;
}

/** NICs as a switch names them: "/DEVICE/..." is the adapter it is bound to, "GUID--GUID" a virtual machine's, a plain GUID one of the host or of a container. */
function nicKind(name: string, friendly: string): PlaceKind {
  if (/\bteam|lbfo/i.test(friendly)) return "team-nic";
  if (/multiplexor|bridge/i.test(friendly)) return "bridge";
  if (/^[\\/]device[\\/]/i.test(name)) return "physical-nic";
  if (name.includes("--") || /^network adapter$/i.test(friendly)) return "vm-nic";
  // HNS calls a container's endpoint by the first digits of its id.
  if (/^container nic/i.test(friendly) || /^[0-9a-f]{8,64}$/i.test(friendly)) return "container-nic";
  return "virtual-nic";
}

/** The first group of a GUID is enough to tell places apart on a screen; the id keeps it whole. */
function shortName(name: string): string {
  const guid = GUID.exec(name.toLowerCase())?.[0];
  return guid === undefined ? name || "unnamed" : `NIC ${guid.slice(0, 8)}`;
}

import type { PlaceRef } from "../../core/api.js";
import { SIGHTING, type FrameKeys } from "../sightings.js";
import { answeredBy, connectionOf } from "./frame-keys.js";
import type { FindingJourneys, Rule } from "./input.js";
import { listed, plural } from "./text.js";

/** A single packet may go astray, or belong to another conversation of the same ends. */
const LEAST = 2;
const NAMED = 4;
/** Conversations that are followed: what comes behind is not looked at. */
const MAX_CONVERSATIONS = 100_000;

interface Side {
  readonly place: PlaceRef;
  readonly switch: string | undefined;
  readonly first: number;
  count: number;
  /** Packets went through other adapters as well. */
  mixed: boolean;
}

interface Conversation {
  out?: Side;
  in?: Side;
}

interface Passage {
  readonly way: "in" | "out";
  readonly place: PlaceRef;
  readonly switch: string | undefined;
  readonly keys: FrameKeys;
}

/** Conversations whose packets leave by one physical adapter and come back by another that is not on the same switch or in the same team. */
export const asymmetricPath: Rule = async (input) => {
  const { journeys } = input;
  const conversations = new Map<string, Conversation>();
  for (let journey = 0; journey < journeys.length; journey++) {
    const passage = passageOf(journeys, journey);
    if (passage === undefined) continue;
    const name = passage.way === "out" ? connectionOf(passage.keys) : answeredBy(passage.keys);
    const known = conversations.get(name) ?? {};
    if (conversations.size < MAX_CONVERSATIONS) conversations.set(name, known);
    const side = known[passage.way];
    if (side === undefined) known[passage.way] = { place: passage.place, switch: passage.switch, first: journey, count: 1, mixed: false };
    else {
      side.count++;
      side.mixed ||= side.place.id !== passage.place.id;
    }
  }
  const found = [...conversations.values()].flatMap(({ out, in: back }) =>
    out !== undefined && back !== undefined && isAsymmetric(out, back) ? [{ out, back }] : [],
  );
  const [first] = found;
  if (first === undefined) return [];
  const named: string[] = [];
  for (const { out, back } of found.slice(0, NAMED)) {
    const line = await input.line(out.first);
    named.push(
      `${line === undefined ? "" : `${line.source} → ${line.destination} `}out by ${out.place.name} (${plural(out.count, "packet")}), back by ${back.place.name} (${back.count})`,
    );
  }
  return [
    {
      code: "asymmetric-path",
      severity: "warning",
      title: `${plural(found.length, "conversation")} leave${found.length === 1 ? "s" : ""} and come${found.length === 1 ? "s" : ""} back by different adapters`,
      detail: `${listed([...named, ...Array.from({ length: found.length - named.length }, () => "")], NAMED)}. Firewalls, NATs and ACLs that see one direction only refuse such traffic.`,
      check: [
        "Get-NetRoute -AddressFamily IPv4 | Sort-Object RouteMetric | Select-Object DestinationPrefix, NextHop, InterfaceAlias, RouteMetric, InterfaceMetric",
        "Find-NetRoute -RemoteIPAddress <address>",
        "Get-NetIPInterface | Select-Object InterfaceAlias, AddressFamily, InterfaceMetric, Forwarding, WeakHostSend, WeakHostReceive",
      ],
      evidence: [
        { kind: "journey", id: first.out.first },
        { kind: "journey", id: first.back.first },
        { kind: "place", id: first.out.place.id },
        { kind: "place", id: first.back.place.id },
      ],
    },
  ];
};

/** By which physical adapter a packet left or came: none for what a team carries, and for what goes on from one adapter to another. */
function passageOf(journeys: FindingJourneys, journey: number): Passage | undefined {
  const outcome = journeys.outcome(journey);
  if (outcome !== "sent" && outcome !== "delivered") return undefined;
  const seen = journeys.sightings(journey);
  let place: PlaceRef | undefined;
  let keys: FrameKeys | undefined;
  let at: string | undefined;
  for (const i of seen) {
    const here = journeys.place(i);
    const from = journeys.from(i);
    if (here?.kind === "team-nic" || here?.kind === "bridge" || from?.kind === "team-nic" || from?.kind === "bridge") return undefined;
    at ??= journeys.switch(i)?.id;
    for (const nic of [here, from]) {
      if (nic?.kind !== "physical-nic") continue;
      if (place !== undefined && place.id !== nic.id) return undefined;
      place = nic;
    }
    if (here?.kind === "physical-nic" && journeys.kind(i) === SIGHTING.FRAME && journeys.keys(i).key !== 0) keys = journeys.keys(i);
  }
  return place === undefined || keys === undefined || (keys.ports === 0 && (keys.protocol & 0xff) === 0)
    ? undefined
    : { way: outcome === "sent" ? "out" : "in", place, switch: at, keys };
}

function isAsymmetric(out: Side, back: Side): boolean {
  return (
    !out.mixed &&
    !back.mixed &&
    out.count >= LEAST &&
    back.count >= LEAST &&
    out.place.id !== back.place.id &&
    // Switch-embedded teaming: adapters of one switch share its traffic.
    (out.switch === undefined || out.switch !== back.switch)
  );
}

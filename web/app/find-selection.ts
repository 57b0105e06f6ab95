import type { TraceSummary } from "../core/api.js";
import { TraceError } from "../core/errors.js";
import { counted } from "../core/format.js";
import type { Selection, TraceSession } from "./session.js";

type Kind = Selection["kind"];

const WORDS: Readonly<Record<Exclude<Kind, "place">, string>> = {
  event: "event",
  packet: "packet",
  journey: "journey",
  natSession: "NAT session",
  flow: "flow",
  finding: "finding",
};

/** What a host page asked to select by its id. Throws TraceError "unsupported" for what is not there; a function where the worker has to be asked. */
export function findSelection(session: TraceSession, summary: TraceSummary, kind: Kind, id: number | string): Selection | (() => Promise<Selection>) {
  if (kind === "place") return () => placeOf(session, String(id));
  // callers of the element are not all typed
  if (!Object.hasOwn(WORDS, kind)) throw new TraceError("unsupported", `${kind} ${id} cannot be selected: expected ${Object.keys(WORDS).join(", ")} or place.`);
  const word = WORDS[kind];
  if (kind === "finding" && typeof id === "string" && !/^\d+$/.test(id)) return () => findingOf(session, id);
  const index = typeof id === "string" && id.trim() === "" ? NaN : Number(id);
  if (!Number.isSafeInteger(index) || index < 0)
    throw new TraceError(
      "unsupported",
      `${word} ${String(id)} cannot be selected: ${word}s are selected by their number${kind === "finding" ? ", or by their code" : ""}.`,
    );
  const checked = (count: number): Selection => {
    if (index >= count)
      throw new TraceError("unsupported", `There is no ${word} ${index}: this trace has ${counted(count, word)}, the first of them is number 0.`);
    return { kind, index };
  };
  switch (kind) {
    case "event":
      return checked(summary.events);
    case "packet":
      return checked(summary.packets);
    case "journey":
      return checked(summary.journeys);
    case "natSession":
      return async () => checked((await session.natSessions({ limit: 0 })).total);
    case "flow":
      return async () => checked((await session.flows({ limit: 0 })).total);
    case "finding":
      return async () => checked((await session.findings()).length);
  }
}

async function placeOf(session: TraceSession, id: string): Promise<Selection> {
  const places = await session.places();
  const index = places.findIndex((place) => place.id === id);
  if (index < 0)
    throw new TraceError("unsupported", `There is no place "${id}": places() lists the ${counted(places.length, "place")} of this trace by their ids.`);
  return { kind: "place", index, id };
}

/** The first one of its code. */
async function findingOf(session: TraceSession, code: string): Promise<Selection> {
  const findings = await session.findings();
  const index = findings.findIndex((finding) => finding.code === code);
  if (index < 0)
    throw new TraceError("unsupported", `There is no finding "${code}": findings() lists the ${counted(findings.length, "finding")} of this trace.`);
  return { kind: "finding", index, id: code };
}

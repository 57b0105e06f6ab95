import type { TraceSummary } from "../core/api.js";
import { ANY_WINDOWS, CAPTURE_COMMANDS, DROPS, SWITCH_AND_NAT, addProvider, type CaptureCommand } from "./capture-commands.js";

/** A question a trace can answer when at least one of these providers wrote to it. */
interface Question {
  readonly text: string;
  readonly providers: readonly string[];
  readonly lacking: string;
  readonly capture: CaptureCommand;
}

const QUESTIONS: readonly Question[] = [
  {
    text: "Which frames passed which interface",
    providers: ["2ed6006e-4729-4609-b423-3ee7bcd678ef", "4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac"],
    lacking: "No captured frames.",
    capture: ANY_WINDOWS,
  },
  {
    text: "Which steps the virtual switch took",
    providers: ["67dc0d66-3695-47c0-9642-33f76f7bd7ad"],
    lacking: "No virtual switch events.",
    capture: SWITCH_AND_NAT,
  },
  {
    text: "What NAT translated",
    providers: ["66c07ecd-6667-43fc-93f8-05cf07f446ec"],
    lacking: "No NAT events.",
    capture: SWITCH_AND_NAT,
  },
  {
    text: "Drops in the IP stack and the firewall",
    providers: ["4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac"],
    lacking: "No PktMon events: drops inside TCP/IP and the firewall cannot be placed.",
    capture: DROPS,
  },
  {
    text: "Which process owns a connection",
    providers: [
      "2f07e2ee-15db-40f1-90ef-9d7ba282188a",
      "e53c6823-7bb8-44bb-90dc-3f86090d48a6",
      "7dd42a49-5329-4832-8dfd-43d979153a88",
      "22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716",
    ],
    lacking: "No TCP/IP or socket events: the owner of a connection stays unknown.",
    capture: addProvider("Microsoft-Windows-TCPIP"),
  },
  {
    text: "Which names were looked up",
    providers: ["1c95126e-7eea-49a9-a3fe-a378b03ddb4d"],
    lacking: "No DNS client events.",
    capture: addProvider("Microsoft-Windows-DNS-Client"),
  },
];

export interface Answer {
  readonly text: string;
  /** Events of the providers that answer it; 0 means the trace cannot. */
  readonly events: number;
}

export interface Lack {
  readonly text: string;
  readonly captures: readonly CaptureCommand[];
}

function eventsOf(summary: Pick<TraceSummary, "providers">, guids: readonly string[]): number {
  return summary.providers.reduce((sum, provider) => (guids.includes(provider.guid) ? sum + provider.events : sum), 0);
}

/** What this trace can answer, by which providers wrote to it. */
export function answers(summary: Pick<TraceSummary, "providers">): readonly Answer[] {
  return QUESTIONS.map((question) => ({ text: question.text, events: eventsOf(summary, question.providers) }));
}

/** What a full answer would need, each command named once. A trace without any packet event gets all ways to record some. */
export function lacks(summary: Pick<TraceSummary, "providers" | "packets">): readonly Lack[] {
  const [frames, ...others] = QUESTIONS;
  if (frames === undefined) return [];
  if (summary.packets === 0) return [{ text: "No packets: no provider that records packets wrote to this trace.", captures: CAPTURE_COMMANDS }];
  const missing = others.filter((question) => eventsOf(summary, question.providers) === 0);
  const commands = [...new Set(missing.map((question) => question.capture))];
  return commands.map((capture) => ({
    text: missing
      .filter((question) => question.capture === capture)
      .map((question) => question.lacking)
      .join(" "),
    captures: [capture],
  }));
}

import type { Finding } from "../../core/api.js";
import { nearestRank } from "../latency-stats.js";
import type { FindingInput, FrameLine, Rule } from "./input.js";
import { firstKeys } from "./frame-keys.js";
import { latencyText, listed, plural } from "./text.js";

const UDP = 17;
const DNS = 53;
const MAX_FRAMES = 20_000;
/** A resolver that takes longer is felt. */
const SLOW_NS = 500_000_000;
const NAMED = 4;
const FAILURE = /(Server failure|No such name|Refused|Format error|Not implemented)/;

const NO_SUCH_NAME = "No such name";

interface Answer {
  readonly journey: number;
  readonly tookNs: number | undefined;
}

/** Names that could not be looked up, and answers that took long. */
export const dnsRules: Rule = async (input) => {
  const answers = answersOf(input);
  return [...(await failures(input, answers)), ...(await slow(input, answers))];
};

/** Answers of resolvers, with the time since the first question from the same port. */
function answersOf({ journeys }: FindingInput): readonly Answer[] {
  const asked = new Map<string, number>();
  const found: Answer[] = [];
  for (let journey = 0; journey < journeys.length && found.length < MAX_FRAMES; journey++) {
    const value = firstKeys(journeys, journey);
    if (value === undefined || (value.protocol & 0xff) !== UDP) continue;
    const [from, to] = [value.ports >>> 16, value.ports & 0xffff];
    const at = journeys.timeNs(journeys.sightings(journey)[0] ?? 0);
    if (to === DNS) {
      const name = `${value.source}/${value.destination}/${from}`;
      if (!asked.has(name)) asked.set(name, at);
    } else if (from === DNS) {
      const name = `${value.destination}/${value.source}/${to}`;
      const since = asked.get(name);
      asked.delete(name);
      found.push({ journey, tookNs: since === undefined ? undefined : at - since });
    }
  }
  return found;
}

async function failures(input: FindingInput, answers: readonly Answer[]): Promise<readonly Finding[]> {
  const kinds = new Map<string, { readonly journeys: number[]; readonly names: Set<string>; readonly servers: Set<string> }>();
  const lines = new Map<number, FrameLine>();
  const resolved = new Set<string>();
  for (const { journey } of answers) {
    const line = await input.line(journey);
    if (line?.protocol !== "DNS") continue;
    lines.set(journey, line);
    if (!FAILURE.test(line.info)) resolved.add(hostOf(line.info));
  }
  for (const [journey, line] of lines) {
    const kind = FAILURE.exec(line.info)?.[1];
    // A name is looked up under each search suffix in turn: all but one of them do not exist.
    if (kind === undefined || (kind === NO_SUCH_NAME && resolved.has(hostOf(line.info)))) continue;
    const known = kinds.get(kind) ?? { journeys: [], names: new Set(), servers: new Set() };
    kinds.set(kind, known);
    known.journeys.push(journey);
    known.servers.add(line.source);
    const asked = line.info.slice(line.info.indexOf(kind) + kind.length).trim();
    if (asked !== "") known.names.add(asked);
  }
  return [...kinds].map(([kind, { journeys, names, servers }]) => ({
    code: "dns-failure",
    severity: kind === NO_SUCH_NAME ? "info" : "warning",
    title: `${plural(journeys.length, "look-up")} ended with “${kind}”`,
    detail: `Answered by ${listed([...servers], NAMED)}${names.size === 0 ? "" : `: ${listed([...names], NAMED)}`}.`,
    check: ["Resolve-DnsName <name> -Server <resolver>", "Get-DnsClientServerAddress", "Get-DnsClientNrptPolicy"],
    evidence: journeys.slice(0, 20).map((id) => ({ kind: "journey", id })),
  }));
}

/** The first label of the name that was asked for. */
function hostOf(info: string): string {
  return / 0x[\da-f]+ +[A-Z]+\d* ([^\s.,]+)/i.exec(info.replace(FAILURE, ""))?.[1]?.toLowerCase() ?? "";
}

async function slow(input: FindingInput, answers: readonly Answer[]): Promise<readonly Finding[]> {
  const late = answers.filter(({ tookNs }) => tookNs !== undefined && tookNs >= SLOW_NS);
  const worst = late.reduce<Answer | undefined>((most, answer) => ((answer.tookNs ?? 0) > (most?.tookNs ?? 0) ? answer : most), undefined);
  if (worst === undefined) return [];
  const all = Float64Array.from(answers.flatMap(({ tookNs }) => (tookNs === undefined ? [] : [tookNs]))).sort();
  const line = await input.line(worst.journey);
  return [
    {
      code: "dns-slow",
      severity: "warning",
      title: `${plural(late.length, "look-up")} took longer than ${latencyText(SLOW_NS)}`,
      detail: `The slowest took ${latencyText(worst.tookNs ?? 0)}${line === undefined ? "" : ` (${line.source}: ${line.info})`}; the median of ${plural(all.length, "answer")} is ${latencyText(nearestRank(all, 0.5))}.`,
      check: ["Measure-Command { Resolve-DnsName <name> -DnsOnly -NoHostsFile }", "Get-DnsClientServerAddress"],
      evidence: [worst, ...late.filter((answer) => answer !== worst)].slice(0, 20).map(({ journey }) => ({ kind: "journey", id: journey })),
    },
  ];
}

import type { Finding } from "../core/api.js";

/** Findings of one code that are shown without being asked for. */
const SHOWN = 2;

export interface FindingGroup {
  readonly code: string;
  readonly shown: readonly Finding[];
  readonly more: readonly Finding[];
}

/** Findings of one code side by side, in the order of the first of each: a trace of many NAT sessions must not bury its one drop. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    // One code may be an error here and a note there.
    const key = `${finding.severity}/${finding.code}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].map((list) => {
    // One hidden finding would take as much room as the button that shows it.
    const shown = list.length <= SHOWN + 1 ? list.length : SHOWN;
    return { code: list[0]?.code ?? "", shown: list.slice(0, shown), more: list.slice(shown) };
  });
}

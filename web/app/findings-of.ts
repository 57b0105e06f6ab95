import type { Finding } from "../core/api.js";

export interface NumberedFinding {
  readonly finding: Finding;
  /** Its position among all findings: what it is selected by. */
  readonly index: number;
}

/** The findings that name this thing as evidence. */
export function findingsOf(findings: readonly Finding[], kind: Finding["evidence"][number]["kind"], id: number | string): readonly NumberedFinding[] {
  return findings.map((finding, index) => ({ finding, index })).filter(({ finding }) => finding.evidence.some((one) => one.kind === kind && one.id === id));
}

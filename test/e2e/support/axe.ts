import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

interface Findings {
  readonly violations: readonly Violation[];
  readonly passes: readonly { readonly id: string }[];
}

/** One line per element that breaks a rule of WCAG 2.2 A or AA. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async (values): Promise<Findings> => {
    const { run } = (globalThis as unknown as { axe: { run: (options: object) => Promise<Findings> } }).axe;
    const { violations, passes } = await run({ runOnly: { type: "tag", values } });
    return { violations, passes: passes.map(({ id }) => ({ id })) };
  }, RULES);
  expect(found.passes.map(({ id }) => id)).toContain("color-contrast");
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}: ${failureSummary ?? ""}`));
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fuzz, type FuzzRun, type Target } from "./fuzz.js";
import { TARGETS } from "./targets/all.js";

// `npm test` gives every target its share of inputs; run.mjs sets these for longer runs of some.
const seconds = Number(process.env["FUZZ_SECONDS"] ?? 0);
const seed = Number(process.env["FUZZ_SEED"] ?? 20251118);
const only = process.env["FUZZ_TARGET"];
/** One input, a finding for example, instead of many. */
const file = process.env["FUZZ_FILE"];
const SLOW_MS = 2000;
const RESULTS = "test-results/fuzz";

/** Writes the findings down and tells of them. */
function report({ name }: Target, { inputs, seconds: took, findings }: FuzzRun): string {
  console.log(`${name}: ${inputs} inputs, ${Math.round(inputs / took)} a second, ${findings.length} findings (seed ${seed})`);
  return findings
    .map(({ number, error, input }, i) => {
      const file = `${RESULTS}/${name}-${seed}-${i}.bin`;
      mkdirSync(RESULTS, { recursive: true });
      writeFileSync(file, input);
      return `input ${number} of seed ${seed}, cut down to ${input.length} bytes in ${file}: ${Buffer.from(input.subarray(0, 200)).toString("hex")}\n${error}`;
    })
    .join("\n\n");
}

const chosen = TARGETS.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0) throw new Error(`There is no target ${only ?? ""}; there are ${TARGETS.map((t) => t.name).join(", ")}.`);

test.each(chosen.map((target) => [target.name, target] as const))("%s: nothing is found", { timeout: 300_000 + 2000 * seconds }, async (_, target) => {
  if (file !== undefined) {
    const started = performance.now();
    await (
      await target.create()
    )(Uint8Array.from(readFileSync(file)));
    console.log(`${target.name}: ${Math.round(performance.now() - started)} ms for ${file}`);
    return;
  }
  const limits = seconds > 0 ? { seed, seconds: seconds / chosen.length, slowMs: SLOW_MS } : { seed, inputs: target.inputs };
  expect(report(target, await fuzz(target, limits))).toBe("");
});

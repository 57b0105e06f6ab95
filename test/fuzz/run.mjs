import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// npm run fuzz -- --target scanner --file test-results/fuzz/scanner-7-0.bin tries one input again;
// npm run fuzz -- --seconds 600 --target scanner --seed 7: the seconds are shared by the targets, all of them unless one is named.
const root = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, target: { type: "string" }, file: { type: "string" }, seed: { type: "string" } },
});
const seed = values.seed ?? String(Date.now() % 1_000_000_000);
console.log(`seed ${seed}`);
const env = {
  ...process.env,
  FUZZ_SECONDS: values.seconds,
  FUZZ_SEED: seed,
  ...(values.target === undefined ? {} : { FUZZ_TARGET: values.target }),
  ...(values.file === undefined ? {} : { FUZZ_FILE: values.file }),
};
const vitest = `${root}node_modules/vitest/vitest.mjs`;
const { status } = spawnSync(process.execPath, [vitest, "run", "--project", "fuzz", "--disable-console-intercept"], { cwd: root, env, stdio: "inherit" });
process.exitCode = status ?? 1;

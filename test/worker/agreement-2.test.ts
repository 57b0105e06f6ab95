import { test } from "vitest";
import { arbitraryTrace } from "../fixtures/random-trace.js";
import { expectAgreement } from "./agreement.js";

// 10,000 traces in four files, which run beside one another.
test("the compiled scanner and the reference decoder agree on every event of 2,500 generated traces", { timeout: 300_000 }, async () => {
  await expectAgreement(2, 2400, arbitraryTrace(12));
  await expectAgreement(102, 100, arbitraryTrace(60));
});

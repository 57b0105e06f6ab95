import { test } from "vitest";
import { damagedTrace } from "../fixtures/random-trace.js";
import { expectAgreement } from "./agreement.js";

test("the compiled scanner and the reference decoder agree on 2,000 damaged traces, and neither fails", { timeout: 300_000 }, async () => {
  await expectAgreement(5, 2000, damagedTrace());
});

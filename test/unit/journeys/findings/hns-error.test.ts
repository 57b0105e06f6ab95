import { expect, test } from "vitest";
import { hnsError } from "../../../../web/journeys/findings/hns-error.js";
import { madeInput } from "./input.js";

const SERVICE = "Microsoft-Windows-Host-Network-Service";

test("errors of a service are one finding with the first one's words and every event", async () => {
  const errors = ["EndpointCreateFailed", "EndpointCreateFailed", "NetworkDeleteFailed"].map((name, i) => ({
    event: 70 + i,
    service: SERVICE,
    name,
    said: "EndpointId 9fcd829d, hr 0x803b0013.",
  }));
  const [finding, more] = await hnsError(madeInput([], { serviceErrors: errors }));
  expect(more).toBeUndefined();
  expect(finding).toMatchObject({ code: "hns-error", severity: "warning", title: `${SERVICE} reported 3 errors` });
  expect(finding?.detail).toBe("EndpointCreateFailed and NetworkDeleteFailed; the first says: EndpointId 9fcd829d, hr 0x803b0013.");
  expect(finding?.evidence.map(({ id }) => id)).toEqual([70, 71, 72]);
});

test("services without errors are not spoken of", async () => {
  expect(await hnsError(madeInput([]))).toEqual([]);
});

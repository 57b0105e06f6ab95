import { expect, it } from "vitest";
import { answers, lacks } from "../../../web/app/answers.js";
import { CAPTURE_COMMANDS, DROPS } from "../../../web/app/capture-commands.js";

const provider = (guid: string, events: number) => ({ guid, events, decoded: events });
const NDIS = provider("2ed6006e-4729-4609-b423-3ee7bcd678ef", 10);
const VMSWITCH = provider("67dc0d66-3695-47c0-9642-33f76f7bd7ad", 5);
const WINNAT = provider("66c07ecd-6667-43fc-93f8-05cf07f446ec", 2);
const TCPIP = provider("2f07e2ee-15db-40f1-90ef-9d7ba282188a", 3);
const AFD = provider("e53c6823-7bb8-44bb-90dc-3f86090d48a6", 4);
const DNS = provider("1c95126e-7eea-49a9-a3fe-a378b03ddb4d", 1);

it("counts the events of all providers that answer a question", () => {
  const found = answers({ providers: [NDIS, TCPIP, AFD] });
  expect(found.find((answer) => answer.text.includes("process"))?.events).toBe(7);
  expect(found.find((answer) => answer.text.includes("NAT"))?.events).toBe(0);
});

it("offers every way to record packets where there are none", () => {
  expect(lacks({ providers: [TCPIP], packets: 0 })).toEqual([{ text: expect.stringContaining("No packets") as string, captures: CAPTURE_COMMANDS }]);
});

it("names each command once, with all it would bring", () => {
  const missing = lacks({ providers: [NDIS], packets: 10 });
  expect(new Set(missing.flatMap((lack) => lack.captures)).size).toBe(missing.length);
  expect(missing[0]?.text).toContain("switch");
  expect(missing[0]?.text).toContain("NAT");
});

it("asks for the one provider that is missing, and for nothing when all are there", () => {
  const most = [NDIS, VMSWITCH, WINNAT, TCPIP, DNS];
  expect(lacks({ providers: most, packets: 10 }).flatMap((lack) => lack.captures)).toEqual([DROPS]);
  expect(lacks({ providers: [...most, provider("4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac", 1)], packets: 10 })).toEqual([]);
});

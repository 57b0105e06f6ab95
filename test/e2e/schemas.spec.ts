import { EtlWriter } from "../fixtures/etl-writer.js";
import { Payload } from "../fixtures/payload.js";
import { CONTOSO, CONTOSO_NAME, MANIFEST, MESSAGES_GUID, TMF } from "../fixtures/schema-files.js";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/fixtures.js";

/** One event of a provider that nobody knows, and one trace message. */
function trace(): Buffer {
  const payload = new Payload().u8(10).u8(0).u8(0).u8(7).u16(3).utf16z("Ethernet 2").u8(1).ptr(0x1234n).done();
  const status = new Payload().ptr(0xa001n).u32(3).u32(0xc0000022).u32(0x2a).done();
  const writer = new EtlWriter({ cpuCount: 1 });
  writer.event({ provider: CONTOSO, id: 7, timeNs: 1000, payload }).message({ guid: MESSAGES_GUID, number: 10, timeNs: 2000, payload: status });
  return Buffer.from(writer.build());
}

const TRACE = { name: "agent.etl", mimeType: "application/octet-stream", buffer: trace() };
const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

test("schemas are dropped in, decode, are there after a reload, and are removed", async ({ app }) => {
  const choose = (...files: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[]): Promise<void> =>
    app.getByLabel("Trace files").setInputFiles([...files]);
  const decoded = (guid: string): Promise<number> =>
    app.evaluate(async (wanted) => (await theViewer().summary()).providers.find((provider) => provider.guid === wanted)?.decoded ?? -1, guid);
  const opened = (): Promise<void> => expect(app.getByRole("heading", { name: "Triage" })).toBeVisible();

  await choose(TRACE);
  await opened();
  expect(await decoded(CONTOSO)).toBe(0);
  await app.getByRole("button", { name: "Schemas", exact: true }).click();
  const dialog = app.getByRole("dialog", { name: "Schemas" });
  await expect(dialog).toContainText("None yet");
  await app.keyboard.press("Escape");

  await choose(file("agent.man", MANIFEST));
  await expect(app.getByRole("status").filter({ hasText: "manifest: defines 2" })).toBeVisible();
  expect(await decoded(CONTOSO)).toBe(1);
  expect(await app.evaluate(async () => (await theViewer().events({ filter: 'field.Adapter == "Ethernet 2"' })).rows[0]?.message)).toBe(
    "Link to 10.0.0.7 over Ethernet 2 is Up (1) after 3 attempts",
  );

  await app.reload();
  await choose(TRACE, file("driver.tmf", TMF));
  await opened();
  await expect.poll(() => decoded(MESSAGES_GUID)).toBe(1);
  expect(await decoded(CONTOSO)).toBe(1);

  await app.getByRole("button", { name: "Settings" }).click();
  await app
    .getByRole("button", { name: /^Schemas/ })
    .filter({ visible: true })
    .last()
    .click();
  await expect(dialog.getByRole("row", { name: `agent.man kept in this browser Manifest ${CONTOSO_NAME} 2 1` })).toBeVisible();
  await expect(dialog.getByRole("row", { name: /driver\.tmf kept/ })).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await app.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    expect(await violations(app)).toEqual([]);
  }
  await dialog.getByRole("button", { name: "Remove agent.man" }).click();
  await expect(dialog.getByRole("row", { name: /agent\.man/ })).toHaveCount(0);
  await expect.poll(() => decoded(CONTOSO)).toBe(0);
  expect(await decoded(MESSAGES_GUID)).toBe(1);

  await dialog.getByRole("checkbox").uncheck();
  await dialog.getByRole("button", { name: "Remove all" }).click();
  await expect(dialog).toContainText("None yet");
  await app.keyboard.press("Escape");
  await app.evaluate((text) => theViewer().addSideCar(text, "agent.man"), MANIFEST);
  expect(await decoded(CONTOSO)).toBe(1);
  await app.reload();
  await choose(TRACE);
  await opened();
  expect([await decoded(CONTOSO), await decoded(MESSAGES_GUID)]).toEqual([0, 0]);
});

test("schema files open together with the trace through the interface; without storage they still decode", async ({ app }) => {
  await app.addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", {
      value: {
        open: () => {
          throw new DOMException("no storage here", "SecurityError");
        },
      },
    });
  });
  await app.reload();
  const open = async (): Promise<number> =>
    app.evaluate(
      async ([bytes, manifest]) => {
        const etl = new Blob([Uint8Array.from(atob(bytes ?? ""), (char) => char.charCodeAt(0))]);
        const { providers } = await theViewer().open([etl, new File([manifest ?? ""], "agent.man")]);
        return providers.find(({ name }) => name === "Contoso-Network-Agent")?.decoded ?? -1;
      },
      [TRACE.buffer.toString("base64"), MANIFEST],
    );
  expect(await open()).toBe(1);
  await app.getByRole("button", { name: "Schemas", exact: true }).click();
  await expect(app.getByRole("dialog", { name: "Schemas" })).toContainText("Not kept: this browser gives the page no storage.");
  await expect(app.getByRole("row", { name: /agent\.man not kept/ })).toBeVisible();
  const refused = await app.evaluate(() =>
    theViewer()
      .addSideCar("<instrumentationManifest><a></instrumentationManifest>", "bad.man")
      .catch((e: unknown) => ({ code: (e as { code: string }).code, message: (e as Error).message })),
  );
  expect(refused).toEqual({ code: "damaged", message: "bad.man stops being well-formed XML in line 1: <a> is closed by </instrumentationManifest>." });
});

test("a newer page gets the database at once, and this one goes on without it", async ({ app }) => {
  await app.getByLabel("Trace files").setInputFiles([TRACE]);
  await expect(app.getByRole("heading", { name: "Triage" })).toBeVisible();
  await app.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("hopscope", 999);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onblocked = request.onerror = () => {
          reject(new Error("the page holds on to the database"));
        };
      }),
  );
  expect(await app.evaluate((text) => theViewer().addSideCar(text, "agent.man"), MANIFEST)).toEqual({ kind: "manifest", names: 2 });
  await expect(app.getByRole("status").filter({ hasText: "manifest: defines 2, not kept" })).toBeVisible();
});

import type { Page } from "@playwright/test";
import type { JourneyRow } from "../../web/core/api.js";
import { expect, test } from "./support/fixtures.js";
import { viewKey } from "./support/viewer.js";

async function openJourneys(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await theViewer().open("demo.etl");
  });
  await page.getByRole("navigation").getByRole("button", { name: "Journeys" }).click();
  await expect(sightings(page).first()).toBeVisible();
}

const journeys = (page: Page, sort: "start" | "-latency"): Promise<readonly JourneyRow[]> =>
  page.evaluate(async (order) => (await theViewer().journeys({ limit: 10_000, sort: order })).rows, sort);
const grid = (page: Page) => page.getByRole("grid", { name: "Journeys" });
const sightings = (page: Page) => page.getByRole("listbox", { name: /Sightings/ }).getByRole("option");
const title = (page: Page) => page.locator("hopscope-ladder h2");

test("the dropped journey, its reason and what to check are on the screen before anything is asked for", async ({ app }) => {
  await openJourneys(app);
  const dropped = (await journeys(app, "start")).filter(({ outcome }) => outcome === "dropped");
  expect(dropped.length).toBe(2);
  const [first, second] = dropped;
  await expect(title(app)).toHaveText(`#${first?.id ?? ""}`);
  await expect(app.locator("hopscope-ladder").getByText(first?.drop?.reason ?? "?")).toBeVisible();
  await expect(app.locator("hopscope-journeys").getByText(/\| Get-VMNetworkAdapterVlan$/)).toBeVisible();
  await expect(sightings(app).last()).toHaveAttribute("aria-label", /dropped at Container NIC/);

  await app.evaluate((id) => {
    theViewer().select("journey", id);
  }, second?.id ?? -1);
  await expect(title(app)).toHaveText(`#${second?.id ?? ""}`);
  await expect(app.locator("hopscope-ladder").getByText(/Failed Security Policy/)).toBeVisible();
  await expect(app.locator("hopscope-journeys").getByText(/^Get-VMNetworkAdapterAcl/)).toBeVisible();
});

test("the picture says its figures in a sentence, and its text says the same as the interface", async ({ app }) => {
  await openJourneys(app);
  const row = (await journeys(app, "start")).find(({ summary }) => summary.includes("49161 → 443 [SYN]"));
  await app.evaluate((id) => {
    theViewer().select("journey", id);
  }, row?.id ?? -1);
  await expect(app.getByRole("img", { name: /13 hops.*34\.7 microseconds, sent.*Longest hop/ })).toBeVisible();
  await expect(app.getByText("Changed at WinNAT")).toBeVisible();
  await expect(app.locator("hopscope-ladder .card")).toContainText("192.168.1.70");
  await expect(sightings(app)).toHaveCount(row?.sightings.length ?? 0);

  await app.getByRole("button", { name: "Steps as text" }).click();
  const steps = app.getByRole("table", { name: /Steps of journey/ });
  await expect(steps.getByRole("row")).toHaveCount((row?.sightings.length ?? 0) + 1);
  await expect(steps).toContainText("172.23.183.39 → 192.168.1.70");
  await expect(steps).toContainText("0xffff9383cbf21490");
});

test("one press on the head of the latencies brings the slowest journeys up, and says so", async ({ app }) => {
  await openJourneys(app);
  const head = grid(app).getByRole("columnheader", { name: /latency/ });
  await expect(head).toHaveAttribute("aria-sort", "none");
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const [slowest] = await journeys(app, "-latency");
  const us = ((slowest?.latencyNs ?? 0) / 1000).toFixed(1);
  await app.getByRole("button", { name: /^slowest/ }).click();
  await expect(title(app)).toHaveText(`#${slowest?.id ?? ""}`);
  await expect(app.locator("hopscope-ladder .figure")).toContainText(us);
  await expect(app.getByText(/longest hop/)).toBeVisible();
  // the selection is found again in the new order: it is the first row
  await expect(grid(app).locator("[aria-selected=true]")).toHaveAttribute("aria-rowindex", "2");
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
});

test("from the rows through the sightings to the bytes and back without a mouse", async ({ app }) => {
  await app.evaluate(async () => {
    const heard: unknown[] = [];
    document.addEventListener("hopscope-selection", (event) => heard.push((event as CustomEvent<unknown>).detail));
    Object.assign(document, { heard });
    await theViewer().open("demo.etl");
  });
  await app.keyboard.press(await viewKey(app, "Journeys"));
  await expect(sightings(app).first()).toBeVisible();
  const first = Number((await title(app).textContent())?.replace(/\D/g, ""));
  await app.keyboard.press("j");
  await expect(title(app)).toHaveText(`#${first + 1}`);
  await app.keyboard.press("k");
  await expect(title(app)).toHaveText(`#${first}`);
  const heard = (): Promise<unknown> => app.evaluate(() => (document as unknown as { heard: unknown[] }).heard);
  await expect.poll(heard).toEqual([
    { kind: "journey", id: first + 1 },
    { kind: "journey", id: first },
  ]);

  await app.keyboard.press("Enter");
  await expect(sightings(app).first()).toHaveAttribute("aria-selected", "true");
  await app.keyboard.press("ArrowDown");
  await expect(sightings(app).nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(app.getByRole("tree")).toBeVisible();
  await app.keyboard.press("Escape");
  await app.keyboard.press("j");
  await expect(title(app)).toHaveText(`#${first + 1}`);
  await expect(app.getByRole("tree")).toHaveCount(0);
});

test("a sighting leads to its packet, the packet to its journey, a drop of the overview to its journey", async ({ app }) => {
  await openJourneys(app);
  await app
    .getByRole("option", { name: /: frame at/ })
    .first()
    .click();
  await app.getByRole("button", { name: "open in packets" }).click();
  const packets = app.getByRole("navigation").getByRole("button", { name: "Packets" });
  await expect(packets).toHaveAttribute("aria-current", "page");
  const link = app.getByRole("button", { name: /^journey #/ }).first();
  await expect(link).toBeVisible();
  await link.click();
  await expect(app.getByRole("navigation").getByRole("button", { name: "Journeys" })).toHaveAttribute("aria-current", "page");
  await app.keyboard.press("1");
  await app
    .locator("hopscope-findings li.finding")
    .filter({ hasText: "acl-drop" })
    .getByRole("button", { name: /^journey #/ })
    .click();
  await expect(app.locator("hopscope-ladder").getByText(/Failed Security Policy/)).toBeVisible();
});

test("a trace without packets says why it has no journeys, and what would record some", async ({ app }) => {
  await app.evaluate(async () => {
    await theViewer().open("demo.etl");
  });
  // the summary is what the view asks: an empty trace of the same kind
  await app.evaluate(() => {
    const view = document.createElement("hopscope-journeys") as HTMLElement & Record<string, unknown>;
    const shown = theViewer().shadowRoot?.querySelector("hopscope-overview") as (HTMLElement & Record<string, unknown>) | null;
    if (shown === null) throw new Error("no overview");
    Object.assign(view, {
      session: shown["session"],
      settings: shown["settings"],
      summary: { ...(shown["summary"] as object), journeys: 0, packets: 0 },
    });
    shown.replaceWith(view);
  });
  await expect(app.getByRole("heading", { name: "No journeys in this trace" })).toBeVisible();
  await expect(app.getByText("netsh trace stop")).toBeVisible();
});

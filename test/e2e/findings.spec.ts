import { expect, test } from "./support/fixtures.js";
import type { Page } from "@playwright/test";

async function openDemo(app: Page): Promise<void> {
  await app.evaluate(async () => {
    await theViewer().open("demo.etl");
  });
  await expect(app.locator("hopscope-findings li.finding").first()).toBeVisible();
}

test("findings: the gravest first and open, with commands to copy and the journey that shows it", async ({ app }) => {
  await openDemo(app);
  const findings = app.locator("hopscope-findings");
  await expect(findings).toContainText("2 errors");
  const first = findings.locator("li.finding").first();
  await expect(first.getByRole("heading")).toHaveText("Frames tagged VLAN 30 die at Container NIC 066a9b55");
  await expect(first.getByRole("button", { name: /^Copy: .*Get-VMNetworkAdapterVlan/ }).first()).toBeVisible();
  await expect(first.locator("svg.strip")).toHaveAttribute("aria-label", /^1 drop between/);
  const acl = findings.locator("li.finding").filter({ hasText: "acl-drop" });
  await expect(acl.locator("code")).toHaveCount(0);
  await acl.getByRole("button", { name: /check next/ }).click();
  await expect(acl.locator("code").first()).toContainText("Get-VMNetworkAdapterAcl");
  await acl.getByRole("button", { name: /^journey #/ }).click();
  await expect(app.getByRole("navigation").getByRole("button", { name: "Journeys" })).toHaveAttribute("aria-current", "page");
});

test("many findings of one kind wait behind a button", async ({ app }) => {
  await openDemo(app);
  const findings = app.locator("hopscope-findings");
  const shown = await findings.locator("li.finding").count();
  const more = findings.getByRole("button", { name: /^Show \d+ more of nat-out$/ });
  await more.click();
  expect(await findings.locator("li.finding").count()).toBeGreaterThan(shown);
  await findings.getByRole("button", { name: "Show fewer nat-out" }).click();
  await expect(findings.locator("li.finding")).toHaveCount(shown);
});

test("latency by path class: a table with the figures that the interface gives", async ({ app }) => {
  await openDemo(app);
  const figures = await app.evaluate(async () => {
    const viewer = theViewer();
    const [findings, places, atlas] = await Promise.all([viewer.findings(), viewer.places(), viewer.atlas()]);
    return {
      codes: findings.map(({ code }) => code),
      places: places.length,
      classes: atlas.pathClasses.length,
      p50: atlas.pathClasses.find(({ pathClass }) => pathClass === "transparent")?.p50Ns,
    };
  });
  expect(figures.codes).toEqual(expect.arrayContaining(["vlan-drop", "acl-drop", "transparent-out", "transparent-in", "nat-out"]));
  expect(figures.places).toBeGreaterThan(5);
  const rows = app.locator("hopscope-path-classes tbody tr");
  await expect(rows).toHaveCount(figures.classes);
  const transparent = rows.filter({ hasText: "Transparent" });
  await expect(transparent).toContainText(`${((figures.p50 ?? 0) / 1000).toFixed(1)}\u202fµs`);
});

import type { Page } from "@playwright/test";
import type { FlowRow } from "../../web/core/api.js";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/fixtures.js";

async function open(page: Page, view: "nat" | "flows"): Promise<void> {
  await page.evaluate(async (name) => {
    await theViewer().open("demo.etl");
    theViewer().setAttribute("view", name);
  }, view);
  await expect(page.getByRole("grid").getByRole("row").nth(2)).toBeVisible();
}

const flowsOf = (page: Page): Promise<readonly FlowRow[]> => page.evaluate(async () => (await theViewer().flows({ limit: 10_000 })).rows);
const largest = (flows: readonly FlowRow[]): FlowRow | undefined =>
  flows.filter(({ tcp, translated }) => tcp !== undefined && translated === undefined).sort((a, b) => b.packets - a.packets)[0];
const select = (page: Page, kind: "place" | "natSession" | "flow" | "finding", id: number | string): Promise<unknown> =>
  page.evaluate(
    ([k, i]) =>
      new Promise((resolve) => {
        for (const type of ["hopscope-selection", "hopscope-error"]) {
          document.addEventListener(
            type,
            (event) => {
              resolve((event as CustomEvent<unknown>).detail);
            },
            { once: true },
          );
        }
        theViewer().select(k, i);
      }),
    [kind, id] as const,
  );
const current = (page: Page) => page.getByRole("navigation").locator("[aria-current=page]");

test("sessions: the selected one shows its steps, and its journeys are one press away", async ({ app }) => {
  await open(app, "nat");
  const total = await app.evaluate(async () => (await theViewer().natSessions({})).total);
  const grid = app.getByRole("grid", { name: "NAT sessions" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(total + 1));
  await grid.getByRole("row").filter({ hasText: "172.23.183.39:49161" }).click();
  const steps = app.getByRole("table", { name: "Steps of the session" });
  await expect(steps).toContainText("session created");
  await expect(steps).toContainText("Established");
  await expect(app.getByRole("img", { name: /lived .*open at the end/ }).last()).toBeVisible();
  await app.getByRole("button", { name: "show in journeys" }).click();
  await expect(current(app)).toHaveText("Journeys");
  expect(await app.evaluate(() => theViewer().getAttribute("filter") ?? (theViewer() as unknown as { filter: string }).filter)).toContain("nat.internal");
  await expect(app.getByRole("grid", { name: "Journeys" })).toHaveAttribute("aria-rowcount", "4");
});

test("a filter narrows both views, and one that hides all says so and is taken away there", async ({ app }) => {
  await open(app, "nat");
  const rows = async (filter: string): Promise<string> => {
    await app.evaluate((text) => {
      theViewer().setFilter(text);
    }, filter);
    return app.evaluate(async (text) => String(1 + (await theViewer().natSessions({ filter: text })).total), filter);
  };
  await expect(app.getByRole("grid")).toHaveAttribute("aria-rowcount", await rows("nat.protocol == tcp"));
  await expect(app.getByRole("contentinfo")).toContainText("NAT sessions hidden");
  await app.keyboard.press("7");
  await rows("tcp.port == 443");
  const fitting = await app.evaluate(async () => (await theViewer().flows({ filter: "tcp.port == 443" })).total);
  await expect(app.getByRole("grid", { name: "Flows" })).toHaveAttribute("aria-rowcount", String(fitting + 1));
  await rows("tcp.port == 1");
  await app.getByRole("button", { name: "Clear filter" }).first().click();
  await expect(app.getByRole("grid", { name: "Flows" })).toBeVisible();
});

test("by keyboard from the trace to a flow's charts, its packets and the ladder of one of them", async ({ app }) => {
  await app.evaluate(async () => {
    await theViewer().open("demo.etl");
  });
  await app.keyboard.press("7");
  const grid = app.getByRole("grid", { name: "Flows" });
  await expect(grid).toBeFocused();
  const flow = largest(await flowsOf(app));
  await select(app, "flow", flow?.id ?? -1);
  await expect(grid.locator("[aria-selected=true]")).toHaveAttribute("aria-rowindex", String((flow?.id ?? 0) + 2));
  const plot = app.getByRole("img", { name: /^Sequence numbers over time: client sent/ });
  await expect(plot.locator("canvas")).toBeVisible();
  await plot.focus();
  await app.keyboard.press("ArrowRight");
  await app.keyboard.press("ArrowRight");
  await expect(app.getByText(/^\+.*: sent by/)).toBeVisible();
  await app.keyboard.press("+");
  await expect(app.getByRole("button", { name: "show all" })).toBeVisible();
  await app.getByRole("button", { name: "Packets", exact: true }).last().press("Enter");
  const packets = app.getByRole("grid", { name: `Packets of flow ${flow?.id ?? ""}` });
  await expect(packets).toHaveAttribute("aria-rowcount", String((flow?.packets ?? 0) + 1));
  await expect(packets).toContainText("SYN, ACK");
  await packets.focus();
  await app.keyboard.press("ArrowDown");
  await app.keyboard.press("Enter");
  await expect(current(app)).toHaveText("Journeys");
});

test("flows on both sides of a translation lead to one another; a head puts the largest first", async ({ app }) => {
  await open(app, "flows");
  const flow = (await flowsOf(app)).find(({ translated }) => translated !== undefined);
  await select(app, "flow", flow?.id ?? -1);
  await app.getByRole("button", { name: `flow #${flow?.translated ?? ""} on the other side of the translation` }).click();
  await expect(app.getByRole("heading", { name: `Flow #${flow?.translated ?? ""}`, exact: true })).toBeVisible();
  const head = app.getByRole("columnheader", { name: "bytes" }).first();
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
});

test("a place, a session, a flow and a finding can be selected; what is not there is refused", async ({ app }) => {
  await open(app, "nat");
  expect(await select(app, "natSession", 1)).toEqual({ kind: "natSession", id: 1 });
  await expect(app.getByRole("heading", { name: "NAT session #1", exact: true })).toBeVisible();
  const [place] = await app.evaluate(() => theViewer().places());
  expect(await select(app, "place", place?.id ?? "")).toEqual({ kind: "place", id: place?.id });
  const findings = await app.evaluate(() => theViewer().findings());
  const last = findings.length - 1;
  expect(await select(app, "finding", last)).toEqual({ kind: "finding", id: last });
  await expect(current(app)).toHaveText("Overview");
  await expect(app.locator("hopscope-findings li.selected")).toContainText(findings[last]?.title ?? "?");
  const code = findings[0]?.code ?? "";
  expect(await select(app, "finding", code)).toEqual({ kind: "finding", id: code });
  await expect(app.locator("hopscope-findings li.selected")).toContainText(findings[0]?.title ?? "?");
  for (const [kind, id] of [
    ["natSession", 1000],
    ["natSession", "x"],
    ["flow", 1e6],
    ["flow", -1],
    ["place", "nowhere"],
    ["finding", "no-such-code"],
    ["finding", 999],
  ] as const)
    expect(await select(app, kind, id), `${kind} ${id}`).toMatchObject({ code: "unsupported" });
});

test("findings lead to the session and the place that show them", async ({ app }) => {
  await app.evaluate(async () => {
    await theViewer().open("demo.etl");
  });
  await app
    .locator("hopscope-findings")
    .getByRole("button", { name: /^NAT session #/ })
    .first()
    .click();
  await expect(current(app)).toHaveText("NAT");
  await expect(app.getByRole("heading", { name: /^NAT session #/ })).toBeVisible();
  await app
    .locator("hopscope-nat-session")
    .getByRole("button", { name: /^NAT: / })
    .first()
    .click();
  await expect(current(app)).toHaveText("Overview");
  await expect(app.locator("hopscope-findings li.selected")).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test(`sessions and flows, ${theme}: nothing that WCAG 2.2 AA forbids`, async ({ app }) => {
    await app.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await app.evaluate((value) => {
      theViewer().setAttribute("theme", value);
    }, theme);
    await open(app, "nat");
    await select(app, "natSession", 4);
    await expect(app.getByRole("table", { name: "Steps of the session" })).toBeVisible();
    expect(await violations(app)).toEqual([]);
    await app.keyboard.press("7");
    await select(app, "flow", largest(await flowsOf(app))?.id ?? -1);
    await expect(app.locator("hopscope-flow-charts canvas").first()).toBeVisible();
    expect(await violations(app)).toEqual([]);
    await app.getByRole("button", { name: "Packets", exact: true }).last().click();
    await expect(app.getByRole("grid", { name: /^Packets of flow/ })).toContainText("SYN");
    expect(await violations(app)).toEqual([]);
  });
}

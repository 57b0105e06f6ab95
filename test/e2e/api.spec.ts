import type { EventRow, Page as Rows, PacketRow, TraceSummary } from "../../web/core/api.js";
import type { HopscopeViewer } from "../../web/core/viewer-api.js";
import { readPcapng } from "../fixtures/pcapng-reader.js";
import { demo, expect, test } from "./support/fixtures.js";
import * as shapes from "./support/shapes.js";
import { choose, exportPcapng, openChosen } from "./support/viewer.js";
import type { Page } from "@playwright/test";

function openDemo(page: Page): Promise<TraceSummary> {
  return page.evaluate(() => theViewer().open("demo.etl"));
}
function events(page: Page, offset: number, limit: number): Promise<Rows<EventRow>> {
  return page.evaluate((query) => theViewer().events(query), { offset, limit });
}
function packets(page: Page, offset: number, limit: number): Promise<Rows<PacketRow>> {
  return page.evaluate((query) => theViewer().packets(query), { offset, limit });
}
/** Code of the TraceError that `call` rejects with, on the page's viewer. */
function codeOf(page: Page, call: "summary" | "events" | "packets" | "export"): Promise<string> {
  return page.evaluate(async (name) => {
    const viewer = theViewer();
    try {
      await (name === "export" ? viewer.export("pcapng") : viewer[name]());
    } catch (e) {
      return e instanceof Error ? `${e.name} ${String((e as Error & { code?: unknown }).code)}` : "not an Error";
    }
    return "resolved";
  }, call);
}

test("summary of the demo trace is as the contract has it", async ({ app }) => {
  const opened = await openDemo(app);
  expect(shapes.summary(opened, "summary")).toEqual([]);
  expect(opened.name).toBe("demo.etl");
  expect(opened.sizeBytes).toBe(demo().length);
  expect(opened.indexing).toEqual({ bytesDone: opened.sizeBytes, done: true });
  expect(opened.events).toBeGreaterThan(1000);
  expect(opened.packets).toBeGreaterThan(100);
  expect(opened.startNs).toBeLessThan(opened.endNs);
  expect(opened.providers.reduce((sum, { events: n }) => sum + n, 0)).toBe(opened.events);
  for (const { events: n, decoded, guid } of opened.providers) expect(decoded, guid).toBeLessThanOrEqual(n);
  expect(opened.sources).toMatchObject([{ name: "demo.etl", sizeBytes: opened.sizeBytes, events: opened.events }]);
  expect(await app.evaluate(() => theViewer().summary())).toEqual(opened);
});

test("a File gives the same trace as its address, under its own name or the one given", async ({ app }) => {
  const byUrl = await openDemo(app);
  await choose(app, { name: "other.etl", buffer: demo() });
  expect(await openChosen(app)).toMatchObject({ ok: true, events: byUrl.events, packets: byUrl.packets });
  const byFile = await app.evaluate(() => theViewer().summary());
  expect(byFile.sources).toMatchObject([{ name: "other.etl" }]);
  expect({ ...byFile, name: byUrl.name, sources: byUrl.sources }).toEqual(byUrl);
  expect(byFile.name).toBe("other.etl");
  await choose(app, { name: "other.etl", buffer: demo() });
  await openChosen(app, { name: "renamed" });
  expect((await app.evaluate(() => theViewer().summary())).name).toBe("renamed");
});

test("events come in time order, each as the contract has it", async ({ app }) => {
  const { events: total, startNs } = await openDemo(app);
  const all: EventRow[] = [];
  while (all.length < total) {
    const page = await events(app, all.length, 1000);
    expect(shapes.rows(shapes.eventRow)(page, "events")).toEqual([]);
    expect(page.total).toBe(total);
    expect(page.rows.length).toBe(Math.min(1000, total - all.length));
    all.push(...page.rows);
  }
  expect(all.map(({ index }) => index)).toEqual(all.map((_row, i) => i));
  expect(all.filter(({ timeNs }, i) => i > 0 && timeNs < (all[i - 1]?.timeNs ?? 0n)).length).toBe(0);
  expect(all.filter(({ timeNs }) => timeNs < startNs).length).toBe(0);
});

test("limit is 100 unless told and never above 10,000; an offset past the end gives no rows", async ({ app }) => {
  const { events: total } = await openDemo(app);
  const counts = await app.evaluate(async () => {
    const viewer = theViewer();
    const pages = [
      await viewer.events(),
      await viewer.events({ limit: 1_000_000 }),
      await viewer.events({ limit: 0 }),
      await viewer.events({ offset: 10_000_000 }),
    ];
    return pages.map((page) => ({ total: page.total, rows: page.rows.length }));
  });
  expect(counts).toEqual([100, Math.min(total, 10_000), 0, 0].map((n) => ({ total, rows: n })));
});

test("packets come in time order, each as the contract has it, and name their event", async ({ app }) => {
  const { packets: total } = await openDemo(app);
  const page = await packets(app, 0, 10_000);
  expect(shapes.rows(shapes.packetRow)(page, "packets")).toEqual([]);
  expect(page.total).toBe(total);
  expect(page.rows.map(({ index }) => index)).toEqual(page.rows.map((_row, i) => i));
  expect(page.rows.filter(({ timeNs }, i) => i > 0 && timeNs < (page.rows[i - 1]?.timeNs ?? 0n))).toEqual([]);
  for (const row of page.rows.slice(0, 20)) {
    expect(row.captured).toBeLessThanOrEqual(row.length);
    const [event] = (await events(app, row.event, 1)).rows;
    expect(event?.index).toBe(row.event);
    expect(event?.timeNs).toBe(row.timeNs);
  }
});

test("the pcapng holds every packet of the table, with its time, length and place", async ({ app }) => {
  await openDemo(app);
  const { rows } = await packets(app, 0, 10_000);
  const file = readPcapng(await exportPcapng(app));
  expect(file.packets.length).toBe(rows.length);
  expect(file.section.comment).toBeTruthy();
  expect(file.interfaces.filter(({ name, resolution }) => !name || resolution !== 9)).toEqual([]);
  expect(file.packets.map((p) => ({ timeNs: p.timeNs, length: p.length, captured: p.bytes.length, place: file.interfaces[p.interfaceId]?.name }))).toEqual(
    rows.map((r) => ({ timeNs: r.timeNs, length: r.length, captured: r.captured, place: r.place.name })),
  );
  expect(file.packets.filter(({ comment }) => !comment)).toEqual([]);
});

test("progress, ready and error are told by events that bubble out of the element", async ({ app }) => {
  const heard = await app.evaluate(async () => {
    const list: { type: string; detail: unknown }[] = [];
    for (const type of ["hopscope-progress", "hopscope-ready", "hopscope-error"])
      document.addEventListener(type, (event) => list.push({ type, detail: (event as CustomEvent<unknown>).detail }));
    const viewer = theViewer();
    await viewer.open("demo.etl");
    await viewer.open(new Blob(["not a trace"])).catch(() => undefined);
    return list;
  });
  const progress = heard.filter(({ type }) => type === "hopscope-progress").map(({ detail }) => detail as { bytesDone: number; bytesTotal: number });
  expect(progress.length).toBeGreaterThan(0);
  expect(progress.flatMap((one) => shapes.progress(one, "progress"))).toEqual([]);
  expect(progress.filter(({ bytesDone, bytesTotal }) => bytesDone > bytesTotal)).toEqual([]);
  const ready = heard.filter(({ type }) => type === "hopscope-ready");
  expect(ready.length).toBe(1);
  expect(shapes.summary(ready[0]?.detail, "ready")).toEqual([]);
  const errors = heard.filter(({ type }) => type === "hopscope-error");
  expect(errors).toMatchObject([{ detail: { code: "not-etl" } }]);
  expect((errors[0]?.detail as { message: string }).message).not.toBe("");
});

test("without an open trace every question is answered with not-open", async ({ app }) => {
  for (const call of ["summary", "events", "packets", "export"] as const) expect(await codeOf(app, call)).toBe("TraceError not-open");
  await openDemo(app);
  await app.evaluate(() => theViewer().close());
  for (const call of ["summary", "events", "packets", "export"] as const) expect(await codeOf(app, call)).toBe("TraceError not-open");
});

test("a signal stops the opening, before it begins and while it runs, and the next one works", async ({ app }) => {
  const codes = await app.evaluate(async () => {
    const viewer = theViewer();
    const attempt = (signal: AbortSignal): Promise<string> =>
      viewer.open("demo.etl", { signal }).then(
        () => "opened",
        (e: unknown) => (e as { code: string }).code,
      );
    const before = await attempt(AbortSignal.abort());
    const stop = new AbortController();
    const running = attempt(stop.signal);
    stop.abort();
    const during = await running;
    const again = await attempt(new AbortController().signal);
    return { before, during, again };
  });
  expect(codes).toEqual({ before: "aborted", during: "aborted", again: "opened" });
});

test("opening another trace stops the one being opened", async ({ app }) => {
  const outcome = await app.evaluate(async () => {
    const viewer = theViewer();
    const first = viewer.open("demo.etl", { name: "first" }).then(
      () => "opened",
      (e: unknown) => (e as { code: string }).code,
    );
    await viewer.open("demo.etl", { name: "second" });
    return { first: await first, name: (await viewer.summary()).name };
  });
  expect(outcome).toEqual({ first: "aborted", name: "second" });
});

test("a wrong filter is refused with the position of the fault", async ({ app }) => {
  await openDemo(app);
  const error = await app.evaluate(() =>
    theViewer()
      .events({ filter: "ip.addr == (((" })
      .then(
        () => undefined,
        (e: unknown) => ({ code: (e as { code: string }).code, offset: (e as { offset?: number }).offset }),
      ),
  );
  expect(error?.code).toBe("filter");
  expect(error?.offset).toBeGreaterThanOrEqual(0);
});

test("an export that there is not is refused as such", async ({ app }) => {
  await openDemo(app);
  const code = await app.evaluate(() =>
    theViewer()
      .export("evtx" as "csv")
      .then(
        () => "resolved",
        (e: unknown) => (e as { code: string }).code,
      ),
  );
  expect(["export", "unsupported"]).toContain(code);
});

test("an address that is not there is an error that says so", async ({ app, troubles }) => {
  const error = await app.evaluate(() =>
    theViewer()
      .open("missing.etl")
      .then(
        () => undefined,
        (e: unknown) => ({ code: (e as { code: string }).code, message: (e as Error).message }),
      ),
  );
  expect(error?.code).toBe("read");
  expect(error?.message).toContain("404");
  await expect(app.getByText(error?.message ?? "?").first()).toBeVisible();
  // The browser reports the failed request itself; nothing else may have gone wrong.
  expect(troubles.splice(0).filter((line) => !line.includes("404"))).toEqual([]);
});

test("two viewers on a page are two sessions", async ({ app }) => {
  const outcome = await app.evaluate(async () => {
    const second = document.createElement("hopscope-viewer");
    document.body.append(second);
    await second.open("demo.etl", { name: "second" });
    const first = await theViewer()
      .summary()
      .catch((e: unknown) => (e as { code: string }).code);
    const name = (await second.summary()).name;
    await second.close();
    second.remove();
    return { first, name };
  });
  expect(outcome).toEqual({ first: "not-open", name: "second" });
});

test("closing right after opening stops it, and the promise says so", async ({ app }) => {
  const outcome = await app.evaluate(async () => {
    const viewer = theViewer();
    const opening = viewer.open("demo.etl").then(
      () => "opened",
      (e: unknown) => (e as { code: string }).code,
    );
    await viewer.close();
    return [
      await opening,
      await viewer.summary().then(
        () => "open",
        (e: unknown) => (e as { code: string }).code,
      ),
    ];
  });
  expect(outcome).toEqual(["aborted", "not-open"]);
});

test("what is no address is refused as such, not looked for beside the page", async ({ app }) => {
  const codes = await app.evaluate(() =>
    Promise.all(
      ["", " ", undefined, null, 5, {}, new ArrayBuffer(8)].map((odd) => {
        const viewer = document.createElement("hopscope-viewer");
        return viewer.open(odd as string).then(
          () => "opened",
          (e: unknown) => (e as { code: string }).code,
        );
      }),
    ),
  );
  expect(codes).toEqual(codes.map(() => "read"));
});

test("attributes that are taken away ask for nothing; a wrong filter leaves the property saying what is in force", async ({ app }) => {
  await openDemo(app);
  const heard = await app.evaluate(async () => {
    const viewer = theViewer() as HopscopeViewer & { filter: string; readonly updateComplete: Promise<unknown> };
    const errors: unknown[] = [];
    viewer.addEventListener("hopscope-error", (event) => errors.push((event as CustomEvent<{ code: string; offset?: number }>).detail));
    const filters: string[] = [];
    const note = async (): Promise<void> => {
      while (!(await viewer.updateComplete));
      filters.push(viewer.filter);
    };
    for (const [name, value] of Object.entries({ filter: "udp", view: "packets", theme: "dark" })) viewer.setAttribute(name, value);
    await note();
    viewer.setAttribute("filter", "  udp ==");
    await note();
    for (const name of ["src", "filter", "view", "theme"]) viewer.removeAttribute(name);
    await note();
    return { filters, errors };
  });
  expect(heard).toMatchObject({ filters: ["udp", "udp", ""], errors: [{ code: "filter", offset: 8 }] });
});

test("only rows that there are can be selected", async ({ app }) => {
  const select = (kind: "event" | "packet" | "journey", id: number | string): Promise<unknown[]> =>
    app.evaluate(
      ([k, i]) => {
        const heard: unknown[] = [];
        const note = (event: Event): void => void heard.push((event as CustomEvent<{ code?: string; id?: number }>).detail);
        for (const type of ["hopscope-selection", "hopscope-error"]) document.addEventListener(type, note);
        theViewer().select(k, i);
        for (const type of ["hopscope-selection", "hopscope-error"]) document.removeEventListener(type, note);
        return heard;
      },
      [kind, id] as const,
    );
  expect(await select("packet", 0)).toMatchObject([{ code: "not-open" }]);
  const { packets: total } = await openDemo(app);
  expect(await select("packet", total)).toMatchObject([{ code: "unsupported" }]);
  expect(await select("packet", "")).toMatchObject([{ code: "unsupported" }]);
  expect(await select("packet", total - 1)).toEqual([{ kind: "packet", id: total - 1 }]);
});

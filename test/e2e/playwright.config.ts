import { defineConfig } from "@playwright/test";
import { LAUNCH_ARGS } from "../find-browser.mjs";
import type { SiteSettings } from "./support/fixtures.js";

const executablePath = process.env["CHROMIUM_PATH"];

/** What must hold wherever the page is hosted. The rest needs to be seen once. */
const EVERYWHERE = /(smoke|api)\.spec\.ts$/;

export default defineConfig<object, SiteSettings>({
  testDir: ".",
  outputDir: "../../test-results/e2e",
  reporter: [["list"], ["json", { outputFile: process.env["PLAYWRIGHT_JSON_OUTPUT_NAME"] ?? "../../test-results/playwright.json" }]],
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: LAUNCH_ARGS },
    trace: "off",
  },
  projects: [
    { name: "root", use: { base: "/" } },
    { name: "sub-path", use: { base: "/sub/path/" }, testMatch: EVERYWHERE },
  ],
});

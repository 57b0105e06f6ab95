import { expect, it } from "vitest";
import { isForeign } from "../../../web/app/network-proof.js";

const BASE = "https://host.example/hopscope/";

it("counts whatever is not one of the app's own files", () => {
  expect(isForeign("https://host.example/hopscope/assets/etl.wasm", BASE)).toBe(false);
  expect(isForeign("https://host.example/traces/net.etl", BASE)).toBe(true);
  expect(isForeign("https://host.example.evil/hopscope/x", BASE)).toBe(true);
});

it("does not count what never leaves the browser", () => {
  expect(isForeign("blob:https://host.example/0b1c", BASE)).toBe(false);
  expect(isForeign("data:text/plain,x", BASE)).toBe(false);
});

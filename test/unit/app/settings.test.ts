import { afterEach, expect, it, vi } from "vitest";
import { createSettings } from "../../../web/app/settings.js";

function storage(initial: Readonly<Record<string, string>>): Map<string, string> {
  const map = new Map(Object.entries(initial));
  vi.stubGlobal("localStorage", { getItem: (key: string) => map.get(key) ?? null, setItem: (key: string, value: string) => map.set(key, value) });
  return map;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it("takes what was stored and forgets what is no choice", () => {
  storage({ "hopscope.theme": "dark", "hopscope.density": "huge", "hopscope.keys": "false" });
  expect(createSettings().value).toMatchObject({ theme: "dark", density: "normal", keys: false, zone: "utc" });
});

it("stores a choice when it is made, and only that one", () => {
  const map = storage({});
  createSettings().update({ zone: "local" });
  expect([...map]).toEqual([["hopscope.zone", "local"]]);
});

it("works where storage is refused", () => {
  const refuse = (): never => {
    throw new DOMException("refused", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
  const settings = createSettings();
  settings.update({ theme: "light" });
  expect(settings.value.theme).toBe("light");
});

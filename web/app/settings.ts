import type { TimeZone } from "../core/format.js";
import { Store } from "../core/store.js";
import { recall, remember } from "./local-memory.js";

export type Theme = "auto" | "light" | "dark";
export type Density = "compact" | "normal" | "roomy";

export interface Settings {
  readonly theme: Theme;
  readonly zone: TimeZone;
  readonly density: Density;
  /** Single keys such as J, K and 1 to 4. They can be switched off for people whose input device sends letters by accident. */
  readonly keys: boolean;
  /** Times in tables: of day, or since the start of the trace. */
  readonly times: "absolute" | "relative";
  /** Where the detail of a row stands. */
  readonly dock: "below" | "right";
}

const DEFAULTS: Settings = { theme: "auto", zone: "utc", density: "normal", keys: true, times: "absolute", dock: "below" };

/** The choices of each setting; what is stored and is none of them is forgotten. */
const CHOICES: { readonly [K in keyof Settings]: readonly Settings[K][] } = {
  theme: ["auto", "light", "dark"],
  zone: ["utc", "local"],
  density: ["compact", "normal", "roomy"],
  keys: [true, false],
  times: ["absolute", "relative"],
  dock: ["below", "right"],
};

export const ROW_HEIGHT: Readonly<Record<Density, number>> = { compact: 20, normal: 24, roomy: 30 };

function stored<K extends keyof Settings>(key: K): Settings[K] {
  const text = recall(key);
  return CHOICES[key].find((choice) => String(choice) === text) ?? DEFAULTS[key];
}

export function createSettings(): Store<Settings> {
  const settings = new Store<Settings>({
    theme: stored("theme"),
    zone: stored("zone"),
    density: stored("density"),
    keys: stored("keys"),
    times: stored("times"),
    dock: stored("dock"),
  });
  let before = settings.value;
  settings.subscribe(() => {
    const now = settings.value;
    for (const key of Object.keys(CHOICES) as (keyof Settings)[]) if (now[key] !== before[key]) remember(key, String(now[key]));
    before = now;
  });
  return settings;
}

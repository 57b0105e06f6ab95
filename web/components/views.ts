import type { View } from "../core/api.js";
import type { IconName } from "./icons.js";

export interface ViewEntry {
  readonly view: View;
  readonly word: string;
  readonly icon: IconName;
}

/** The views of the rail, in the order of their number keys. */
export const VIEWS: readonly ViewEntry[] = [
  { view: "overview", word: "Overview", icon: "overview" },
  { view: "timeline", word: "Timeline", icon: "timeline" },
  { view: "journeys", word: "Journeys", icon: "journeys" },
  { view: "packets", word: "Packets", icon: "packets" },
  { view: "events", word: "Events", icon: "events" },
  { view: "nat", word: "NAT", icon: "nat" },
  { view: "flows", word: "Flows", icon: "flows" },
  { view: "atlas", word: "Atlas", icon: "atlas" },
  { view: "topology", word: "Topology", icon: "topology" },
];

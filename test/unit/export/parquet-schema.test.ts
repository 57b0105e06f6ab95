import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EVENT_COLUMNS, HOP_COLUMNS, JOURNEY_COLUMNS, NAT_COLUMNS, SIGHTING_COLUMNS } from "../../../web/export/parquet-schema.js";

const TABLES = { events: EVENT_COLUMNS, sightings: SIGHTING_COLUMNS, journeys: JOURNEY_COLUMNS, hops: HOP_COLUMNS, nat_sessions: NAT_COLUMNS };

test("the columns of every table are those that the README of the folder promises, in its order", () => {
  const readme = readFileSync("web/export/README.md", "utf8");
  for (const [table, columns] of Object.entries(TABLES)) {
    const [, list = ""] = new RegExp(`^\\| ${table} +\\| (.+?) *\\|$`, "m").exec(readme) ?? [];
    const promised = list.split(", ").flatMap((word) => {
      const name = word.replace(" (JSON)", "");
      return name.endsWith("…") ? ["", "_id", "_kind"].map((end) => name.slice(0, -1) + end) : [name];
    });
    const names = columns.map(({ name }) => name);
    expect(names, table).toEqual(["trace", "machine", ...promised]);
    expect(new Set(names).size, table).toBe(names.length);
  }
});

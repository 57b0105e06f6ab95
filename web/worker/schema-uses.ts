import type { SchemaUse } from "../core/engine-api.js";
import type { SchemaFile } from "../trace/schema-file.js";
import { Pace } from "./evaluate.js";
import type { OpenedTrace } from "./opened-trace.js";
import type { EventType } from "./scanner.js";
import { NO_USES, type SchemaUses, type UserFile, type UserSchemas } from "./user-schemas.js";

/** Events of one type that are decoded to see whether a layout fits; what they show holds for the rest in proportion. */
const PER_TYPE = 4096;
const IN_ALL = 65_536;

/** Decodes events of all types that layouts were brought for. `stop` throws when nobody wants the result any more. */
export async function countUses(
  { index, reader, describer, user }: Pick<OpenedTrace, "index" | "reader" | "describer" | "user">,
  stop: () => void,
): Promise<SchemaUses> {
  // Types are numbered from 1 on.
  const wanted = Array.from(index.types, (type?: EventType) => type?.schema === 0 && user.layouts(type.provider, type.id, type.version).length > 0);
  if (!wanted.includes(true)) return NO_USES;
  const counts = wanted.map(() => ({ events: 0, looked: 0, decoded: 0, files: new Map<string, number>() }));
  const pace = new Pace(stop);
  let left = IN_ALL;
  for (let row = 0; row < index.type.length; row++) {
    if (row % PER_TYPE === 0 && pace.due) await pace.rest();
    const type = index.type.get(row);
    const count = counts[type];
    if (count === undefined || wanted[type] !== true) continue;
    count.events++;
    if (count.looked >= PER_TYPE || left <= 0) continue;
    const stored = await reader.read(row);
    if (stored === undefined) continue;
    left--;
    count.looked++;
    const { decoded, userFile } = describer.describe(stored.header, stored.bytes);
    if (decoded) count.decoded++;
    if (userFile !== undefined) count.files.set(userFile, (count.files.get(userFile) ?? 0) + 1);
    if (pace.due) await pace.rest();
  }
  const decoded = new Map<number, number>();
  const events = new Map<string, number>();
  for (const [type, count] of counts.entries()) {
    if (count.looked === 0) continue;
    const all = (part: number): number => Math.floor((part / count.looked) * count.events);
    decoded.set(type, all(count.decoded));
    for (const [key, part] of count.files) events.set(key, (events.get(key) ?? 0) + all(part));
  }
  return { decoded, events };
}

/** The files as they are listed. */
export function schemaList({ files, uses }: UserSchemas): readonly SchemaUse[] {
  return files.map((file) => schemaUse(file, uses));
}

export function schemaUse({ key, name, size, content }: UserFile, uses = NO_USES): SchemaUse {
  const providers = content.providers.map((provider) => provider.name ?? provider.guid ?? "");
  return { key, name, size, kind: content.kind, providers, definitions: definitionsIn(content), events: uses.events.get(key) ?? 0 };
}

/** What a file teaches: event definitions, or names where it has only these. */
function definitionsIn({ kind, providers }: SchemaFile): number {
  return kind === "provider list" ? providers.length : providers.reduce((sum, provider) => sum + provider.schemas.length, 0);
}

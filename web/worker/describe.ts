import type { FieldNode } from "../core/fields.js";
import { builtInMap, builtInSchema, providerName, withSentence } from "../providers/registry.js";
import { VM_SWITCH_GUID } from "../providers/frames.js";
import { refineNodes } from "../providers/refine.js";
import type { EventHeader } from "../trace/event.js";
import { MANIFEST_EVENT_ID, MANIFEST_FIELDS } from "../trace/event-source.js";
import { kernelMap, kernelSchema } from "../trace/kernel-events.js";
import { kernelGroupName } from "../trace/kernel-groups.js";
import { renderMessage } from "../trace/message.js";
import { decodePayload, type DecodedPayload } from "../trace/payload.js";
import type { EventSchema, ValueMap } from "../trace/schema.js";
import { renderTraceMessage } from "../trace/trace-message.js";
import { providerTraits, traceLoggingSchema } from "../trace/trace-logging.js";
import type { FitLayout } from "./fit-layout.js";
import type { Metadata } from "./metadata.js";
import type { EventType } from "./scanner.js";
import type { UserFile, UserSchemas } from "./user-schemas.js";

const ITEM_SCHEMA = 0xb;
const ITEM_TRAITS = 0xc;

/** One event in words. */
export interface Description {
  readonly provider?: string;
  readonly name?: string;
  readonly message?: string;
  /** What the message was rendered from. */
  readonly template?: string;
  /** Ranges are offsets in the event. */
  readonly nodes: readonly FieldNode[];
  /** A layout was known and fits. */
  readonly decoded: boolean;
  /** Key of the file that somebody brought, where its layout or its words were used. */
  readonly userFile?: string;
}

/** An event decoded by one of the layouts that are known for it. */
interface Decoded {
  readonly schema: EventSchema;
  readonly payload: DecodedPayload;
  readonly file?: UserFile;
}

/** Decodes events by the best layout known: their own (TraceLogging), the trace's, those that people brought, then the built-in tables. */
export class Describer {
  readonly #metadata: Metadata;
  readonly #user: UserSchemas;

  constructor(metadata: Metadata, user: UserSchemas) {
    this.#metadata = metadata;
    this.#user = user;
  }

  describe(header: EventHeader, bytes: Uint8Array): Description {
    const traits = item(header, ITEM_TRAITS);
    const named = traits === undefined ? undefined : providerTraits(bytes, traits.from, traits.to).name;
    const provider = named ?? this.providerName(header.providerGuid);
    const schema = this.ownSchema(header, bytes);
    const found: Decoded | undefined = schema === undefined ? this.#known(header, bytes) : { schema, payload: this.#decode(schema, header, bytes) };
    const base = provider === undefined ? {} : { provider };
    const refined = found !== undefined && schema === undefined && found.file === undefined;
    const nodes = found === undefined ? rawNode(header, bytes) : refined ? refineNodes(header, found.payload.nodes, bytes) : found.payload.nodes;
    const decoded = found?.payload.fits === true;
    if (found !== undefined && hasWords(found.schema)) return { ...base, ...wordsOf(found.schema, nodes, header, found.file), nodes, decoded };
    // A listing may know the name of an event of which it has no fields.
    const listed = this.#user.layouts(header.providerGuid, header.id, header.version).find(({ schema: s }) => s.fieldsUnknown && s.version === header.version);
    const by = found?.file === undefined ? {} : { userFile: found.file.key };
    return { ...base, ...(listed === undefined ? by : wordsOf(listed.schema, nodes, header, listed.file)), nodes, decoded };
  }

  providerName(guid: string): string | undefined {
    return this.#metadata.providerName(guid) ?? providerName(guid) ?? kernelGroupName(guid) ?? this.#user.providerName(guid) ?? this.#metadata.binaryName(guid);
  }

  /** Whether a layout is known for an event and fits. */
  fits(header: EventHeader, bytes: Uint8Array): boolean {
    return this.#found(header, bytes)?.payload.fits === true;
  }

  /** The layouts that `fits` tries for a type, and what each is believed for. */
  checks({ provider, id, version, opcode }: Pick<EventType, "provider" | "id" | "version" | "opcode">): readonly FitLayout[] {
    const embedded = this.#metadata.schema(provider, id, version, opcode);
    const builtIn = candidates(provider, id, version, opcode);
    return [
      ...(embedded === undefined ? [] : [{ fields: embedded.fields, exact: false }]),
      ...builtIn.map((schema) => ({ fields: schema.fields, exact: onlyExact(schema, provider, version) })),
    ];
  }

  /** Every layout that `describe` may decode events of a type by, for events that do not bring their own. */
  layouts(provider: string, id: number, version: number, opcode: number): readonly EventSchema[] {
    const embedded = this.#metadata.schema(provider, id, version, opcode);
    const user = this.#user.layouts(provider, id, version).map(({ schema }) => schema);
    return [...(embedded === undefined ? [] : [embedded]), ...user, ...candidates(provider, id, version, opcode)];
  }

  #found(header: EventHeader, bytes: Uint8Array): { schema: EventSchema; payload: DecodedPayload } | undefined {
    const schema = this.ownSchema(header, bytes);
    return schema === undefined ? this.#known(header, bytes) : { schema, payload: this.#decode(schema, header, bytes) };
  }

  /** The layout that a self-describing event carries. */
  ownSchema(header: EventHeader, bytes: Uint8Array): EventSchema | undefined {
    const own = item(header, ITEM_SCHEMA);
    if (own === undefined) return undefined;
    const schema = traceLoggingSchema(bytes, own.from, own.to);
    return schema === undefined ? undefined : { provider: header.providerGuid, id: header.id, version: header.version, ...schema };
  }

  #known(header: EventHeader, bytes: Uint8Array): Decoded | undefined {
    const embedded = this.#metadata.schema(header.providerGuid, header.id, header.version, header.opcode);
    if (embedded !== undefined) {
      const payload = this.#decode(embedded, header, bytes);
      if (payload.fits) return { schema: embedded, payload };
    }
    const user = this.#byUser(header, bytes);
    if (user?.exact === true) return user;
    // A built-in layout is believed only when its lengths fit: the best of several wins.
    let best: (Decoded & { readonly score: number }) | undefined;
    for (const schema of candidates(header.providerGuid, header.id, header.version, header.opcode)) {
      const payload = this.#decode(schema, header, bytes);
      if (!payload.fits) continue;
      if (isExact(payload)) return { schema, payload };
      if (onlyExact(schema, header.providerGuid, header.version)) continue;
      const score = payload.trailing + payload.missing;
      if (best === undefined || score < best.score) best = { schema, payload, score };
    }
    return user ?? best;
  }

  /** By a layout that somebody brought: one that fits exactly, of whichever version, else the one of the event's version as far as it goes. */
  #byUser(header: EventHeader, bytes: Uint8Array): (Decoded & { readonly exact: boolean }) | undefined {
    let loose: (Decoded & { readonly exact: boolean }) | undefined;
    for (const { schema, file, maps } of this.#user.layouts(header.providerGuid, header.id, header.version)) {
      if (schema.fieldsUnknown) continue;
      const payload = this.#decode(schema, header, bytes, maps);
      if (!payload.fits) continue;
      if (isExact(payload)) return { schema, payload, file, exact: true };
      // Trace messages have no versions: two of one number are of two builds.
      if (schema.version === header.version || schema.format !== undefined) loose ??= { schema, payload, file, exact: false };
    }
    return loose;
  }

  #decode(schema: EventSchema, header: EventHeader, bytes: Uint8Array, maps?: ReadonlyMap<string, ValueMap>): DecodedPayload {
    return decodePayload(
      schema,
      bytes,
      header.payloadFrom,
      header.payloadTo,
      header.pointerSize,
      (name) => maps?.get(name) ?? this.map(header.providerGuid, name),
    );
  }

  map(provider: string, name: string): ValueMap | undefined {
    return this.#metadata.map(provider, name) ?? builtInMap(provider, name, this.#metadata.build) ?? kernelMap(name);
  }
}

function isExact({ trailing, missing }: DecodedPayload): boolean {
  return trailing === 0 && missing === 0;
}

function hasWords({ name, message, format }: EventSchema): boolean {
  return (name !== undefined && name !== "") || message !== undefined || format !== undefined;
}

function wordsOf({ name, message, format }: EventSchema, nodes: readonly FieldNode[], header: EventHeader, file: UserFile | undefined): Partial<Description> {
  const template = format?.text ?? message;
  return {
    ...(name === undefined || name === "" ? {} : { name }),
    ...(template === undefined || template === ""
      ? {}
      : { template, message: format === undefined ? renderMessage(template, nodes) : renderTraceMessage(format, nodes, header) }),
    ...(file === undefined ? {} : { userFile: file.key }),
  };
}

/** Fields were appended without a version change more than once; vmSwitch layouts are not sure enough for that. */
function onlyExact(schema: EventSchema, provider: string, version: number): boolean {
  return schema.version !== version || provider === VM_SWITCH_GUID;
}

/** Built-in layouts to try, the likeliest first. */
function candidates(provider: string, id: number, version: number, opcode: number): readonly EventSchema[] {
  const kernel = id === 0 ? kernelSchema(provider, opcode, version) : undefined;
  const tables = builtInSchema(provider, id, version, opcode);
  if (id === MANIFEST_EVENT_ID) return [...tables, { provider, id, version, name: "Manifest", fields: MANIFEST_FIELDS }];
  return kernel === undefined ? tables : [withSentence(kernel), ...tables];
}

function item(header: EventHeader, type: number): { readonly from: number; readonly to: number } | undefined {
  return header.items.find((i) => i.type === type);
}

function rawNode(header: EventHeader, bytes: Uint8Array): FieldNode[] {
  const { payloadFrom: from, payloadTo: to } = header;
  if (to <= from) return [];
  return [{ name: "raw", label: "Not decoded", text: `${to - from} bytes`, value: bytes.slice(from, to), from, to }];
}

/** One line for tables: the first fields of an event that has no message of its own. */
export function fieldLine(nodes: readonly FieldNode[], max = 240): string {
  let line = "";
  for (const node of nodes) {
    if (line.length >= max) return `${line.slice(0, max)}…`;
    line += `${line === "" ? "" : ", "}${node.name}: ${node.text}`;
  }
  return line.replaceAll(/\s+/g, " ");
}

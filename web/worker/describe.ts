import type { FieldNode } from "../core/fields.js";
import { builtInMap, builtInSchema, providerName } from "../providers/registry.js";
import { VM_SWITCH_GUID } from "../providers/frames.js";
import type { EventHeader } from "../trace/event.js";
import { kernelMap, kernelSchema } from "../trace/kernel-events.js";
import { kernelGroupName } from "../trace/kernel-groups.js";
import { renderMessage } from "../trace/message.js";
import { decodePayload, type DecodedPayload } from "../trace/payload.js";
import type { EventSchema, ValueMap } from "../trace/schema.js";
import { providerTraits, traceLoggingSchema } from "../trace/trace-logging.js";
import type { Metadata } from "./metadata.js";

const ITEM_SCHEMA = 0xb;
const ITEM_TRAITS = 0xc;

/** One event in words. */
export interface Description {
  readonly provider?: string;
  readonly name?: string;
  readonly message?: string;
  /** Ranges are offsets in the event. */
  readonly nodes: readonly FieldNode[];
  /** A layout was known and fits. */
  readonly decoded: boolean;
}

/** Decodes events by the best layout known: their own (TraceLogging), the trace's, then the built-in tables. */
export class Describer {
  readonly #metadata: Metadata;

  constructor(metadata: Metadata) {
    this.#metadata = metadata;
  }

  describe(header: EventHeader, bytes: Uint8Array): Description {
    const traits = item(header, ITEM_TRAITS);
    const named = traits === undefined ? undefined : providerTraits(bytes, traits.from, traits.to).name;
    const provider = named ?? this.providerName(header.providerGuid);
    const schema = this.#ownSchema(header, bytes);
    const found = schema === undefined ? this.#known(header, bytes) : { schema, payload: this.#decode(schema, header, bytes) };
    const base = provider === undefined ? {} : { provider };
    if (found === undefined) return { ...base, nodes: rawNode(header, bytes), decoded: false };
    const { name, message } = found.schema;
    return {
      ...base,
      ...(name === undefined || name === "" ? {} : { name }),
      ...(message === undefined || message === "" ? {} : { message: renderMessage(message, found.payload.nodes) }),
      nodes: found.payload.nodes,
      decoded: found.payload.fits,
    };
  }

  providerName(guid: string): string | undefined {
    return this.#metadata.providerName(guid) ?? providerName(guid) ?? kernelGroupName(guid);
  }

  /** Whether events of a type have a layout at all; whether it fits shows with each event. */
  knows(provider: string, id: number, version: number, opcode: number, selfDescribing: boolean): boolean {
    return selfDescribing || this.#metadata.schema(provider, id, version, opcode) !== undefined || candidates(provider, id, version, opcode).length > 0;
  }

  /** Every layout that `describe` may decode events of a type by, for events that do not bring their own. */
  layouts(provider: string, id: number, version: number, opcode: number): readonly EventSchema[] {
    const embedded = this.#metadata.schema(provider, id, version, opcode);
    return [...(embedded === undefined ? [] : [embedded]), ...candidates(provider, id, version, opcode)];
  }

  #ownSchema(header: EventHeader, bytes: Uint8Array): EventSchema | undefined {
    const own = item(header, ITEM_SCHEMA);
    if (own === undefined) return undefined;
    const schema = traceLoggingSchema(bytes, own.from, own.to);
    return schema === undefined ? undefined : { provider: header.providerGuid, id: header.id, version: header.version, ...schema };
  }

  #known(header: EventHeader, bytes: Uint8Array): { schema: EventSchema; payload: DecodedPayload } | undefined {
    const embedded = this.#metadata.schema(header.providerGuid, header.id, header.version, header.opcode);
    if (embedded !== undefined) {
      const payload = this.#decode(embedded, header, bytes);
      if (payload.fits) return { schema: embedded, payload };
    }
    // A built-in layout is believed only when its lengths fit: the best of several wins.
    let best: { schema: EventSchema; payload: DecodedPayload; score: number } | undefined;
    for (const schema of candidates(header.providerGuid, header.id, header.version, header.opcode)) {
      const payload = this.#decode(schema, header, bytes);
      if (!payload.fits) continue;
      const exact = payload.trailing === 0 && payload.missing === 0;
      if (exact) return { schema, payload };
      // Fields were appended without a version change more than once; vmSwitch layouts are not sure enough for that.
      if (schema.version !== header.version || header.providerGuid === VM_SWITCH_GUID) continue;
      const score = payload.trailing + payload.missing;
      if (best === undefined || score < best.score) best = { schema, payload, score };
    }
    return best;
  }

  #decode(schema: EventSchema, header: EventHeader, bytes: Uint8Array): DecodedPayload {
    return decodePayload(schema, bytes, header.payloadFrom, header.payloadTo, header.pointerSize, (name) => this.map(header.providerGuid, name));
  }

  map(provider: string, name: string): ValueMap | undefined {
    return this.#metadata.map(provider, name) ?? builtInMap(provider, name, this.#metadata.build) ?? kernelMap(name);
  }
}

/** Built-in layouts to try, the likeliest first. */
function candidates(provider: string, id: number, version: number, opcode: number): readonly EventSchema[] {
  const kernel = id === 0 ? kernelSchema(provider, opcode, version) : undefined;
  const tables = builtInSchema(provider, id, version, opcode);
  return kernel === undefined ? tables : [kernel, ...tables];
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

import { attribute, numberOf } from "./template.js";
import { childOf, childrenOf } from "./xml.js";
import type { XmlElement } from "./xml.js";

/** What a listing says of one event. A `template` that is there and empty means no fields, one that is missing means nothing. */
export interface ListedEvent {
  id: number;
  version: number;
  task?: string | undefined;
  opcode?: string | undefined;
  template?: string;
  message?: string;
}

export interface Listed {
  guid?: string | undefined;
  name?: string | undefined;
  readonly events: ListedEvent[];
}

/** Events of one listing, and characters of a message. */
export const MAX_EVENTS = 65_536;
export const MAX_MESSAGE = 4096;
const MAX_JSON_DEPTH = 6;
export const PLAIN_GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

function eventOf(id: unknown, version: unknown): ListedEvent | undefined {
  const number = numberOf(String(id).trim());
  // Ids of the event log have 32 bits, those of traces 16.
  return number === undefined || number > 0xffff ? undefined : { id: number, version: Math.min(255, numberOf(String(version).trim()) ?? 0) };
}

/** "Name : value" lines as PowerShell prints them: longer values go on in the next lines, indented. */
export function fromFormatList(lines: readonly string[]): Listed | undefined {
  const listed: Listed = { events: [] };
  let event: ListedEvent | undefined;
  let key = "";
  const values = new Map<string, string[]>();
  const finish = (): void => {
    const text = (name: string): string | undefined => values.get(name)?.join("\n");
    if (event !== undefined && listed.events.length < MAX_EVENTS && (values.has("template") || (values.has("version") && values.has("description")))) {
      const [template, message] = [text("template"), text("description")];
      listed.events.push({ ...event, ...(template !== undefined && { template }), ...(message !== undefined && { message }) });
    }
    event = undefined;
    values.clear();
  };
  for (const line of lines) {
    const start = /^([A-Za-z]\w{0,30}) {0,40}: ?/.exec(line);
    if (start === null) {
      if (key !== "") values.get(key)?.push(line.trim());
      continue;
    }
    key = (start[1] ?? "").toLowerCase();
    const value = line.slice(start[0].length).trim();
    if (key === "id" || ((key === "name" || key === "providername") && event !== undefined)) finish();
    if (key === "id" && PLAIN_GUID.test(value)) listed.guid = value;
    else if (key === "id") event = eventOf(value, 0);
    else if (key === "version" && event !== undefined) {
      event = eventOf(event.id, value);
      values.set(key, [value]);
    } else if (key === "providername" || (key === "name" && event === undefined)) listed.name ??= value;
    else if (key === "guid" || key === "providerid") listed.guid ??= value;
    else if (!values.has(key)) values.set(key, [value]);
  }
  finish();
  return listed;
}

/** Keys of wevtutil's output; another line goes on the message above it. */
const WEVTUTIL =
  /^\s*(name|guid|helpLink|resourceFileName|parameterFileName|messageFileName|message|channels?|levels?|opcodes?|tasks?|keywords?|events?|id|flags|value|version|mask|eventGUID|imported|pageName): ?(.*)$/;

/** name:, guid: and then sections of indented things, each beginning with its kind and nothing behind the colon. */
export function fromWevtutil(lines: readonly string[]): Listed | undefined {
  const listed: Listed = { events: [] };
  const names = { task: new Map<number, string>(), opcode: new Map<number, string>() };
  let thing: Map<string, string> | undefined;
  let kind = "";
  let key = "";
  const finish = (): void => {
    const value = numberOf(thing?.get("value"));
    if (thing === undefined || value === undefined) return;
    if (kind === "task" || kind === "opcode") names[kind].set(value, thing.get("name") ?? "");
    const event = kind === "event" ? eventOf(value, thing.get("version")) : undefined;
    if (event === undefined || listed.events.length >= MAX_EVENTS) return;
    const message = thing.get("message");
    listed.events.push({
      ...event,
      task: nameOf(names.task, thing.get("task")),
      opcode: nameOf(names.opcode, thing.get("opcode")),
      ...(message !== undefined && { message }),
    });
  };
  let isOne = false;
  for (const line of lines) {
    const parts = WEVTUTIL.exec(line);
    if (parts === null) {
      const before = thing?.get("message");
      if (key === "message" && before !== undefined && before.length < MAX_MESSAGE) thing?.set("message", `${before}\n${line.trim()}`);
      continue;
    }
    const [, found = "", value = ""] = parts;
    key = found;
    if (value === "" && ["channel", "level", "opcode", "task", "keyword", "event"].includes(found)) {
      finish();
      [kind, thing] = [found, new Map()];
    } else if (value === "" && found.endsWith("s") && found !== "flags") {
      finish();
      [kind, thing] = ["", undefined];
      isOne ||= found === "events" && listed.guid !== undefined;
    } else if (thing !== undefined) thing.set(found, value);
    else if (found === "guid") listed.guid = value.trim();
    else if (found === "name") listed.name ??= value.trim();
  }
  finish();
  return isOne ? listed : undefined;
}

/** Tasks and opcodes are numbers whose names stand in their own sections; 0 is none. */
function nameOf(names: ReadonlyMap<number, string>, value: string | undefined): string | undefined {
  const number = numberOf(value);
  return number === undefined || number === 0 ? undefined : names.get(number);
}

export function fromXml(provider: XmlElement): Listed {
  const names = (section: string, element: string): ReadonlyMap<number, string> =>
    new Map(childrenOf(childOf(provider, section), element).map((e) => [numberOf(attribute(e, "value")) ?? -1, attribute(e, "name") ?? ""]));
  const tasks = names("tasks", "task");
  const opcodes = names("opcodes", "opcode");
  const events = childrenOf(childOf(provider, "events"), "event").slice(0, MAX_EVENTS);
  return {
    guid: attribute(provider, "guid"),
    name: attribute(provider, "name"),
    events: events.flatMap((element) => {
      const event = eventOf(attribute(element, "value"), attribute(element, "version"));
      const message = attribute(element, "message");
      const [task, opcode] = [nameOf(tasks, attribute(element, "task")), nameOf(opcodes, attribute(element, "opcode"))];
      return event === undefined ? [] : [{ ...event, task, opcode, ...(message !== undefined && { message }) }];
    }),
  };
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** A property in whichever case; only the thing's own. */
function own(thing: Json, name: string): unknown {
  return Object.hasOwn(thing, name) ? thing[name] : undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Events, a provider with its Events, or an array of either, as ConvertTo-Json writes them. */
export function fromJson(text: string): Listed | undefined {
  if (!/^[\s\ufeff]*[[{]/.test(text)) return undefined;
  let whole: unknown;
  try {
    whole = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
  const listed: Listed = { events: [] };
  const visit = (value: unknown, depth: number): void => {
    if (depth > MAX_JSON_DEPTH || listed.events.length >= MAX_EVENTS) return;
    if (Array.isArray(value)) for (const element of value as readonly unknown[]) visit(element, depth + 1);
    if (!isObject(value)) return;
    const id = own(value, "Id");
    if (typeof id === "number" && (Object.hasOwn(value, "Template") || typeof own(value, "Version") === "number")) {
      const event = jsonEvent(value, id);
      if (event !== undefined) listed.events.push(event);
    } else {
      if (Array.isArray(own(value, "Events"))) {
        listed.guid ??= textOf(id);
        listed.name ??= textOf(own(value, "Name")) ?? textOf(own(value, "ProviderName"));
      }
      for (const key of ["Events", "value"]) visit(own(value, key), depth + 1);
    }
  };
  visit(whole, 0);
  return listed;
}

function jsonEvent(thing: Json, id: number): ListedEvent | undefined {
  const event = eventOf(id, own(thing, "Version") ?? 0);
  if (event === undefined) return undefined;
  const named = (key: string): string | undefined => {
    const part = own(thing, key);
    return isObject(part) ? (textOf(own(part, "Name")) ?? textOf(own(part, "DisplayName"))) : undefined;
  };
  const template = own(thing, "Template");
  const message = textOf(own(thing, "Description"));
  return {
    ...event,
    task: named("Task"),
    opcode: named("Opcode"),
    ...(Object.hasOwn(thing, "Template") && { template: typeof template === "string" ? template : "" }),
    ...(message !== undefined && { message }),
  };
}

import { TraceError } from "../core/errors.js";
import { taskAndOpcode, templateOf } from "./message.js";
import type { EventSchema, FieldSchema } from "./schema.js";
import type { SchemaFile, SchemaProvider } from "./schema-file.js";
import { fromFormatList, fromJson, fromWevtutil, fromXml, MAX_EVENTS, MAX_MESSAGE, PLAIN_GUID } from "./listing-forms.js";
import type { Listed, ListedEvent } from "./listing-forms.js";
import { fieldsOfTemplate } from "./template.js";
import { parseXml } from "./xml.js";
import type { XmlElement } from "./xml.js";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/**
 * Text that lists the events of a provider:
 *  - Get-WinEvent -ListProvider ... .Events, as a list or as JSON: ids, versions, templates with all fields, messages;
 *  - wevtutil gp ... /ge /gm, as text or as XML (`root`): ids, versions, names, messages, no fields;
 *  - logman query providers: the names of GUIDs.
 * Throws TraceError "unsupported" for one that does not say which provider it is of.
 */
export function eventListing(text: string, root: XmlElement | undefined, fileName: string | undefined): SchemaFile | undefined {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const listed = root === undefined ? (fromJson(text) ?? fromWevtutil(lines) ?? fromFormatList(lines)) : fromXml(root);
  if (listed !== undefined && listed.events.length > 0) return { kind: "event listing", providers: [providerOf(listed, text, fileName)] };
  const providers = root === undefined ? providerNames(lines) : [];
  return providers.length === 0 ? undefined : { kind: "provider list", providers };
}

function providerOf(listed: Listed, text: string, fileName: string | undefined): SchemaProvider {
  const guid = PLAIN_GUID.exec(listed.guid ?? "")?.[1]?.toLowerCase();
  const name = listed.name ?? /-ListProvider\s+['"]?([\w.-]{2,256})/i.exec(text)?.[1] ?? /\bgp\s+['"]?([\w.-]{2,256})/i.exec(text)?.[1] ?? nameOfFile(fileName);
  if (guid === undefined && name === undefined)
    throw new TraceError(
      "unsupported",
      `${fileName ?? "The text"} lists ${listed.events.length} events but not of which provider: expected its name or GUID in the text, the command with -ListProvider in its first line, or a file named after the provider.`,
    );
  return {
    ...(guid !== undefined && { guid }),
    ...(name !== undefined && { name }),
    schemas: listed.events.map((event) => schemaOf(event, guid ?? "", name)),
    maps: new Map(),
  };
}

/** "Contoso-Net.txt" is called after its provider, "events.txt" is not. */
function nameOfFile(fileName: string | undefined): string | undefined {
  return /^([A-Za-z][\w.]{0,100}(?:-[\w.]{1,100}){1,8})\.\w{1,5}$/.exec(fileName ?? "")?.[1];
}

function schemaOf(event: ListedEvent, provider: string, providerName: string | undefined): EventSchema {
  const fields = fieldsOf(event.template);
  const name = taskAndOpcode(event.task, event.opcode);
  const words = event.message?.slice(0, MAX_MESSAGE).trim() ?? "";
  // Without the fields their numbers in the message say nothing.
  const useful = words !== "" && (fields !== undefined || !/%\d/.test(words));
  const names = (fields ?? []).slice(0, 99).map((field) => field.name);
  return {
    provider,
    ...(providerName !== undefined && { providerName }),
    id: event.id,
    version: event.version,
    ...(name !== undefined && { name }),
    fields: fields ?? [],
    ...(fields === undefined && { fieldsUnknown: true }),
    ...(useful && { message: templateOf(words, names) }),
  };
}

function fieldsOf(template: string | undefined): readonly FieldSchema[] | undefined {
  if (template === undefined) return undefined;
  if (template.trim() === "") return [];
  const root = parseXml(template);
  return root?.name === "template" ? fieldsOfTemplate(root) : undefined;
}

/** The table of logman query providers: a name and a GUID in braces in each line, under a line of dashes. */
function providerNames(lines: readonly string[]): readonly SchemaProvider[] {
  const top = lines.findIndex((line) => /^\s*-{20,}\s*$/.test(line));
  if (top < 1 || !/\bGUID\b/.test(lines[top - 1] ?? "")) return [];
  const providers: SchemaProvider[] = [];
  for (const line of lines.slice(top + 1, top + 1 + MAX_EVENTS)) {
    const at = line.lastIndexOf("{");
    const guid = at > 0 && line.length < 400 ? GUID.exec(line.slice(at))?.[0].toLowerCase() : undefined;
    const name = line.slice(0, Math.max(0, at)).trim();
    if (guid !== undefined && name !== "") providers.push({ guid, name, schemas: [], maps: new Map() });
  }
  return providers;
}

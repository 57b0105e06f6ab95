import { taskAndOpcode, templateOf } from "./message.js";
import { IN_TYPE as T, OUT_TYPE as O } from "./schema.js";
import type { EventSchema, FieldSchema, ValueMap } from "./schema.js";
import { childOf, childrenOf, parseXml } from "./xml.js";
import type { XmlElement } from "./xml.js";

/** One provider of a manifest, whether a .NET event source wrote it into the trace or a person dropped a .man file. */
export interface ManifestProvider {
  readonly guid: string;
  readonly name: string;
  readonly schemas: readonly EventSchema[];
  readonly maps: ReadonlyMap<string, ValueMap>;
}

const MAX_STRUCT_DEPTH = 8;
/** Events may share one long string of the table, and each makes a message of its own of it: characters of all messages of a provider. */
const MAX_MESSAGES = 8 * 1024 * 1024;
/** %1 to %99 are all that a message can name. */
const MAX_NAMED = 99;

/** Names without their prefix (win:, xs:, trace:), in lower case. */
const IN_TYPES: Readonly<Record<string, number>> = {
  unicodestring: T.UNICODE_STRING,
  ansistring: T.ANSI_STRING,
  int8: T.INT8,
  uint8: T.UINT8,
  int16: T.INT16,
  uint16: T.UINT16,
  int32: T.INT32,
  uint32: T.UINT32,
  int64: T.INT64,
  uint64: T.UINT64,
  float: T.FLOAT,
  double: T.DOUBLE,
  boolean: T.BOOLEAN,
  binary: T.BINARY,
  guid: T.GUID,
  pointer: T.POINTER,
  filetime: T.FILETIME,
  systemtime: T.SYSTEMTIME,
  sid: T.SID,
  hexint32: T.HEX_INT32,
  hexint64: T.HEX_INT64,
  countedunicodestring: T.MANIFEST_COUNTED_STRING,
  countedansistring: T.MANIFEST_COUNTED_ANSI_STRING,
  countedbinary: T.MANIFEST_COUNTED_BINARY,
  unicodechar: T.UNICODE_CHAR,
  ansichar: T.ANSI_CHAR,
  sizet: T.SIZE_T,
  hexdump: T.HEX_DUMP,
  wbemsid: T.WBEM_SID,
};

/** Only those that change how a value is shown. */
const OUT_TYPES: Readonly<Record<string, number>> = {
  string: O.STRING,
  datetime: O.DATE_TIME,
  boolean: O.BOOLEAN,
  hexbinary: O.HEX_BINARY,
  hexint8: O.HEX_INT8,
  hexint16: O.HEX_INT16,
  hexint32: O.HEX_INT32,
  hexint64: O.HEX_INT64,
  pid: O.PID,
  tid: O.TID,
  port: O.PORT,
  ipv4: O.IPV4,
  ipv6: O.IPV6,
  socketaddress: O.SOCKET_ADDRESS,
  etwtime: O.ETW_TIME,
  xml: O.XML,
  win32error: O.WIN32_ERROR,
  ntstatus: O.NTSTATUS,
  hresult: O.HRESULT,
  datetimecultureinsensitive: O.CULTURE_INSENSITIVE_DATE_TIME,
  json: O.JSON,
  utf8: O.UTF8,
  pkcs7withtypeinfo: O.PKCS7,
  codepointer: O.CODE_POINTER,
  datetimeutc: O.DATE_TIME_UTC,
};

const LEVELS: Readonly<Record<string, number>> = {
  "win:LogAlways": 0,
  "win:Critical": 1,
  "win:Error": 2,
  "win:Warning": 3,
  "win:Informational": 4,
  "win:Verbose": 5,
};

function typeOf(table: Readonly<Record<string, number>>, name: string | undefined): number | undefined {
  const key = (name ?? "").slice((name ?? "").indexOf(":") + 1).toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A decimal or 0x number that an unsigned 32-bit field can hold. */
function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return undefined;
  const number = Number(text);
  return number <= 0xffffffff ? number : undefined;
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.get(name);
}

/** length and count are numbers or names of other fields. */
function sizes(element: XmlElement): Pick<FieldSchema, "length" | "count"> {
  const length = attribute(element, "length");
  const count = attribute(element, "count");
  return { ...(length !== undefined && { length: numberOf(length) ?? length }), ...(count !== undefined && { count: numberOf(count) ?? count }) };
}

function fieldsOfTemplate(template: XmlElement, depth: number): readonly FieldSchema[] | undefined {
  const fields: FieldSchema[] = [];
  for (const element of template.children) {
    const name = attribute(element, "name") ?? `Field${fields.length + 1}`;
    if (element.name === "struct") {
      const members = depth < MAX_STRUCT_DEPTH ? fieldsOfTemplate(element, depth + 1) : undefined;
      if (!members) return undefined;
      fields.push({ name, inType: T.STRUCT, members, ...sizes(element) });
    } else if (element.name === "data") {
      const inType = typeOf(IN_TYPES, attribute(element, "inType"));
      if (inType === undefined) return undefined;
      const outType = typeOf(OUT_TYPES, attribute(element, "outType"));
      const map = attribute(element, "map");
      fields.push({ name, inType, ...(outType !== undefined && { outType }), ...sizes(element), ...(map !== undefined && { map }) });
    }
  }
  return fields;
}

class ProviderReader {
  readonly #provider: XmlElement;
  readonly #strings: ReadonlyMap<string, string>;

  constructor(provider: XmlElement, strings: ReadonlyMap<string, string>) {
    this.#provider = provider;
    this.#strings = strings;
  }

  read(): ManifestProvider | undefined {
    const guid = (attribute(this.#provider, "guid") ?? "").replaceAll(/[{}]/g, "").toLowerCase();
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid)) return undefined;
    const name = attribute(this.#provider, "name") ?? guid;
    return { guid, name, schemas: this.#schemas(guid, name), maps: this.#maps() };
  }

  /** What an attribute says in words: "$(string.id)" stands for an entry of the string table. */
  #words(text: string | undefined): string | undefined {
    const id = text === undefined ? undefined : /^\$\(string\.(.+)\)$/.exec(text)?.[1];
    return id === undefined ? text : this.#strings.get(id);
  }

  #schemas(provider: string, providerName: string): readonly EventSchema[] {
    const templates = new Map(childrenOf(childOf(this.#provider, "templates"), "template").map((t) => [attribute(t, "tid") ?? "", fieldsOfTemplate(t, 0)]));
    const levels = new Map(childrenOf(childOf(this.#provider, "levels"), "level").map((l) => [attribute(l, "name") ?? "", numberOf(attribute(l, "value"))]));
    const schemas: EventSchema[] = [];
    let messagesLeft = MAX_MESSAGES;
    for (const event of childrenOf(childOf(this.#provider, "events"), "event")) {
      const id = numberOf(attribute(event, "value"));
      const template = attribute(event, "template");
      const fields = template === undefined ? [] : templates.get(template);
      // Without its fields an event is better shown raw than wrong.
      if (id === undefined || id > 0xffff || !fields) continue;
      const levelName = attribute(event, "level") ?? "";
      const level = Object.hasOwn(LEVELS, levelName) ? LEVELS[levelName] : levels.get(levelName);
      const name = taskAndOpcode(attribute(event, "task"), attribute(event, "opcode")) ?? attribute(event, "symbol");
      const words = messagesLeft > 0 ? this.#words(attribute(event, "message")) : undefined;
      const names = fields.slice(0, MAX_NAMED).map((f) => f.name);
      const message = words === undefined ? undefined : templateOf(words, names);
      messagesLeft -= message?.length ?? 0;
      schemas.push({
        provider,
        providerName,
        id,
        version: numberOf(attribute(event, "version")) ?? 0,
        ...(name !== undefined && { name }),
        fields,
        ...(level !== undefined && { level }),
        ...(message !== undefined && { message }),
      });
    }
    return schemas;
  }

  #maps(): ReadonlyMap<string, ValueMap> {
    const maps = new Map<string, ValueMap>();
    for (const element of childOf(this.#provider, "maps").children) {
      const name = attribute(element, "name");
      if (name === undefined || (element.name !== "valueMap" && element.name !== "bitMap")) continue;
      const texts: Record<number, string> = {};
      for (const entry of childrenOf(element, "map")) {
        const value = numberOf(attribute(entry, "value"));
        const text = this.#words(attribute(entry, "message"));
        if (value !== undefined && text !== undefined) texts[value] = text.trimEnd();
      }
      maps.set(name, element.name === "bitMap" ? { bits: true, texts } : { texts });
    }
    return maps;
  }
}

/** The first string table of the manifest: which language it is makes no difference to us. */
function stringTable(manifest: XmlElement): ReadonlyMap<string, string> {
  const table = childOf(childOf(childOf(manifest, "localization"), "resources"), "stringTable");
  return new Map(childrenOf(table, "string").map((s) => [attribute(s, "id") ?? "", attribute(s, "value") ?? ""]));
}

/** Reads an event manifest; empty when the text is none. */
export function parseManifest(xml: string): readonly ManifestProvider[] {
  const manifest = parseXml(xml);
  if (manifest?.name !== "instrumentationManifest") return [];
  const strings = stringTable(manifest);
  const providers: ManifestProvider[] = [];
  for (const instrumentation of childrenOf(manifest, "instrumentation")) {
    for (const events of childrenOf(instrumentation, "events")) {
      for (const element of childrenOf(events, "provider")) {
        const provider = new ProviderReader(element, strings).read();
        if (provider) providers.push(provider);
      }
    }
  }
  return providers;
}

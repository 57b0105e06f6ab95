import { taskAndOpcode, templateOf } from "./message.js";
import type { EventSchema, ValueMap } from "./schema.js";
import { attribute, fieldsOfTemplate, numberOf } from "./template.js";
import { childOf, childrenOf, parseXml } from "./xml.js";
import type { XmlElement } from "./xml.js";

/** One provider of a manifest, whether a .NET event source wrote it into the trace or a person dropped a .man file. */
export interface ManifestProvider {
  readonly guid: string;
  readonly name: string;
  readonly schemas: readonly EventSchema[];
  readonly maps: ReadonlyMap<string, ValueMap>;
}

/** Events may share one long string of the table, and each makes a message of its own of it: characters of all messages of a provider. */
const MAX_MESSAGES = 8 * 1024 * 1024;
/** %1 to %99 are all that a message can name. */
const MAX_NAMED = 99;
/** Ids are 16 bits; few events come in more than one version. */
const MAX_EVENTS = 65_536;

const LEVELS: Readonly<Record<string, number>> = {
  "win:LogAlways": 0,
  "win:Critical": 1,
  "win:Error": 2,
  "win:Warning": 3,
  "win:Informational": 4,
  "win:Verbose": 5,
};

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
    const templates = new Map(childrenOf(childOf(this.#provider, "templates"), "template").map((t) => [attribute(t, "tid") ?? "", fieldsOfTemplate(t)]));
    const levels = new Map(childrenOf(childOf(this.#provider, "levels"), "level").map((l) => [attribute(l, "name") ?? "", numberOf(attribute(l, "value"))]));
    const schemas: EventSchema[] = [];
    let messagesLeft = MAX_MESSAGES;
    for (const event of childrenOf(childOf(this.#provider, "events"), "event").slice(0, MAX_EVENTS)) {
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

/** One table for each language: which it is makes no difference to us, so the first that has a string gives it. */
function stringTable(manifest: XmlElement): ReadonlyMap<string, string> {
  const strings = new Map<string, string>();
  for (const resources of childrenOf(childOf(manifest, "localization"), "resources")) {
    for (const element of childrenOf(childOf(resources, "stringTable"), "string")) {
      const id = attribute(element, "id") ?? "";
      if (!strings.has(id)) strings.set(id, attribute(element, "value") ?? "");
    }
  }
  return strings;
}

/** Reads an event manifest; empty when the text is none. */
export function parseManifest(xml: string): readonly ManifestProvider[] {
  const manifest = parseXml(xml);
  return manifest === undefined ? [] : manifestProviders(manifest);
}

/** The providers under the root of a manifest; none when it is another document. */
export function manifestProviders(manifest: XmlElement): readonly ManifestProvider[] {
  if (manifest.name !== "instrumentationManifest") return [];
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

/** An element with what manifests use of XML: attributes and child elements. Prefixes of names are cut, text is left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
}

/** Where reading ended, in characters from the start, and why. */
export interface XmlFault {
  readonly at: number;
  readonly why: string;
}

const MAX_ELEMENTS = 500_000;
const MAX_DEPTH = 64;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: OpenElement[];
}

function character(code: number): string {
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
}

/** The five entities of XML and character numbers; there are no others without a DTD. */
function unescape(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,8})|#(\d{1,10})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (hex !== undefined) return character(Number.parseInt(hex, 16));
      if (decimal !== undefined) return character(Number(decimal));
      return ENTITIES[name ?? ""] ?? whole;
    },
  );
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Reads the text once from front to back; every method leaves `at` behind what it read, or gives undefined. */
class Scanner {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** To the next markup; false at the end. */
  nextMarkup(): boolean {
    this.at = this.#text.indexOf("<", this.at);
    return this.at >= 0;
  }

  starts(what: string): boolean {
    return this.#text.startsWith(what, this.at);
  }

  skipPast(what: string): boolean {
    const found = this.#text.indexOf(what, this.at);
    if (found >= 0) this.at = found + what.length;
    return found >= 0;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text) ?? undefined;
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  endTag(): string | undefined {
    return this.#match(/<\/([^\s<>/=]{1,256})\s*>/y)?.[1];
  }

  startTag(): { readonly element: OpenElement; readonly empty: boolean } | undefined {
    const name = this.#match(/<([^\s<>/="'!?]{1,256})/y)?.[1];
    if (name === undefined) return undefined;
    const attributes = new Map<string, string>();
    for (;;) {
      const attribute = this.#match(/\s+([^\s<>/="']{1,256})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y);
      if (!attribute) break;
      attributes.set(localName(attribute[1] ?? ""), unescape(attribute[2] ?? attribute[3] ?? ""));
    }
    const end = this.#match(/\s*(\/?)>/y);
    return end && { element: { name: localName(name), attributes, children: [] }, empty: end[1] === "/" };
  }
}

/**
 * Reads XML as it stands in event manifests and gives its root, or where it stops being well formed. A DTD counts as that, and so does
 * what is larger than any manifest. Hand-written, because workers have no XML parser and because nothing in here may expand or load anything.
 */
export function readXml(text: string): XmlElement | XmlFault {
  const scanner = new Scanner(text);
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let count = 0;
  while (scanner.nextMarkup()) {
    const { at } = scanner;
    const fault = (why: string): XmlFault => ({ at, why });
    if (scanner.starts("<!--")) {
      if (!scanner.skipPast("-->")) return fault("a comment does not end");
    } else if (scanner.starts("<![CDATA[")) {
      if (!scanner.skipPast("]]>")) return fault("a CDATA section does not end");
    } else if (scanner.starts("<!")) {
      return fault("there is a document type definition, which is never read");
    } else if (scanner.starts("<?")) {
      if (!scanner.skipPast("?>")) return fault("a processing instruction does not end");
    } else if (scanner.starts("</")) {
      const name = scanner.endTag();
      const element = open.pop();
      if (name === undefined || element === undefined) return fault("an end tag closes nothing");
      if (element.name !== localName(name)) return fault(`<${element.name}> is closed by </${localName(name)}>`);
    } else {
      const tag = scanner.startTag();
      if (!tag) return fault("a tag is not well formed");
      if (++count > MAX_ELEMENTS) return fault(`there are more than ${MAX_ELEMENTS} elements`);
      if (open.length >= MAX_DEPTH) return fault(`elements are nested deeper than ${MAX_DEPTH}`);
      if (open.length === 0 && root) return fault("a second element stands beside the first");
      open[open.length - 1]?.children.push(tag.element);
      root ??= tag.element;
      if (!tag.empty) open.push(tag.element);
    }
  }
  const last = open[open.length - 1];
  if (last !== undefined) return { at: text.length, why: `<${last.name}> is not closed` };
  return root ?? { at: 0, why: "there is no element" };
}

/** The root of a well-formed text. */
export function parseXml(text: string): XmlElement | undefined {
  const read = readXml(text);
  return "why" in read ? undefined : read;
}

/** The first child of that name, or one with nothing in it. */
export function childOf(element: XmlElement, name: string): XmlElement {
  return element.children.find((c) => c.name === name) ?? { name, attributes: new Map(), children: [] };
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((c) => c.name === name);
}

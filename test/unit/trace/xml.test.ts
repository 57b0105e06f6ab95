import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childOf, childrenOf, parseXml } from "../../../web/trace/xml.js";

describe("parseXml", () => {
  it("gives elements and attributes, prefixes cut", () => {
    const root = parseXml(`\ufeff<?xml version="1.0"?>
      <!-- <no/> --><w:root xmlns:w="x" a = '1'><![CDATA[<no>]]>text<item n="a"/><item n="b" ></item></w:root >\n`);
    expect(root?.name).toBe("root");
    expect(root?.attributes.get("a")).toBe("1");
    expect(childrenOf(root ?? childOf({ name: "", attributes: new Map(), children: [] }, ""), "item").map((i) => i.attributes.get("n"))).toEqual(["a", "b"]);
  });

  it.each([
    ["&lt;&gt;&amp;&quot;&apos;", `<>&"'`],
    ["&#65;&#x20ac;&#X1F600;", "A€😀"],
    ["&#xD800;&#x110000;&#99999999;", "\ufffd\ufffd\ufffd"],
    ["&amp;lt;", "&lt;"],
    ["&unknown; & %x", "&unknown; & %x"],
  ])("resolves %s", (written, text) => {
    expect(parseXml(`<a v="${written}"/>`)?.attributes.get("v")).toBe(text);
  });

  it.each([
    ["a DTD", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`],
    ["crossed tags", "<a><b></a></b>"],
    ["an open tag", "<a><b></b>"],
    ["two roots", "<a/><b/>"],
    ["an end without a start", "</a>"],
    ["an open comment", "<a><!-- </a>"],
    ["an attribute without quotes", "<a b=c/>"],
    ["an attribute that does not end", `<a b="c/>`],
    ["nothing", ""],
    ["depth", "<a>".repeat(100) + "</a>".repeat(100)],
  ])("refuses %s", (_, text) => {
    expect(parseXml(text)).toBeUndefined();
  });

  it("never throws", () => {
    const pieces = fc.constantFrom("<a", "<a>", "</a>", ">", "/>", " b=", `"c"`, "'", '"', "<!--", "-->", "<![CDATA[", "<?", "&#", "&lt;", "text", " ", "\n");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        parseXml(parts.join(""));
      }),
      { numRuns: 500 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressTerm, excluding, filterProblem, narrowed, nodeTerm, protocolTerm, termOf } from "../../../web/app/filter-terms.js";
import { FILTER_FIELDS } from "../../../web/core/filter/catalogue.js";
import { compileFilter } from "../../../web/core/filter/compile.js";
import type { FilterValue } from "../../../web/core/filter/types.js";
import type { FieldNode, FieldValue } from "../../../web/core/fields.js";

const fits = (expression: string, values: Readonly<Record<string, FilterValue>>): boolean =>
  compileFilter(expression, FILTER_FIELDS).test((name) => values[name]);

function node(name: string, value: FieldValue, children?: readonly FieldNode[]): FieldNode {
  return { name, label: name, text: "", value, from: 0, to: 0, ...(children === undefined ? {} : { children }) };
}

describe("the filter of a value", () => {
  it("is written as the type of its name wants it", () => {
    expect(termOf("ip.src", "10.0.0.1")).toBe("ip.src == 10.0.0.1");
    expect(termOf("eth.src", "00:15:5d:2a:1e:07")).toBe("eth.src == 00:15:5d:2a:1e:07");
    expect(termOf("switch.name", 'Layered "Ethernet"')).toBe(String.raw`switch.name == "Layered \"Ethernet\""`);
    expect(termOf("cpu", 3)).toBe("cpu == 3");
    expect(termOf("tcp", "anything")).toBe("tcp");
    expect(termOf("field.Count", "0xffff000012345678")).toBe("field.Count == 0xffff000012345678");
    expect(termOf("field.Name", "two words")).toBe('field.Name == "two words"');
    expect(termOf("no.such.name", 1)).toBeUndefined();
  });

  it("fits the value it was made of, whatever text that is, and its opposite does not", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: "binary" }), fc.constantFrom("place.name", "field.Name"), (text, name) => {
        const term = termOf(name, text);
        expect(term).toBeDefined();
        expect(fits(term ?? "", { [name]: text })).toBe(true);
        expect(fits(excluding(term ?? ""), { [name]: text })).toBe(false);
      }),
    );
  });

  it("knows addresses of each kind, and protocols by their names in tables", () => {
    expect(addressTerm("10.0.0.1", "dst")).toBe("ip.dst == 10.0.0.1");
    expect(addressTerm("fe80::1%7", "src")).toBe("ipv6.src == fe80::1");
    expect(addressTerm("00:15:5d:2a:1e:07", "src")).toBe("eth.src == 00:15:5d:2a:1e:07");
    expect(addressTerm("", "src")).toBeUndefined();
    expect(["TCP", "TLSv1.3", "IPv4", "IPv6", "SMB2", "KRB5", "PPPoE"].map(protocolTerm)).toEqual(["tcp", "tls", "ip", "ipv6", "smb2", "kerberos", undefined]);
  });
});

describe("the filter of a node", () => {
  it("of an event: its header by the names of filters, its payload as field.NAME, members with their struct", () => {
    const nodes = [
      node("header", 20, [node("pid", 44), node("size", 96)]),
      node("payload", 8, [node("Reason", 34), node("Nic", "", [node("Name", "Ethernet 2")])]),
    ];
    expect(nodeTerm(nodes, "0.0", "event")).toBe("pid == 44");
    expect(nodeTerm(nodes, "0.1", "event")).toBeUndefined();
    expect(nodeTerm(nodes, "1.0", "event")).toBe("field.Reason == 34");
    expect(nodeTerm(nodes, "1.1.0", "event")).toBe('field.Nic.Name == "Ethernet 2"');
  });

  it("of a packet: names that filters know, flags as flags", () => {
    const nodes = [node("ip", "", [node("ip.src", "10.0.0.1"), node("ip.made.up", 1)]), node("tcp", "", [node("tcp.flags.ack", 0)])];
    expect(nodeTerm(nodes, "0", "packet")).toBe("ip");
    expect(nodeTerm(nodes, "0.0", "packet")).toBe("ip.src == 10.0.0.1");
    expect(nodeTerm(nodes, "0.1", "packet")).toBeUndefined();
    expect(nodeTerm(nodes, "1.0", "packet")).toBe("tcp.flags.ack == false");
    expect(nodeTerm(nodes, "7.7", "packet")).toBeUndefined();
  });
});

describe("two filters at once", () => {
  it("keeps together what is joined by or", () => {
    expect(narrowed("", "tcp")).toBe("tcp");
    expect(narrowed("udp || icmp", "cpu == 1")).toBe("(udp || icmp) && cpu == 1");
    expect(narrowed("udp", "!tcp")).toBe("udp && !tcp");
  });

  it("says where an expression is wrong", () => {
    expect(filterProblem("tcp && ip.adr == 1")).toMatchObject({ code: "filter", offset: 7 });
    expect(filterProblem("")).toBeUndefined();
  });
});

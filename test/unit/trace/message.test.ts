import { describe, expect, it } from "vitest";
import type { FieldNode } from "../../../web/core/fields.js";
import { renderMessage, taskAndOpcode, templateOf } from "../../../web/trace/message.js";

const node = (name: string, text: string, children?: readonly FieldNode[]): FieldNode => ({
  name,
  label: name,
  text,
  value: text,
  from: 0,
  to: 0,
  ...(children && { children }),
});

describe("renderMessage", () => {
  const nodes = [
    node("Reason", "No route (3)"),
    node("Nic", "{...}", [node("Name", "vEthernet"), node("Port", "7")]),
    node("Hops", "[...]", [node("[0]", "", [node("Id", "a")]), node("[1]", "", [node("Id", "b")])]),
    node("a.b", "whole name"),
  ];

  it.each([
    ["dropped: {Reason}.", "dropped: No route (3)."],
    ["{Nic.Name}:{Nic.Port}", "vEthernet:7"],
    ["{Hops.Id}", "a, b"],
    ["{a.b}", "whole name"],
    ["{Nobody} {Nic.Nobody} {} {{Reason}}", "{Nobody} {Nic.Nobody} {} {No route (3)}"],
  ])("fills %s", (template, text) => {
    expect(renderMessage(template, nodes)).toBe(text);
  });

  it("does not fill what a value brought in", () => {
    expect(renderMessage("{A}", [node("A", "{B}"), node("B", "x")])).toBe("{B}");
  });
});

describe("templateOf", () => {
  const names = Array.from({ length: 12 }, (_, i) => `F${i + 1}`);

  it.each([
    ["%1 and %12 ", "{F1} and {F12}"],
    ["%2!s! %3!08x!%%", "{F2} {F3}%"],
    ["a%nb", "a\nb"],
    ["%0 %13 %x 100%", "%0 %13 %x 100%"],
    ["%%1", "%1"],
  ])("turns %s", (message, template) => {
    expect(templateOf(message, names)).toBe(template);
  });
});

describe("taskAndOpcode", () => {
  it.each([
    ["Nat", "win:Start", "Nat/Start"],
    ["Nat", "Translate", "Nat/Translate"],
    ["Nat", "win:Info", "Nat"],
    ["Nat", undefined, "Nat"],
    [undefined, "Start", undefined],
  ])("names %s and %s", (task, opcode, name) => {
    expect(taskAndOpcode(task, opcode)).toBe(name);
  });
});

/** Where the hot loop puts what it reads from an event that shows a packet. A slot set inside a repeat gets one value per round. */
export type SlotName =
  | "interface"
  | "lowerInterface"
  | "sourcePortId"
  | "sourceNic"
  | "sourceNicFriendlyName"
  | "sourceNicType"
  | "destinationCount"
  | "destinationPortId"
  | "destinationNic"
  | "destinationNicFriendlyName"
  | "destinationNicType"
  | "nicName"
  | "nicFriendlyName"
  | "switchName"
  | "switchFriendlyName"
  | "extensionName"
  | "reasonText"
  | "nbl"
  | "groupId"
  | "packetNumber"
  | "appearance"
  | "direction"
  | "packetType"
  | "component"
  | "edge"
  | "dropReason"
  | "dropLocation"
  | "originalLength"
  | "transportLength"
  | "length"
  | "oob"
  | "checksumInfo"
  | "largeSendInfo"
  | "vlanInfo"
  | "hashValue"
  | "destinationMac"
  | "sourceMac"
  | "etherType"
  | "vlan"
  | "destinationIp"
  | "sourceIp"
  | "protocol"
  | "destinationPort"
  | "sourcePort"
  | "tcpFlags"
  | "compartment"
  | "forwardInterface"
  | "forwardCompartment"
  | "reason"
  | "routingDomain"
  | "userName"
  | "event";

/** Reads go forward without gaps; every one must be checked against the end of the payload. "length" is reused by each counted field. */
export type Step =
  | { readonly op: "u8" | "u16" | "u32" | "u64" | "pointer"; readonly slot?: SlotName }
  | { readonly op: "skip"; readonly bytes: number }
  /** UTF-16 up to and with its NUL; the end of the payload counts as one. */
  | { readonly op: "z16"; readonly slot?: SlotName }
  /** Characters of UTF-16 as many as `length` holds; NULs at their end are no part of the text. */
  | { readonly op: "c16"; readonly length: SlotName; readonly slot?: SlotName }
  | { readonly op: "bytes"; readonly length: SlotName | number; readonly slot?: SlotName }
  | { readonly op: "frame"; readonly length: SlotName }
  /** Adds the value of slot `by` to that of `slot`. */
  | { readonly op: "add"; readonly slot: SlotName; readonly by: SlotName }
  /** The whole event is wanted, too. */
  | { readonly op: "event" }
  /** The next `steps` steps as many times as `count` holds. */
  | { readonly op: "repeat"; readonly count: SlotName; readonly steps: number };

export interface FramePlan {
  readonly provider: string;
  readonly id: number;
  readonly versions?: readonly number[];
  readonly steps: readonly Step[];
}

/**
 * The same in short: words separated by spaces, "op:slot" for a value, "z:slot" and "c:slot" for text (c with its UInt32 length before it),
 * "bytes6:slot" for a fixed number of bytes, "counted:slot" for bytes with a UInt32 length before them, "frame16" and "frame32" for a frame
 * after its own length, "frame" for one of as many bytes as "length" holds, "repeat:slot/n", "add:slot/by", "event".
 */
export function parseSteps(text: string): readonly Step[] {
  return text.split(" ").flatMap((word) => parseStep(word));
}

function parseStep(word: string): Step[] {
  const [op = "", name] = word.split(":");
  const slot = name as SlotName | undefined;
  const put = slot === undefined ? {} : { slot };
  switch (op) {
    case "u8":
    case "u16":
    case "u32":
    case "u64":
    case "pointer":
      return [{ op, ...put }];
    case "z":
      return [{ op: "z16", ...put }];
    case "c":
      return [
        { op: "u32", slot: "length" },
        { op: "c16", length: "length", ...put },
      ];
    case "counted":
      return [
        { op: "u32", slot: "length" },
        { op: "bytes", length: "length", ...put },
      ];
    case "frame16":
    case "frame32":
      return [
        { op: op === "frame16" ? "u16" : "u32", slot: "length" },
        { op: "frame", length: "length" },
      ];
    case "frame":
      return [{ op, length: "length" }];
    case "event":
      return [{ op }];
    case "add": {
      const [to = "", by = ""] = (name ?? "").split("/");
      return [{ op, slot: to as SlotName, by: by as SlotName }];
    }
    case "repeat": {
      const [count = "", steps] = (name ?? "").split("/");
      return [{ op: "repeat", count: count as SlotName, steps: Number(steps) }];
    }
    default: {
      const [, kind, size] = /^(skip|bytes)(\d+)$/.exec(op) ?? [];
      if (kind === undefined) throw new Error(`Step "${word}" is not in the notation of frame plans.`);
      return kind === "skip" ? [{ op: "skip", bytes: Number(size) }] : [{ op: "bytes", length: Number(size), ...put }];
    }
  }
}

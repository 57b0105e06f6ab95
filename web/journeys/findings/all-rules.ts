import type { Finding } from "../../core/api.js";
import { aclDrop } from "./acl-drop.js";
import { asymmetricPath } from "./asymmetric-path.js";
import { badChecksum } from "./bad-checksum.js";
import { blackHole } from "./black-hole.js";
import { clockStep } from "./clock-step.js";
import { otherDrops } from "./drop.js";
import { duplicateCapture } from "./duplicate-capture.js";
import { endpointChurn } from "./endpoint-churn.js";
import { guestOut } from "./guest-out.js";
import { hnsError } from "./hns-error.js";
import { hostWireless } from "./host-wireless.js";
import type { FindingInput, Rule } from "./input.js";
import { lbfo } from "./lbfo.js";
import { lossy } from "./lossy.js";
import { natOut } from "./nat-out.js";
import { natPing } from "./nat-ping.js";
import { natPortExhaustion } from "./nat-port-exhaustion.js";
import { natPortProxy } from "./nat-portproxy.js";
import { nicDisconnected } from "./nic-disconnected.js";
import { noPackets } from "./no-packets.js";
import { mtuMismatch } from "./mtu-mismatch.js";
import { arpRules } from "./arp.js";
import { dnsRules } from "./dns.js";
import { rst } from "./rst.js";
import { smallWindow } from "./small-window.js";
import { synNoAnswer } from "./syn-no-answer.js";
import { transparentIn } from "./transparent-in.js";
import { transparentOut } from "./transparent-out.js";
import { vlanDrop } from "./vlan-drop.js";

/** In the order in which findings of one severity are shown. */
const RULES: readonly Rule[] = [
  vlanDrop,
  aclDrop,
  badChecksum,
  natPortExhaustion,
  otherDrops,
  hnsError,
  noPackets,
  natPortProxy,
  blackHole,
  lossy,
  clockStep,
  smallWindow,
  synNoAnswer,
  arpRules,
  dnsRules,
  mtuMismatch,
  asymmetricPath,
  endpointChurn,
  nicDisconnected,
  hostWireless,
  guestOut,
  transparentOut,
  transparentIn,
  natPing,
  natOut,
  lbfo,
  duplicateCapture,
  rst,
];

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** What can be said of a trace, the gravest first. */
export async function allFindings(input: FindingInput): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const rule of RULES) {
    found.push(...(await rule(input)));
    // Somebody may be waiting for rows meanwhile.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return found.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

import type { Listing } from "./listing.js";
import { MAX_ENTRIES } from "./listing.js";
import type { SideCarEntry, SideCarNames } from "./side-car.js";
import { addressesOf, entryOf, idOf, isObject, listOf, nameOf } from "./values.js";

/** kubectl get pods -o json: pods with their addresses and containers. */
export function kubectlPods({ rows }: Listing): SideCarNames | undefined {
  const items = rows.flatMap((row): readonly unknown[] => {
    if (row.get("kind") === "Pod") return [Object.fromEntries(row)];
    const list = row.get("items");
    return (row.get("kind") === "List" || row.get("kind") === "PodList") && Array.isArray(list) ? (list as unknown[]) : [];
  });
  const entries: SideCarEntry[] = [];
  for (const item of items) if (entries.length < MAX_ENTRIES) entries.push(...podIn(item));
  return entries.length === 0 ? undefined : { kind: "kubectl get pods", entries };
}

function podIn(item: unknown): readonly SideCarEntry[] {
  if (!isObject(item) || (item["kind"] !== undefined && item["kind"] !== "Pod")) return [];
  const { metadata, status, spec } = item;
  const pod = isObject(metadata) ? nameOf(metadata["name"]) : undefined;
  if (pod === undefined || !isObject(metadata) || !isObject(status)) return [];
  const namespace = nameOf(metadata["namespace"]);
  // A pod on the host's own network has the host's addresses: they are nobody's name.
  if (isObject(spec) && spec["hostNetwork"] === true) return [];
  const addresses = addressesOf([status["podIP"], ...listOf(status["podIPs"]).map((one) => (isObject(one) ? one["ip"] : undefined))]);
  const ids = listOf(status["containerStatuses"]).flatMap((one) => (isObject(one) ? (idIn(one["containerID"]) ?? []) : []));
  const about = entryOf<SideCarEntry>({ pod, namespace, addresses });
  return [about, ...ids.map((containerId) => ({ ...about, containerId }))];
}

/** "containerd://4f53..", "docker://4f53.." */
function idIn(value: unknown): string | undefined {
  return typeof value === "string" ? idOf(value.slice(value.indexOf("://") + 3)) : undefined;
}

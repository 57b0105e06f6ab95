import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Looks in the built files for every way in which a page can send something away, and in the sources for every request that is made on purpose.

/**
 * Ways out that the Content-Security-Policy does not close, or that the product has no use for.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const SINKS = [
  ...[
    "RTCPeerConnection",
    "webkitRTCPeerConnection",
    "WebTransport",
    "WebSocket",
    "EventSource",
    "sendBeacon",
    "XMLHttpRequest",
    "SharedWorker",
    "importScripts",
  ].map((word) => /** @type {const} */ ([new RegExp(`\\b${word}\\b`), word])),
  [/\bfetchLater\b/, "fetchLater"],
  [/\bwindow\.open\(/, "window.open"],
  [/\blocation\.(?:assign|replace)\(|\blocation(?:\.href)?=(?!=)/, "a change of address"],
  [/<(?:iframe|object|embed|video|audio|portal)\b/, "an element that loads by itself"],
  [/createElement\(["'`](?:iframe|object|embed|video|audio|script|form)["'`]/, "an element that loads by itself"],
  [/\sping=/, "a link that reports clicks"],
  [/\.(?:submit|requestSubmit)\(/, "a form that is sent by code"],
  [/\b(?:form)?action=["'`]/, "a form with an address"],
  [/rel=["'`]?(?:preconnect|dns-prefetch|prefetch|prerender)\b|["'`](?:preconnect|dns-prefetch|prerender)["'`]/, "a link that asks ahead"],
  [/speculationrules/, "speculation rules"],
  [/@import\b/, "a style that loads another"],
  [/\burl\(\s*["']?(?:https?:)?\/\//, "a style with an address"],
];

/**
 * Addresses that may stand in the built files, as text: none of them is asked for, but the one that the proof shows to be refused.
 * @type {readonly RegExp[]}
 */
const ADDRESSES = [
  /^http:\/\/www\.w3\.org\/(?:2000\/svg|1999\/xhtml|1998\/Math\/MathML|XML\/1998\/namespace|1999\/xlink)$/,
  /^https:\/\/example\.com\/$/,
  /^https:\/\/(?:wiki|intranet)\.example$/,
  // what the field for an address shows while it is empty, and a sentence of the offline part
  /^https:\/\/…/,
  /^https:\/\/bit\.ly\/wb-precache$/,
];

/** The requests that are made on purpose, each in one place: decoder, opened address, demo trace inside the one file, and the one that is refused. */
const FETCHES = ["app/demo-trace-inside.ts", "app/engine-client.ts", "app/forbidden-request.ts", "app/sources.ts"];

/** @param {string} path @param {string} text @returns {string[]} */
export function sinksIn(path, text) {
  const found = SINKS.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${path} has ${what}: the product sends nothing`);
  const addresses = [...text.matchAll(/\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)\\]+/g)].map(([address]) => address.replace(/[.,;]$/, ""));
  const unknown = addresses.filter((address) => !ADDRESSES.some((known) => known.test(address)));
  return [...found, ...[...new Set(unknown)].map((address) => `${path} names ${address}, which test/network-sinks.mjs does not know`)];
}

/** @param {string} dist @param {readonly string[]} files @returns {string[]} what is wrong, one line each */
export function networkSinks(dist, files) {
  const wrong = files
    .filter((path) => [".js", ".css", ".html"].includes(extname(path)))
    .flatMap((path) => sinksIn(path, readFileSync(join(dist, path), "utf8")));
  const web = fileURLToPath(new URL("../web/", import.meta.url));
  const sources = readdirSync(web, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  const fetching = sources.filter(
    (path) =>
      path.endsWith(".ts") && !path.startsWith("tooling/") && /(?:\bawait|\breturn|[=(])\s*fetch\((?!from,)/.test(readFileSync(join(web, path), "utf8")),
  );
  for (const path of fetching) if (!FETCHES.includes(path)) wrong.push(`web/${path} fetches: requests are made in ${FETCHES.join(", ")} only`);
  for (const path of FETCHES) if (!fetching.includes(path)) wrong.push(`web/${path} fetches no longer: test/network-sinks.mjs still lists it`);
  return wrong;
}

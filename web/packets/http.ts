import { ansi } from "../core/bytes.js";
import type { Frame } from "./frame.js";
import { oneLine } from "./names.js";

const METHODS =
  /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH|NOTIFY|M-SEARCH|SUBSCRIBE|UNSUBSCRIBE|RPC_IN_DATA|RPC_OUT_DATA|BITS_POST|CCM_POST|PRI) /;
const HEADERS: Readonly<Record<string, string>> = {
  host: "http.host",
  "user-agent": "http.user_agent",
  server: "http.server",
  "content-type": "http.content_type",
  "content-length": "http.content_length_header",
  location: "http.location",
  connection: "http.connection",
};
/** A first line, and a header, longer than this is not shown whole. */
const MAX_LINE = 2048;

function lineEnd(f: Frame, from: number): number {
  const to = Math.min(f.end, from + MAX_LINE);
  for (let p = from; p < to; p++) if (f.u8(p) === 10) return p;
  return to;
}

/** HTTP/1 over TCP, SSDP over UDP: a first line, header lines, an empty line. Returns whether it is that. */
export function http(f: Frame, at: number, protocol: "HTTP" | "SSDP"): boolean {
  // Nearly all other payloads are told apart by their first letter.
  const first = f.u8(at);
  if (first < 0x41 || first > 0x5a) return false;
  const end = lineEnd(f, at);
  const line = ansi(f.bytes, at, end).trimEnd();
  const response = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(line);
  if (!response && !METHODS.test(line)) return false;
  const shown = oneLine(line);
  f.say(protocol, shown);
  const t = f.tree;
  if (!t) return true;
  t.open(protocol.toLowerCase(), protocol === "SSDP" ? "Simple Service Discovery Protocol" : "Hypertext Transfer Protocol", at, f.end);
  if (response) {
    t.add("http.response.code", "Status", at + 9, at + 12, Number(response[1]), oneLine(`${response[1] ?? ""} ${response[2] ?? ""}`));
  } else {
    const [method = "", uri = "", version = ""] = line.split(" ");
    t.text("http.request.method", "Method", at, at + method.length, method);
    t.text("http.request.uri", "Target", at + method.length + 1, end, oneLine(uri, 1024));
    t.text("http.request.version", "Version", at, end, oneLine(version));
  }
  headers(f, end + 1);
  t.close(shown);
  return true;
}

function headers(f: Frame, from: number): void {
  for (let p = from, n = 0; p < f.end && n < 64; n++) {
    const end = lineEnd(f, p);
    const line = ansi(f.bytes, p, end).trimEnd();
    if (line === "") return;
    const colon = line.indexOf(":");
    if (colon > 0) {
      const name = line.slice(0, colon);
      f.tree?.text(HEADERS[name.toLowerCase()] ?? "http.unknown_header", oneLine(name, 64), p, end, oneLine(line.slice(colon + 1).trim(), 512));
    }
    p = end + 1;
  }
}

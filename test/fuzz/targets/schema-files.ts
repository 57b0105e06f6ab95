import { TraceError } from "../../../web/core/errors.js";
import { KIND, type EventHeader } from "../../../web/trace/event.js";
import { parseEventHeader } from "../../../web/trace/event-header.js";
import { recogniseSchemaFile } from "../../../web/trace/schema-file.js";
import { Describer } from "../../../web/worker/describe.js";
import { Metadata } from "../../../web/worker/metadata.js";
import { UserSchemas } from "../../../web/worker/user-schemas.js";
import { messageEventBytes } from "../../fixtures/etl-headers.js";
import { CONTOSO_NAME, EVENT_LIST, MANIFEST, MESSAGES_GUID, TMF, WEVTUTIL } from "../../fixtures/schema-files.js";
import { must, type Target } from "../fuzz.js";

const WORDS = [
  "ItemListLong(a,b",
  "ItemHEXDump -- 10",
  '#typev a_c1 10 "%0%10!s!%10!s!"',
  "%10!999999d!",
  "\n{\n",
  "}\n",
  "Id : 7\n",
  "Template : <template>",
  "event:",
  "__proto__",
  '"',
  "<",
];
/** A message of 64 KB may be named by a text of 4 KB many times. */
const MAX_MESSAGE = 1 << 18;
const MAX_PAYLOAD = 300;

/** Any text is a file of layouts or none, and any event is described by it. */
export const schemaFiles: Target = {
  name: "schema-files",
  inputs: 5_000,
  maxBytes: 8000,
  seeds: () =>
    [MANIFEST, TMF, EVENT_LIST, WEVTUTIL, `[{"Id":7,"Version":0,"Template":"<template><data name='a' inType='win:UInt8'/></template>"}]`].map((text) =>
      new TextEncoder().encode(text),
    ),
  words: WORDS.map((text) => new TextEncoder().encode(text)),
  create: () => (bytes) => {
    let content;
    try {
      content = recogniseSchemaFile(new TextDecoder().decode(bytes), `${CONTOSO_NAME}.txt`);
    } catch (e) {
      if (e instanceof TraceError) return;
      throw e;
    }
    if (content === undefined) return;
    const metadata = new Metadata();
    const user = new UserSchemas(metadata);
    user.add([{ key: "", name: "", size: bytes.length, content }]);
    const describer = new Describer(metadata, user);
    const event = messageEventBytes({ guid: MESSAGES_GUID, number: 0, payload: bytes.subarray(0, MAX_PAYLOAD) }, 0n, 8);
    const header = parseEventHeader(event, 0, event.length);
    must(header !== undefined, () => "the event is none");
    for (const { guid, schemas } of content.providers) {
      for (const { id, version, format } of schemas) {
        const asked = { ...header, providerGuid: guid ?? "", id, version, kind: format === undefined ? KIND.EVENT64 : KIND.MESSAGE } as EventHeader;
        const { message = "" } = describer.describe(asked, event);
        must(message.length <= MAX_MESSAGE, () => `a message of ${message.length} characters`);
      }
    }
  },
};

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FRAME_CALLS } from "../../../web/app/frame-calls.js";
import { FrameConnection, allowedParents, serveFrame, type FrameWindow } from "../../../web/app/frame-host.js";
import { TraceError } from "../../../web/core/errors.js";
import type { FrameAnswer } from "../../../web/core/frame-protocol.js";
import type { HopscopeViewer } from "../../../web/core/viewer-api.js";

interface Heard {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Notes what is called on it, also what nobody may call. */
function viewer(answers: Readonly<Record<string, () => unknown>> = {}): { readonly element: HopscopeViewer; readonly heard: Heard[] } {
  const heard: Heard[] = [];
  const target = new EventTarget();
  const element = new Proxy(target, {
    get(_target, name) {
      if (name === "addEventListener" || name === "dispatchEvent") return target[name].bind(target);
      return (...args: unknown[]) => {
        heard.push({ method: String(name), args });
        return answers[String(name)]?.();
      };
    },
  }) as unknown as HopscopeViewer;
  return { element, heard };
}

function connected(answers: Readonly<Record<string, () => unknown>> = {}): {
  readonly heard: Heard[];
  readonly sent: FrameAnswer[];
  readonly element: HopscopeViewer;
  readonly say: (data: unknown) => Promise<void>;
  readonly connection: FrameConnection;
} {
  const { element, heard } = viewer(answers);
  const sent: FrameAnswer[] = [];
  const connection = new FrameConnection(element, (answer) => sent.push(answer));
  const say = async (data: unknown): Promise<void> => {
    connection.receive(data);
    for (let i = 0; i < 8; i++) await Promise.resolve();
  };
  return { heard, sent, element, say, connection };
}

describe("a connection", () => {
  it("answers a call with its result, under its id", async () => {
    const { say, sent, heard } = connected({ packets: () => ({ total: 7n, rows: [] }) });
    await say({ hopscope: 1, id: "a", call: "packets", args: [{ filter: "tcp", limit: 5 }] });
    expect(sent).toEqual([{ hopscope: 1, id: "a", result: { total: 7n, rows: [] } }]);
    expect(heard).toEqual([{ method: "packets", args: [{ filter: "tcp", limit: 5 }] }]);
  });

  it("takes only what the interface has from an argument, whatever else is in it", async () => {
    const { say, heard } = connected();
    const odd = JSON.parse('{"filter":"udp","__proto__":{"limit":1},"constructor":{"x":1},"other":2}') as unknown;
    await say({ hopscope: 1, id: 1, call: "events", args: [odd] });
    expect(heard).toEqual([{ method: "events", args: [{ filter: "udp" }] }]);
    expect((heard[0]?.args[0] as { limit?: number }).limit).toBeUndefined();
  });

  it("hands Blobs over, and no address of elsewhere", async () => {
    const { say, heard, sent } = connected();
    const blob = new Blob(["x"]);
    await say({ hopscope: 1, id: 1, call: "open", args: [blob, { name: "a.etl", sideCars: ["x"], signal: "no" }] });
    expect(heard[0]).toMatchObject({ method: "open", args: [blob, { name: "a.etl", sideCars: ["x"] }] });
    for (const wrong of ["https://evil.example/a.etl", "/etc/trace.etl", "data:,x", 5, null, [null], { size: 3 }])
      await say({ hopscope: 1, id: 2, call: "open", args: [wrong] });
    expect(heard).toHaveLength(1);
    expect(sent.filter((answer) => "error" in answer)).toHaveLength(7);
  });

  it("lets errors cross with code, message and offset", async () => {
    const wrong = new TraceError("filter", "expected a value", 9);
    const { say, sent } = connected({ events: () => Promise.reject(wrong) });
    await say({ hopscope: 1, id: 3, call: "events" });
    expect(sent).toEqual([{ hopscope: 1, id: 3, error: { code: "filter", message: "expected a value", offset: 9 } }]);
  });

  it.each(["constructor", "__proto__", "toString", "remove", "innerHTML", "shadowRoot", "addEventListener", "session", "", "events.constructor"])(
    "refuses to call %s",
    async (call) => {
      const { say, sent, heard } = connected();
      await say({ hopscope: 1, id: 1, call, args: [] });
      expect(heard).toEqual([]);
      expect(sent).toMatchObject([{ id: 1, error: { code: "unsupported" } }]);
    },
  );

  it("says that it is of another version", async () => {
    const { say, sent, heard } = connected();
    await say({ hopscope: 2, id: 1, call: "summary", args: [] });
    expect(sent).toMatchObject([{ hopscope: 1, id: 1, error: { code: "unsupported" } }]);
    expect(heard).toEqual([]);
  });

  it("stops waiting for a call that is wanted no longer, and tells an opening", async () => {
    const { say, sent, heard } = connected({ open: () => new Promise(() => undefined) });
    await say({ hopscope: 1, id: 1, call: "open", args: [new Blob()] });
    const { signal } = heard[0]?.args[1] as { readonly signal: AbortSignal };
    expect(signal.aborted).toBe(false);
    await say({ hopscope: 1, id: 1, abort: true });
    expect(signal.aborted).toBe(true);
    expect(sent).toMatchObject([{ id: 1, error: { code: "aborted" } }]);
  });

  it("keeps count of what waits: no id twice, and not without end", async () => {
    const { say, sent } = connected({ summary: () => new Promise(() => undefined) });
    for (let id = 0; id < 300; id++) await say({ hopscope: 1, id, call: "summary" });
    expect(sent).toHaveLength(300 - 256);
    await say({ hopscope: 1, id: 0, call: "summary" });
    expect(sent).toHaveLength(300 - 256 + 1);
  });

  it("forwards the events of the viewer until it is closed", () => {
    const { element, sent, connection } = connected();
    element.dispatchEvent(new CustomEvent("hopscope-ready", { detail: { events: 5 } }));
    element.dispatchEvent(new CustomEvent("click"));
    connection.close();
    element.dispatchEvent(new CustomEvent("hopscope-ready"));
    expect(sent).toEqual([{ hopscope: 1, event: "hopscope-ready", detail: { events: 5 } }]);
  });

  it("throws nothing and calls nothing but the interface, whatever it is told", async () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(FRAME_CALLS), "constructor", "__proto__", "remove", "addEventListener"), fc.string());
    const value = fc.anything({ withBigInt: true, withTypedArray: true, withDate: true, withMap: true, withSparseArray: true, withNullPrototype: true });
    const shaped = fc.record(
      {
        hopscope: fc.oneof(fc.constant(1), value),
        id: fc.oneof(fc.nat(3), fc.string(), value),
        call: names,
        args: fc.oneof(fc.array(value), value),
        abort: value,
        connect: value,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof({ weight: 5, arbitrary: shaped }, value), { maxLength: 6 }), async (messages) => {
        const { say, heard, sent } = connected();
        for (const message of messages) await say(message);
        for (const { method } of heard) expect(Object.keys(FRAME_CALLS)).toContain(method);
        // every answer can be sent
        for (const answer of sent) structuredClone(answer);
      }),
      { numRuns: 500 },
    );
  });
});

describe("whom the frame listens to", () => {
  it("is its own site and what is listed; nothing that names nobody", () => {
    expect([
      ...allowedParents(
        " https://wiki.example  http://intranet:8080 * null https://a.example/path javascript:x file:// HTTPS://B.example",
        "https://own.example",
      ),
    ]).toEqual(["https://own.example", "https://wiki.example", "http://intranet:8080"]);
    expect([...allowedParents("", "null")]).toEqual([]);
  });

  function framed(): {
    readonly say: (event: Partial<MessageEvent<unknown>>) => void;
    readonly posted: unknown[];
    readonly parent: FrameWindow["parent"];
    readonly heard: Heard[];
  } {
    const posted: unknown[] = [];
    const parent: FrameWindow["parent"] = { postMessage: (message, target) => posted.push([message, target]) };
    const listeners: ((event: MessageEvent<unknown>) => void)[] = [];
    const { element, heard } = viewer();
    serveFrame(element, new Set(["https://wiki.example"]), { parent, addEventListener: (_type, listener) => listeners.push(listener) });
    const say = (event: Partial<MessageEvent<unknown>>): void => {
      for (const listener of listeners) listener({ ports: [], ...event } as MessageEvent<unknown>);
    };
    return { say, posted, parent, heard };
  }
  const CALL = { hopscope: 1, id: 1, call: "summary", args: [] };

  it("is neither another window nor another origin", async () => {
    const { say, posted, parent, heard } = framed();
    const source = parent as unknown as Window;
    say({ source, origin: "https://evil.example", data: CALL });
    say({ source, origin: "null", data: CALL });
    say({ source: {} as Window, origin: "https://wiki.example", data: CALL });
    await Promise.resolve();
    expect({ posted, heard }).toEqual({ posted: [], heard: [] });
  });

  it("gets its answers to its own origin only", async () => {
    const { say, posted, parent } = framed();
    say({ source: parent as unknown as Window, origin: "https://wiki.example", data: CALL });
    await new Promise((resolve) => setImmediate(resolve));
    expect(posted).toEqual([[{ hopscope: 1, id: 1, result: undefined }, "https://wiki.example"]]);
  });

  it("may go on over a port", async () => {
    const { say, parent, heard } = framed();
    const { port1, port2 } = new MessageChannel();
    const answers: unknown[] = [];
    const two = new Promise<void>((resolve) => {
      port1.onmessage = ({ data }) => {
        answers.push(data);
        if (answers.length === 1) port1.postMessage(CALL);
        else resolve();
      };
    });
    say({ source: parent as unknown as Window, origin: "https://wiki.example", data: { hopscope: 1, connect: true }, ports: [port2] });
    await two;
    port1.close();
    expect(answers).toMatchObject([{ ready: true }, { id: 1 }]);
    expect(heard).toEqual([{ method: "summary", args: [] }]);
  });
});

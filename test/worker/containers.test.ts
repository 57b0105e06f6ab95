import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Problem } from "../../web/core/api.js";
import { TraceError } from "../../web/core/errors.js";
import type { SourceFile } from "../../web/core/engine-api.js";
import { openContainers, type Unpacked } from "../../web/worker/containers/open-containers.js";
import { writeCab, type CabFolder } from "../fixtures/cab-writer.js";
import { EtlWriter } from "../fixtures/etl-writer.js";
import { Payload } from "../fixtures/payload.js";
import { Random } from "../fixtures/random.js";
import { writeZip } from "../fixtures/zip-writer.js";
import { openBytes } from "./support.js";

function trace(events: number): Uint8Array<ArrayBuffer> {
  const writer = new EtlWriter({ bufferSize: 4096 });
  const random = new Random(events);
  for (let i = 0; i < events; i++) {
    const noise = Uint8Array.from({ length: 200 }, () => random.integer(0, 15));
    writer.event({ timeNs: i * 1000, provider: "2ed6006e-4729-4609-b423-3ee7bcd678ef", id: i % 1000, payload: new Payload().bytes(noise).done() });
  }
  return writer.build();
}

const SMALL = trace(20);
/** Over several blocks of a cabinet and several pieces of a Blob. */
const LARGE = trace(25_000);
const TEXT = new TextEncoder().encode("report\r\n".repeat(5000));

const never = (): boolean => false;
const unpack = (bytes: Uint8Array<ArrayBuffer>, name = "report"): Promise<Unpacked> =>
  openContainers([{ name, blob: new Blob([bytes]) }], () => undefined, never);

async function expectFiles(unpacked: Unpacked, expected: readonly (readonly [string, Uint8Array])[]): Promise<void> {
  expect(unpacked.files.map(({ name }) => name)).toEqual(expected.map(([name]) => name));
  for (const [i, [name, bytes]] of expected.entries()) {
    const found = new Uint8Array((await unpacked.files[i]?.blob.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(Buffer.compare(found, bytes), name).toBe(0);
  }
}

async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<TraceError> {
  const e: unknown = await unpack(bytes).catch((reason: unknown) => reason);
  if (!(e instanceof TraceError)) throw new Error("it was not refused");
  return e;
}

describe("cabinets", () => {
  const members = [
    { name: "readme.txt", bytes: TEXT },
    { name: "logs\\Report.ETL", bytes: LARGE },
    { name: "second.etl", bytes: SMALL },
  ];

  test.each<[string, readonly CabFolder[], Parameters<typeof writeCab>[1]]>([
    ["MSZIP, all in one folder", [{ compression: "mszip", members }], {}],
    ["stored", [{ compression: "stored", members }], {}],
    ["reserved areas", [{ compression: "mszip", members }], { reserve: [20, 3, 5] }],
    ["a folder each", members.map((member, i) => ({ compression: i === 1 ? "stored" : "mszip", members: [member] })), {}],
  ])("%s", async (_, folders, options) => {
    await expectFiles(await unpack(writeCab(folders, options)), [
      ["logs/Report.ETL", LARGE],
      ["second.etl", SMALL],
    ]);
  });

  test("a folder that cannot be expanded does no harm when no trace is in it", async () => {
    const other: CabFolder = { compression: 3, members: [{ name: "a.txt", bytes: TEXT }] };
    await expectFiles(await unpack(writeCab([other, { compression: "mszip", members: [{ name: "a.etl", bytes: SMALL }] }])), [["a.etl", SMALL]]);
  });

  test.each<[string, Uint8Array<ArrayBuffer>, string, RegExp]>([
    ["LZX", writeCab([{ compression: 3, members }]), "unsupported", /LZX; MSZIP or none/],
    ["Quantum", writeCab([{ compression: 2, members }]), "unsupported", /Quantum/],
    ["a set that goes on", writeCab([{ compression: "mszip", members }], { set: 2 }), "unsupported", /of a set/],
    ["a set that began before", writeCab([{ compression: "mszip", members }], { set: 1 }), "unsupported", /of a set/],
    ["only its mark", Uint8Array.from([0x4d, 0x53, 0x43, 0x46]), "damaged", /has 4 bytes/],
    ["cut in its data", writeCab([{ compression: "mszip", members }]).slice(0, 100_000), "damaged", /ends inside a block/],
    ["cut in its list of members", writeCab([{ compression: "mszip", members }]).slice(0, 0x40), "damaged", /member 1 of 3 has no sound name/],
    ["cut in its list of folders", writeCab([{ compression: "mszip", members }]).slice(0, 0x2a), "damaged", /list of 1 folders/],
  ])("refused: %s", async (_, bytes, code, message) => {
    const e = await refusal(bytes);
    expect(e.code).toBe(code);
    expect(e.message).toMatch(message);
    expect(e.message).toMatch(/^report /);
  });

  test("a block that expands to something else than it says", async () => {
    const bytes = writeCab([{ compression: "mszip", members: [{ name: "a.etl", bytes: SMALL }] }]);
    const dataAt = 0x24 + 8 + 0x10 + 6;
    const view = new DataView(bytes.buffer);
    const size = view.getUint16(dataAt + 6, true);
    for (const wrong of [size - 1, size + 1, 1]) {
      view.setUint16(dataAt + 6, wrong, true);
      expect((await refusal(bytes)).message).toMatch(/does not expand to the \d+ bytes/);
    }
    view.setUint16(dataAt + 6, 0x8001, true);
    expect((await refusal(bytes)).message).toMatch(/at most 32768/);
    view.setUint16(dataAt + 6, 0, true);
    expect((await refusal(bytes)).code).toBe("unsupported");
    view.setUint16(dataAt + 6, size, true);
    view.setUint8(dataAt + 8, 0x44);
    expect((await refusal(bytes)).code).toBe("damaged");
  });

  test("a block with a wrong checksum is told, and its member is read", async () => {
    const inFolder = [
      { name: "a.etl", bytes: SMALL },
      { name: "b.etl", bytes: LARGE },
    ];
    const bytes = writeCab([{ compression: "stored", members: inFolder }], { reserve: [0, 0, 4] });
    const dataAt = 0x24 + 4 + 8 + 2 * (0x10 + 6);
    const second = dataAt + 12 + 0x8000;
    const trouble = async (): Promise<readonly Problem[]> => (await unpack(bytes)).problems;
    const view = new DataView(bytes.buffer);
    expect(await trouble()).toEqual([]);
    for (const [at, member, block] of [
      [dataAt + 12 + 3000, "a.etl, b.etl", dataAt],
      [second + 12 + 0x7ffe, "b.etl", second],
      [second, "b.etl", second],
    ] as const) {
      const was = view.getUint8(at);
      view.setUint8(at, was ^ 0x40);
      const { files, problems } = await unpack(bytes);
      expect(files.map(({ name }) => name)).toEqual(["a.etl", "b.etl"]);
      expect(problems).toMatchObject([{ code: "bad-compression", offset: block, count: 1 }]);
      expect(problems[0]?.message).toMatch(new RegExp(`^Damaged member: ${member} in report`));
      view.setUint8(at, was);
    }
    // 0 says that there is none.
    view.setUint32(dataAt, 0, true);
    bytes[dataAt + 500] = 1;
    expect(await trouble()).toEqual([]);
  });

  test("the traces in front of the damage are opened", async () => {
    const bytes = writeCab([
      {
        compression: "mszip",
        members: [
          { name: "a.etl", bytes: SMALL },
          { name: "b.etl", bytes: LARGE },
        ],
      },
    ]);
    const { files, problems } = await unpack(bytes.slice(0, 100_000));
    expect(files.map(({ name }) => name)).toEqual(["a.etl"]);
    expect(problems).toMatchObject([
      { code: "bad-buffer", message: expect.stringMatching(/left out\. report cannot be unpacked: it ends inside a block/) as string },
    ]);
  });

  test("members whose blocks are not all there", async () => {
    const bytes = writeCab([{ compression: "mszip", members: [{ name: "a.etl", bytes: SMALL }] }]);
    new DataView(bytes.buffer).setUint32(0x24 + 8, SMALL.length + 1, true);
    expect((await refusal(bytes)).message).toMatch(`a.etl should have ${SMALL.length + 1} bytes, but only ${SMALL.length}`);
  });
});

describe("zip archives", () => {
  test.each<[string, Uint8Array<ArrayBuffer>]>([
    [
      "deflate",
      writeZip([
        { name: "readme.txt", bytes: TEXT },
        { name: "logs/", bytes: new Uint8Array(0), method: "stored" },
        { name: "logs/a.etl", bytes: LARGE },
      ]),
    ],
    ["stored", writeZip([{ name: "logs/a.etl", bytes: LARGE, method: "stored" }])],
    [
      "with a comment that looks like an end",
      writeZip([{ name: "logs\\a.etl", bytes: LARGE }], { comment: "PK\u0005\u0006 is the mark of the end of a directory" }),
    ],
    [
      "64-bit sizes",
      writeZip([
        { name: "x.txt", bytes: TEXT, wide: true },
        { name: "logs/a.etl", bytes: LARGE, wide: true },
      ]),
    ],
    ["64-bit directory", writeZip([{ name: "logs/a.etl", bytes: LARGE, wide: true }], { wide: true, comment: "c" })],
    [
      "other methods and encryption beside it",
      writeZip([
        { name: "x.txt", bytes: TEXT, method: 12 },
        { name: "y.txt", bytes: TEXT, encrypted: true },
        { name: "logs/a.etl", bytes: LARGE },
      ]),
    ],
  ])("%s", async (_, bytes) => {
    await expectFiles(await unpack(bytes), [["logs/a.etl", LARGE]]);
  });

  const one = writeZip([{ name: "a.etl", bytes: SMALL }]);
  const pair = writeZip([
    { name: "a.etl", bytes: new Uint8Array(40), method: "stored" },
    { name: "b.etl", bytes: SMALL, method: "stored" },
  ]);
  const spoilt = (at: number, value: number): Uint8Array<ArrayBuffer> => one.with(at < 0 ? one.length + at : at, value);
  test.each<[string, Uint8Array<ArrayBuffer>, string, RegExp]>([
    ["encrypted", writeZip([{ name: "a.etl", bytes: SMALL, encrypted: true }]), "unsupported", /a\.etl in it is encrypted/],
    ["Deflate64", writeZip([{ name: "a.etl", bytes: SMALL, method: 9 }]), "unsupported", /packed with Deflate64/],
    ["an unknown method", writeZip([{ name: "a.etl", bytes: SMALL, method: 77 }]), "unsupported", /method 77/],
    ["in several parts", writeZip([{ name: "a.etl", bytes: SMALL }], { disk: 2 }), "unsupported", /archive in several/],
    ["cut", one.slice(0, one.length - 30), "damaged", /directory at its end is missing/],
    ["larger than it says", writeZip([{ name: "a.etl", bytes: SMALL, claims: SMALL.length - 1 }]), "damaged", /more than the/],
    ["smaller than it says", writeZip([{ name: "a.etl", bytes: SMALL, claims: SMALL.length + 1 }]), "damaged", /only \d+ of them/],
    ["stored in another size", writeZip([{ name: "a.etl", bytes: SMALL, method: "stored", claims: 5 }]), "damaged", /stored in/],
    ["a directory beyond the end", spoilt(-5, 0xff), "damaged", /directory should stand/],
    ["a deflate stream of nothing", spoilt(0x1e + 5, 0xff), "damaged", /a\.etl in it is damaged/],
    ["a local header that is none", pair.with(0x1e + 5 + 40, 0x51), "damaged", /b\.etl is not where its directory says/],
  ])("refused: %s", async (_, bytes, code, message) => {
    const e = await refusal(bytes);
    expect(e.code).toBe(code);
    expect(e.message).toMatch(message);
  });

  test("members that say they are larger than such a file can hold are not begun", async () => {
    const bomb = writeZip([{ name: "a.etl", bytes: SMALL, claims: 0xfffffff0 }]);
    expect(await refusal(bomb)).toMatchObject({
      code: "unsupported",
      message: `The members of report say that they expand to more than ${bomb.length * 1100} bytes: that much is not unpacked.`,
    });
  });
});

describe("members of zip archives that are damaged", () => {
  test.each(["stored", "deflate"] as const)("a wrong CRC-32 is told, and the member is read: %s", async (method) => {
    const sound = { name: "b.etl", bytes: LARGE, method };
    const { files, problems } = await unpack(writeZip([{ name: "a.etl", bytes: SMALL, method, crc: 0x12345678 }, sound]));
    expect(files.map(({ name }) => name)).toEqual(["a.etl", "b.etl"]);
    expect(problems).toEqual([{ code: "bad-compression", offset: 0, message: expect.stringMatching(/^Damaged member: a\.etl in report .*CRC-32/) as string }]);
  });

  test("one that cannot be unpacked does not keep the others from being opened", async () => {
    const bytes = writeZip([
      { name: "a.etl", bytes: SMALL, encrypted: true },
      { name: "b.etl", bytes: SMALL, claims: SMALL.length + 1 },
      { name: "c.etl", bytes: SMALL },
    ]);
    const { files, problems } = await unpack(bytes);
    expect(files.map(({ name }) => name)).toEqual(["c.etl"]);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("encrypted"), expect.stringContaining("should have")]);
  });
});

describe("archives in general", () => {
  test("an archive in an archive in an archive, and no further", async () => {
    const inner = writeZip([{ name: "deep.etl", bytes: SMALL }]);
    const middle = writeCab([
      {
        compression: "mszip",
        members: [
          { name: "inner.ZIP", bytes: inner },
          { name: "mid.etl", bytes: SMALL },
        ],
      },
    ]);
    const outer = writeZip([
      { name: "middle.cab", bytes: middle },
      { name: "top.etl", bytes: SMALL },
      { name: "not-a.zip", bytes: TEXT },
    ]);
    await expectFiles(await unpack(outer), [
      ["deep.etl", SMALL],
      ["mid.etl", SMALL],
      ["top.etl", SMALL],
    ]);
    const e = await refusal(
      writeZip([
        {
          name: "one-more.zip",
          bytes: writeZip([{ name: "middle.cab", bytes: writeCab([{ compression: "mszip", members: [{ name: "inner.zip", bytes: inner }] }]) }]),
        },
      ]),
    );
    expect(e).toMatchObject({ code: "not-etl", message: "report is an archive without a Windows trace (.etl): it holds one-more.zip, middle.cab, inner.zip." });
  });

  test("an archive inside that cannot be unpacked is told, and is the reason when there is no trace beside it", async () => {
    const locked = { name: "locked.zip", bytes: writeZip([{ name: "b.etl", bytes: SMALL, encrypted: true }]) };
    const { files, problems } = await unpack(writeZip([locked, { name: "a.etl", bytes: SMALL }]));
    expect(files.map(({ name }) => name)).toEqual(["a.etl"]);
    expect(problems).toEqual([{ code: "bad-buffer", message: expect.stringMatching(/left out\. locked\.zip .* encrypted/) as string }]);
    expect(await refusal(writeZip([locked]))).toMatchObject({ code: "unsupported" });
  });

  test("without a trace: the message lists what is there", async () => {
    const many = Array.from({ length: 13 }, (_, i) => ({ name: `log${i}.txt`, bytes: TEXT }));
    expect((await refusal(writeZip(many))).message).toMatch(/it holds log0\.txt, .*log9\.txt and 3 more\.$/);
    expect(await refusal(writeZip([]))).toMatchObject({ code: "not-etl", message: "report is an archive without a Windows trace (.etl): it is empty." });
  });

  test("members that are no traces are left out, but not when there is nothing else", async () => {
    const stub = { name: "stub.etl", bytes: TEXT };
    const { files, problems } = await unpack(writeZip([stub, { name: "a.etl", bytes: SMALL }]));
    expect(files.map(({ name }) => name)).toEqual(["a.etl"]);
    expect(problems[0]?.message).toMatch(/left out\. stub\.etl: This is a text file/);
    expect((await unpack(writeZip([stub]))).files.map(({ name }) => name)).toEqual(["stub.etl"]);
  });

  test("what is no archive stays as it is, and progress reaches no further than the total", async () => {
    const plain: SourceFile = { name: "plain.etl", blob: new Blob([SMALL]) };
    const packed: SourceFile = { name: "packed.zip", blob: new Blob([writeZip([{ name: "a.etl", bytes: LARGE }])]) };
    const seen: number[] = [];
    const { files } = await openContainers([plain, packed], ({ bytesDone, bytesTotal }) => seen.push(bytesDone / bytesTotal), never);
    expect(files[0]).toBe(plain);
    expect(files[1]?.name).toBe("a.etl");
    expect(seen.every((part) => part >= 0 && part <= 1)).toBe(true);
  });

  test.each([writeZip([{ name: "a.etl", bytes: LARGE }]), writeCab([{ compression: "mszip", members: [{ name: "a.etl", bytes: LARGE }] }])])(
    "unpacking can be cancelled",
    async (bytes) => {
      await expect(
        openContainers(
          [{ name: "x", blob: new Blob([bytes]) }],
          () => undefined,
          () => true,
        ),
      ).rejects.toMatchObject({ code: "aborted" });
    },
  );

  test("the engine opens what is inside, and the sources have the names of the members", async () => {
    const { summary, engine } = await openBytes(
      writeCab([
        {
          compression: "mszip",
          members: [
            { name: "one.etl", bytes: SMALL },
            { name: "notes.txt", bytes: TEXT },
            { name: "two.etl", bytes: trace(7) },
          ],
        },
      ]),
      "report.cab",
    );
    expect(summary.events).toBe(21 + 8);
    expect(summary.sources.map(({ name }) => name)).toEqual(["one.etl", "two.etl"]);
    expect((await engine.events({ limit: 100 })).rows).toHaveLength(29);
    await expect(openBytes(writeZip([{ name: "a.etl", bytes: TEXT }]), "x.zip")).rejects.toMatchObject({ code: "not-etl" });
  });

  test("damage leads to a TraceError or to a trace, never to anything else", { timeout: 60_000 }, async () => {
    const archives = [
      writeZip(
        [
          { name: "a.etl", bytes: SMALL },
          { name: "b.etl", bytes: SMALL, method: "stored", wide: true },
        ],
        { wide: true },
      ),
      writeZip([{ name: "a.etl", bytes: SMALL }]),
      writeCab([{ compression: "mszip", members: [{ name: "a.etl", bytes: LARGE.slice(0, 100_000) }] }], { reserve: [2, 1, 1] }),
    ];
    const spots = fc.array(fc.tuple(fc.oneof(fc.nat(150), fc.integer({ min: -200, max: -1 }), fc.nat(1_000_000)), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...archives), spots, fc.option(fc.double({ min: 0, max: 1, noNaN: true })), async (whole, changes, keep) => {
        const bytes = whole.slice(0, keep === null ? whole.length : Math.floor(keep * whole.length));
        for (const [at, value] of changes) if (bytes.length > 0) bytes[(at + 1000 * bytes.length) % bytes.length] = value;
        const result = await unpack(bytes).catch((e: unknown) => e);
        expect(result instanceof TraceError || Array.isArray((result as Unpacked).files)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

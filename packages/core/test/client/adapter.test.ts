import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type Adapter,
  type AdapterOptions,
  type ComposingMailer,
  type Dial,
  type Mailer,
  makeConnect,
  makeCreateMailer,
  type OwnOptions,
  type PoolOptions,
  TransportError,
} from "../../src/mod.ts";

/** Options of a runtime that we invented. */
interface TunnelOptions extends AdapterOptions {
  readonly tunnel?: string;
  readonly hops?: number;
}

const refuse: Dial = async () => {
  throw new TransportError("refused", "The tunnel is closed.");
};

/** An adapter that notes what its dial was made with. */
function setUp() {
  const made: OwnOptions<TunnelOptions>[] = [];
  const adapter: Adapter<TunnelOptions> = {
    dial: (own) => {
      made.push(own);
      return refuse;
    },
    ownOptions: { tunnel: true, hops: true },
  };
  return { made, adapter };
}

const message = { from: "a@example.com", to: "b@example.net", raw: "Subject: x\r\n\r\nx\r\n" };

describe("makeConnect", () => {
  it("passes the options of the runtime to its dial, and no other ones", async () => {
    const { made, adapter } = setUp();
    const connect = makeConnect(adapter);
    const options = { tunnel: "t", hops: undefined as never, name: "c.example" };
    await expect(connect("smtp://x.example:25", options)).rejects.toThrow("The tunnel is closed.");
    expect(made).toEqual([{ tunnel: "t" }]);
    expect(Object.keys(made[0] ?? {})).toEqual(["tunnel"]);
  });

  it("uses the caller's dial instead", async () => {
    const { made, adapter } = setUp();
    const dial: Dial = async () => {
      throw new TransportError("refused", "The caller's dial refuses.");
    };
    const connect = makeConnect(adapter);
    await expect(connect({ host: "x.example", dial })).rejects.toThrow(
      "The caller's dial refuses.",
    );
    expect(made).toEqual([]);
  });

  it("rejects for an option that neither the core nor the runtime has", async () => {
    const connect = makeConnect(setUp().adapter);
    const options = { host: "x.example", tunel: "t" } as never;
    await expect(connect(options)).rejects.toThrow("There is no option `tunel`");
  });
});

describe("makeCreateMailer", () => {
  it("makes a dial for each server, with its own and the shared options", async () => {
    const { made, adapter } = setUp();
    const createMailer = makeCreateMailer(adapter);
    await using mailer = createMailer({
      tunnel: "shared",
      servers: ["smtp://one.example", { host: "two.example", tunnel: "own", hops: 2 }],
    });
    await expect(mailer.send(message)).rejects.toThrow("The tunnel is closed.");
    expect(made).toEqual([{ tunnel: "shared" }, { tunnel: "own", hops: 2 }]);
  });

  it("applies the pool defaults of the runtime where the user sets nothing", async () => {
    const read: string[] = [];
    const pool = {
      get size() {
        read.push("default");
        return 1;
      },
    };
    const createMailer = makeCreateMailer(setUp().adapter, { pool });
    const make = (given: PoolOptions) => createMailer({ host: "x.example", pool: given });
    expect(() => make({ size: -1 })).toThrow("`pool.size`");
    expect(() => make({ idle: -1 })).toThrow("`pool.idle`");
    expect(read.length).toBeGreaterThan(0);
    expect(() =>
      makeCreateMailer(setUp().adapter, { pool: { size: -1 } })({ host: "x.example" }),
    ).toThrow("`pool.size`");
  });

  it("returns what `wrap` returns", () => {
    const wrapped: Mailer[] = [];
    const createMailer = makeCreateMailer(setUp().adapter, {
      wrap: (mailer) => {
        wrapped.push(mailer);
        return mailer;
      },
    });
    expect(createMailer("smtp://x.example")).toBe(wrapped[0]);
  });

  it("has a type that takes drafts only with `compose`", () => {
    const createMailer = makeCreateMailer(setUp().adapter);
    const compose = (draft: { readonly text: string }) => ({ ...message, raw: draft.text });
    expectTypeOf(createMailer("smtp://x.example", { compose })).toEqualTypeOf<
      ComposingMailer<{ readonly text: string }>
    >();
    expectTypeOf(createMailer({ host: "x.example", tunnel: "t" })).toEqualTypeOf<Mailer>();
    // @ts-expect-error: the runtime has no such option.
    expect(() => createMailer({ host: "x.example", tunel: "t" })).toThrow("`tunel`");
  });
});

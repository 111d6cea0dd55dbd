import { describe, expect, it } from "vitest";
import { type Link, perform, type Script } from "../protocol/effects.ts";
import { Driver } from "./driver.ts";
import { timeoutsOf } from "./timeouts.ts";
import type { DialOptions, Transport } from "./transport.ts";

const to = { host: "mail.example", port: 25, tls: "none" } as const;

function* connect(avoid?: readonly string[]): Script<Link> {
  return yield* perform({ do: "connect", to, ...(avoid && { avoid }) });
}

/** A driver whose connections are silent, and what its dial and transports were told. */
function silentDriver() {
  const asked: (readonly string[] | undefined)[] = [];
  const idle: boolean[] = [];
  const transport: Transport = {
    remoteAddress: "192.0.2.1",
    read: () => new Promise(() => {}),
    write: async () => {},
    close() {},
    setIdle: (is) => void idle.push(is),
  };
  const dial = async (_: unknown, { avoid }: DialOptions): Promise<Transport> => {
    asked.push(avoid);
    return transport;
  };
  const driver = new Driver({ dial, timeouts: timeoutsOf({}), token: () => "", tell() {} });
  return { driver, asked, idle };
}

describe("the driver", () => {
  it("passes addresses to leave out to the dial, and reports the address that was reached", async () => {
    const { driver, asked } = silentDriver();
    expect(await driver.drive(connect())).toMatchObject({ remoteAddress: "192.0.2.1" });
    await driver.drive(connect(["192.0.2.1"]));
    expect(asked).toEqual([undefined, ["192.0.2.1"]]);
  });

  it("tells the transport when the connection is idle and when it is in use", async () => {
    const { driver, idle } = silentDriver();
    await driver.drive(connect());
    void driver.rest();
    await driver.drive(connect());
    expect(idle).toEqual([true, false]);
  });
});

/** The servers of the stress run as a process: it is asked over HTTP on 127.0.0.1, and ends with its standard input. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { StressServer } from "./plan.ts";
import type { RemoteQuestion, RemoteServer, RemoteServers } from "./remote.ts";
import { localServers } from "./server.ts";

const servers = await localServers();
const running = new Map<number, StressServer>();
let started = 0;

async function answer(question: RemoteQuestion): Promise<unknown> {
  if ("start" in question) {
    const number = started++;
    const server = await servers.start(question.start);
    const { host, port } = server;
    const place: RemoteServer = { number, host, port };
    running.set(place.number, server);
    return place;
  }
  const number = "report" in question ? question.report : question.close;
  const server = running.get(number);
  if (!server) throw new RangeError(`There is no server ${number}.`);
  if ("report" in question) return server.report();
  running.delete(number);
  await server.close();
  return null;
}

const control = createServer(async (request: IncomingMessage, response) => {
  try {
    response.end(JSON.stringify(await answer((await json(request)) as RemoteQuestion)));
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
}).listen(0, "127.0.0.1");
await once(control, "listening");
const { port } = control.address() as AddressInfo;
const first: RemoteServers = { port, ca: servers.ca };
process.stdout.write(`${JSON.stringify(first)}\n`);
process.stdin.resume().on("end", () => process.exit());

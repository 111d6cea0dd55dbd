/** Exim invites to talk early (PIPECONNECT): the first connection learns of it, the next one does. */
import {
  connect,
  createMailer,
  type NodeOptions,
  type SessionEvent,
} from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { compareStored, type LabServer, type Profile } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";

const raw = Buffer.from("From: <ann@lab.test>\r\nSubject: early\r\n\r\n.dot\r\nHello.\r\n");
const message = { from: "ann@lab.test", to: "test@lab.test", raw };
/** Refused, and with it the connection ends. */

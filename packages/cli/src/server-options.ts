/** The flags of `send` and `probe` for reaching a server, and the API's options for them. */
import { readFileSync } from "node:fs";
import {
  defaultMechanisms,
  type Feature,
  type NodeOptions,
  optionsFromUrl,
  type Wish,
} from "@parley-smtp/node-socket";
import { cramMd5 } from "@parley-smtp/node-socket/cram-md5";
import { type Command, Option } from "commander";
import { unreadable } from "./files.ts";
import { authOf, type SecretFlags } from "./secrets.ts";
import { collect, UsageError } from "./usage.ts";

/** The flags as parsed. */
export interface ServerFlags extends SecretFlags {
  readonly tls?: "implicit" | "starttls" | "none";
  readonly ca?: string;
  readonly servername?: string;
  readonly insecure?: true;
  readonly name?: string;
  readonly require?: readonly string[];
  readonly prefer?: readonly string[];
  readonly avoid?: readonly string[];
  readonly timeout?: number;
  readonly verbose?: true;
}

/** Adds the options to a command. */
export function withServerOptions(command: Command): Command {
  return command
    .optionsGroup("Server:")
    .addOption(
      new Option(
        "--tls <mode>",
        "how TLS begins; default: by URL and port, and as offered",
      ).choices(["implicit", "starttls", "none"]),
    )
    .option("--ca <file>", "trust this authority (PEM) in place of the well-known ones")
    .option("--servername <name>", "the name to find in the certificate; default: the host")
    .option("--insecure", "accept any certificate")
    .option("--name <name>", "the name for EHLO; default: an address literal")
    .option("--timeout <seconds>", "give up after so many seconds in all", secondsOf)
    .optionsGroup("Credentials:")
    .option("--user <name>", "log in as this user, when the URL names none")
    .addOption(
      new Option("--password-file <file>", "read the password from a file").conflicts("tokenFile"),
    )
    .option("--token-file <file>", "read an OAuth 2.0 access token from a file")
    .option("--allow-cleartext", "log in even without TLS, where others can listen")
    .optionsGroup("Wishes, each repeatable, for features such as CHUNKING or TLS:")
    .option("--require <feature>", "send nothing without it", collect)
    .option("--prefer <feature>", "use it where it is offered", collect)
    .option("--avoid <feature>", "do without it", collect)
    .optionsGroup("Output:")
    .option("--verbose", "show the conversation on standard error")
    .addHelpText(
      "after",
      `
The password comes from --password-file, else from PARLEY_PASSWORD, else from
the URL; a token from --token-file or PARLEY_TOKEN. Neither is ever shown.
`,
    );
}

/**
 * Returns the API's options.
 *
 * @param url the server
 * @param flags the flags of the command line
 * @throws {TypeError | RangeError} for invalid flags, before anything is opened
 */
export function nodeOptions(url: string, flags: ServerFlags): NodeOptions {
  const { auth: fromUrl, ...fromRest } = optionsFromUrl(url);
  const { tls, ca, servername, insecure, name, timeout } = flags;
  const auth = authOf(flags, fromUrl);
  if (tls !== undefined && fromRest.tls !== undefined && tls !== fromRest.tls) {
    throw new UsageError(`The URL says tls=${fromRest.tls}, and --tls says ${tls}.`);
  }
  return {
    ...fromRest,
    ...(auth && { auth }),
    ...(tls !== undefined && { tls }),
    ...(ca !== undefined && { ca: readPem(ca) }),
    ...(servername !== undefined && { servername }),
    ...(insecure && { verify: false }),
    ...(name !== undefined && { name }),
    ...(timeout !== undefined && { timeouts: { total: timeout } }),
    features: wishesOf(flags),
    mechanisms: [...defaultMechanisms, cramMd5],
  };
}

function wishesOf(flags: ServerFlags): Partial<Record<Feature, Wish>> {
  const wishes: Record<string, Wish> = {};
  for (const wish of ["require", "prefer", "avoid"] as const) {
    for (const feature of (flags[wish] ?? []).map((text) => text.toUpperCase())) {
      if (wishes[feature] !== undefined && wishes[feature] !== wish) {
        throw new UsageError(`${feature} is asked for twice: --${wishes[feature]} and --${wish}.`);
      }
      wishes[feature] = wish;
    }
  }
  return wishes;
}

function readPem(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw unreadable("The certificate", path, error);
  }
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) {
    throw new UsageError(`--timeout takes a positive number of seconds, not "${text}".`);
  }
  return seconds * 1000;
}

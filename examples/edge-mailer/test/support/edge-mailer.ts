/** Runs the example with its usual command, in a process that can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";

const example = join(import.meta.dirname, "../..");
const wrangler = join(example, "node_modules/wrangler/bin/wrangler.js");
const TOKEN = "a-token-for-tests";

/** The response of `GET /messages/:id`. */
export interface Told {
  readonly recipients: Readonly<Record<string, { readonly state: string; readonly why?: string }>>;
  readonly dead?: string;
}

/** Differences from the usual command. */
export interface Settings {
  /** Variables and secrets; empty ones are not set. */
  readonly vars?: Readonly<Record<string, string>>;
  readonly config?: string;
}

/** `wrangler dev`, with queues, objects and KV of workerd, stored in a folder. */
export class EdgeMailer implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #url: string;
  readonly #output: () => string;

  private constructor(child: ChildProcess, url: string, output: () => string) {
    this.#process = child;
    this.#url = url;
    this.#output = output;
  }

  /**
   * Starts it.
   *
   * @param folder the folder for its state
   * @param smtpPort the port of the server on 127.0.0.1
   * @param settings other variables, and another configuration
   */
  static async start(
    folder: string,
    smtpPort: number,
    { vars: own = {}, config }: Settings = {},
  ): Promise<EdgeMailer> {
    const vars = {
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      SUBMIT_TOKEN: TOKEN,
      RETRY_SECONDS: "1",
      ...own,
    };
    const options = [
      ...(config === undefined ? [] : [`--config=${config}`]),
      ...Object.entries(vars)
        .filter(([, value]) => value !== "")
        .flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ];
    const child = spawn(
      process.execPath,
      [wrangler, "dev", "--port=0", "--inspector-port=0", `--persist-to=${folder}`, ...options],
      {
        cwd: example,
        // A separate process group, so that wrangler and workerd are killed together.
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          CI: "true",
          WRANGLER_SEND_METRICS: "false",
          WRANGLER_BUILD_CONDITIONS: "@parley-smtp/source,workerd,worker,browser",
        },
      },
    );
    let output = "";
    const url = await new Promise<string>((resolve, reject) => {
      const read = (piece: Buffer): void => {
        output += piece.toString();
        // Up to the end of the line, because the address may arrive in two pieces.
        const found = /Ready on (http:\/\/[\w.:[\]]+)\s/.exec(output)?.[1];
        if (found) resolve(found);
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", () => reject(new Error(`wrangler dev ended:\n${output}`)));
    });
    return new EdgeMailer(child, url, () => output);
  }

  /** Submits a message with an id. */
  async submit(id: string, draft: object): Promise<Response> {
    return fetch(`${this.#url}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "idempotency-key": id },
      body: JSON.stringify(draft),
    });
  }

  /**
   * Requests a message repeatedly, until its state is as wished.
   *
   * @throws if the Worker has thrown: its batch is retried, and the state would never be as wished
   */
  async until(id: string, wished: (told: Told) => boolean): Promise<Told> {
    for (;;) {
      if (/Uncaught/.test(this.#output())) throw new Error(`The Worker threw.\n${this.#output()}`);
      const response = await fetch(`${this.#url}/messages/${id}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      const told = (await response.json()) as Told;
      if (response.ok && wished(told)) return told;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Number of completed batches of the outbox. */
  get batches(): number {
    return this.#output().match(/QUEUE parley-outbox /g)?.length ?? 0;
  }

  /** Sends any request, with the token of the tests unless another one is given. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${TOKEN}`);
    return fetch(this.#url + path, { ...init, headers });
  }

  /** Kills the process at once, like a power failure: none of its code runs any more. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, "exit");
    process.kill(-(this.#process.pid ?? 0), "SIGKILL");
    await gone;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

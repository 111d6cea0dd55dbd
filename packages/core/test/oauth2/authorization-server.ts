/** An authorization server on loopback, which answers as a test says and keeps what it was asked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One token request. */
export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly form: Readonly<Record<string, string>>;
  readonly path: string;
}

/** How the server answers: as JSON with a status, or by a function. */
export type Answer =
  | { readonly status?: number; readonly json: unknown }
  | ((response: ServerResponse, asked: Asked) => void);

export interface AuthorizationServer {
  readonly tokenEndpoint: string;
  readonly asked: readonly Asked[];
  /** What is answered from now on; of several answers each one once, and the last one for ever. */
  answer(...answers: Answer[]): void;
  close(): Promise<void>;
}

/** Starts one. Without `answer`, it issues `access-1`, `access-2` and so on, for an hour. */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const asked: Asked[] = [];
  let answers: Answer[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => {
      text += piece;
    });
    request.on("end", () => {
      const form = Object.fromEntries(new URLSearchParams(text));
      const one: Asked = { headers: request.headers, form, path: request.url ?? "" };
      asked.push(one);
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {
        json: { access_token: `access-${asked.length}`, token_type: "Bearer", expires_in: 3600 },
      };
      if (typeof answer === "function") return answer(response, one);
      response.writeHead(answer.status ?? 200, {
        "content-type": "application/json; charset=utf-8",
      });
      response.end(JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    tokenEndpoint: `http://127.0.0.1:${port}/token?tenant=1`,
    asked,
    answer(...next) {
      answers = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

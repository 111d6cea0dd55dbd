/** Runs the server of `answers.ts` on a loopback port, and prints the port. */
import { type AddressInfo, createServer } from "node:net";
import { createAnswers, GREETING } from "./answers.ts";

const server = createServer({ noDelay: true }, (socket) => {
  const answer = createAnswers();
  socket.write(GREETING);
  socket.on("data", (bytes: Buffer) => {
    const replies = answer(bytes);
    if (replies) socket.write(replies);
  });
  // The measuring process ends without QUIT.
  socket.on("error", () => {});
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
// The server ends with the process that started it.
process.stdin.resume().on("end", () => process.exit(0));

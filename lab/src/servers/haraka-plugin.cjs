/** Haraka's plugin of the laboratory: who exists, and where messages go. Told by config/lab.json. */
const fs = require("node:fs");
const path = require("node:path");

let count = 0;

exports.register = function register() {
  this.lab = this.config.get("lab.json");
  this.register_hook("rcpt", "recipient");
  this.register_hook("queue", "store");
  // Mail of an authenticated client is queued for delivery elsewhere, which must not be tried.
  this.register_hook("queue_outbound", "store");
};

exports.recipient = function recipient(next, connection, [address]) {
  const to = typeof address.address === "function" ? address.address() : address.address;
  if (this.lab.accepted.includes(to)) next(OK);
  else if (to.endsWith("@lab.test")) next(DENY, "no such user");
  else if (connection.relaying) next(OK);
  else next(DENY, `I cannot deliver mail for ${to}`);
};

exports.store = function store(next, connection) {
  const { rcpt_to: recipients, message_stream: stream } = connection.transaction;
  // Two processes store in the same place.
  const number = `${Date.now()}.${String(++count).padStart(9, "0")}`;
  const files = recipients
    .map((address) => (typeof address.address === "function" ? address.address() : address.address))
    .filter((address) => this.lab.accepted.includes(address))
    .map((address) => path.join(this.lab.mail, address.split("@")[0], number));
  const [first = "/dev/null", ...others] = files;
  const file = fs.createWriteStream(first);
  stream.pipe(file);
  file.on("finish", () => {
    for (const other of others) fs.copyFileSync(first, other);
    next(OK, "stored");
  });
};

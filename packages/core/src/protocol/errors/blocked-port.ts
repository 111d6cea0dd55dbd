/**
 * Explains a port that does not answer: many networks block the ports of mail. Other connection errors are in
 * `failure.ts`.
 */

/**
 * Returns the likely reason and the remedy if a connection to a port gets no answer.
 *
 * @param port the TCP port
 */
export function explainBlockedPort(port: number): string {
  if (port === 25) {
    return "Most cloud hosts and internet providers block outgoing connections to port 25. Send through a submission server on port 587 or 465, or ask your provider to open port 25.";
  }
  if (port === 587 || port === 465) {
    return `Some cloud hosts block outgoing connections to port ${port}, as they do port 25. Ask yours which ports are open, or use another port of the server, such as 2525, if it has one.`;
  }
  return "A firewall may drop the packets. Check the host, the port and the firewall.";
}

/**
 * Returns whether a message may be sent from an address. Otherwise anybody with a token could send as anybody.
 *
 * @param address an address of the envelope or the header; `null` is the null reverse-path, which no submission needs
 * @param senders domains and addresses, separated by blanks or commas; empty: no address is allowed
 */
export function isAllowed(address: string | null, senders: string | undefined): boolean {
  if (address === null) return false;
  const allowed = (senders ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const lower = address.toLowerCase();
  return allowed.includes(lower) || allowed.includes(lower.slice(lower.lastIndexOf("@") + 1));
}

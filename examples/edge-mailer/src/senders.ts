/**
 * Whether a message may go out under an address. With a token alone everybody could send as anybody.
 *
 * @param address of the envelope or of the header; `null` is the null sender, which no submission needs
 * @param senders domains and addresses, separated by blanks or commas; nothing: nobody may send
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

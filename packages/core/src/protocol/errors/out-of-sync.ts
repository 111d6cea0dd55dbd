/** The server's replies are well formed, and yet no answer to what it was given. */
export class OutOfSyncError extends Error {
  override readonly name = "OutOfStep";
}

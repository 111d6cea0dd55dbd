/** The internal error for replies that are well formed but cannot answer the commands that were sent. */
export class OutOfSyncError extends Error {
  override readonly name = "OutOfSync";
}

/** Every transcript, in a file of its own that is fetched when it is wanted. */
export { transcripts } from "@parley-smtp/core/testing/transcripts";

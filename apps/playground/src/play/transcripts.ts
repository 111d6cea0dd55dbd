/** Every transcript, in a separate file that is loaded when needed. */
export { transcripts } from "@parley-smtp/core/testing/transcripts";

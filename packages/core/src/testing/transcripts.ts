/**
 * Every transcript of the project as text, for runtimes without a file system. The
 * entry is separate because the texts weigh half a megabyte.
 *
 * @module
 */
export { transcripts } from "./transcripts.generated.ts";

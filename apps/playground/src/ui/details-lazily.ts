/** What there is to know of a line, fetched once somebody chooses one. */
import { lazily } from "./lazily.tsx";

/** As `Details`. */
export const Details = lazily(async () => (await import("./details.tsx")).Details);

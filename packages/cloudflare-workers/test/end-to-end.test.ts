import { endToEnd } from "./support/end-to-end.ts";

endToEnd();

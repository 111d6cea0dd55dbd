/** Situations in which a reply means something else than usual, in sentences. */
import type { When } from "./usual.ts";

/** By situation: the words before the colon. */
export const WHEN: Readonly<Record<When, string>> = {
  grouped: "When it was sent in one flight with other commands",
  "earlier-refused": "When an earlier command of the same flight was refused",
  "in-clear": "When TLS is not on",
  "could-log-in": "When the client could log in, and has not",
  "after-starttls": "After STARTTLS",
  again: "When that was done before",
  "stronger-left": "When a stronger mechanism is left",
  "none-left": "When no mechanism is left",
  authenticated: "When authentication has succeeded before",
  droppable: "When it carried parameters that can be left out",
  "others-accepted": "When other recipients were accepted before",
  "nobody-accepted": "When no recipient was accepted",
  content: "When it answers the message itself",
};

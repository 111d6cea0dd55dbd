/** A server that sends any reply: each reply of replies.ts, at any place of a session. */
import { type Kind, pick, type Security } from "./kind.ts";
import type { Misbehaviour, ServerPlan, Stage } from "./plan.ts";
import { REPLIES } from "./replies.ts";

const PLACES: readonly Stage[] = [
  "connect",
  "EHLO",
  "HELO",
  "STARTTLS",
  "AUTH",
  "MAIL",
  "RCPT",
  "DATA",
  "BDAT",
  "END",
  "END",
  "RSET",
  "QUIT",
  "content",
  "idle",
];

const ANY_SECURITY: readonly Security[] = [
  "clear",
  "opportunistic",
  "starttls",
  "implicit",
  "starttls and login",
  "implicit and login",
];

/** Returns what a session needs so that the server reaches a stage. */
function leadingTo(stage: Stage): readonly Misbehaviour[] {
  if (stage === "HELO") return [{ stage: "EHLO", says: "502 5.5.1 Command not implemented\r\n" }];
  if (stage === "RSET") return [{ stage: "RCPT", nth: 1, says: "550 5.1.1 No such user\r\n" }];
  return [];
}

function securityFor(stage: Stage): readonly Security[] {
  if (stage === "STARTTLS") return ANY_SECURITY.filter((each) => /starttls|opport/.test(each));
  if (stage === "AUTH") return ANY_SECURITY.filter((each) => each.endsWith("login"));
  if (stage === "HELO") return ["clear", "implicit"];
  return ANY_SECURITY;
}

/** One reply of the kind at one place; every time in half of the sessions. */
function replies(name: string): Kind {
  return {
    name: `reply: ${name}`,
    draws(random) {
      const stage = pick(random, PLACES);
      const nth = random() < 0.5 ? {} : { nth: random() < 0.7 ? 1 : 2 };
      const plan: Partial<ServerPlan> = {
        misbehaviours: [...leadingTo(stage), { stage, reply: name, ...nth }],
      };
      return {
        security: pick(random, securityFor(stage)),
        servers: random() < 0.25 ? [plan, {}] : [plan],
      };
    },
  };
}

/** Each kind of reply, and all of them together. */
export const ANY_REPLY: readonly Kind[] = [
  ...REPLIES.map(({ name }) => replies(name)),
  {
    name: "replies: one in twelve is any",
    servers: () => [{ chaos: 0.08 }],
    security: ANY_SECURITY,
  },
  {
    name: "replies: one in three is any",
    servers: () => [{ chaos: 0.33 }],
    security: ANY_SECURITY,
  },
  {
    name: "replies: one in five is any, and the caller tries again",
    servers: () => [{ chaos: 0.2 }, { chaos: 0.2 }],
    security: ANY_SECURITY,
    caller: "tries again",
  },
  {
    name: "replies: one in five is any, and the caller aborts",
    servers: () => [{ chaos: 0.2 }],
    security: ANY_SECURITY,
    caller: "aborts",
  },
  {
    name: "replies: one in five is any, and the caller closes the mailer",
    servers: () => [{ chaos: 0.2 }],
    security: ANY_SECURITY,
    caller: "closes the mailer",
  },
  {
    name: "replies: one in five is any, and only the whole call has a deadline",
    servers: () => [{ chaos: 0.2 }],
    security: ANY_SECURITY,
    onlyTotal: true,
  },
];

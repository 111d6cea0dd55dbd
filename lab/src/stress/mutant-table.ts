/** The guards and deadlines that the mutants remove from the client, at least one for each part of the stress. */
import type { StressedRuntime } from "./commands.ts";

/** A change of source files, and the kinds of session that must find it. */
export interface Mutant {
  readonly name: string;
  /** The changes: the end of a file's path, a text that occurs once, and its replacement. */
  readonly changes: readonly (readonly [file: string, was: string, is: string])[];
  readonly kinds: readonly string[];
  /** Default `Node`. */
  readonly runtime?: StressedRuntime;
  /** Default 24. */
  readonly sessions?: number;
  /** Whether a call that does not end proves the mutant. Otherwise it only means that the machine is busy. */
  readonly late?: true;
}

/** A piece of a large message is lost, which the content guard must find. */
const LOSES_A_PIECE = [
  "core/src/protocol/content/content.ts",
  "const canonical = piece === null ? this.#closing() : this.#lines.push(piece);",
  "let canonical = piece === null ? this.#closing() : this.#lines.push(piece); if (this.#pulled > 200_000 && piece) canonical = canonical.subarray(0, 0);",
] as const;

/** One guard each. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "no count of what was pulled and handed on",
    changes: [
      LOSES_A_PIECE,
      [
        "core/src/protocol/content/content.ts",
        "if (this.#passed === due) return null;",
        "return null;",
      ],
    ],
    kinds: ["no fault"],
  },
  {
    name: "no copy of what the source gives",
    changes: [
      [
        "core/src/client/message/pieces.ts",
        "const { buffer, byteOffset, length } = bytes;",
        "return bytes;\n  const { buffer, byteOffset, length } = bytes;",
      ],
    ],
    kinds: ["no fault"],
  },
  {
    name: "no comparison with the bytes that were handed over",
    changes: [
      [
        "core/src/client/message/body.ts",
        " ||\n      inspect(piece).checksum !== this.#checksums[from / MAX_PIECE_BYTES]",
        "",
      ],
    ],
    kinds: ["the source changes its bytes"],
    sessions: 80,
  },
  {
    name: "no memory of the streams that were read",
    changes: [
      [
        "core/src/client/message/streams.ts",
        "if (READ.has(stream) || isDisturbed(stream)) throw",
        "if (0) throw",
      ],
    ],
    kinds: ["the caller uses a stream twice"],
  },
  {
    name: "no deadline for a wait",
    changes: [
      [
        "core/src/client/connection/call-wait.ts",
        "this.#alarm.set(Math.min(ends, this.#deadline), this.#onDeadline);",
        "",
      ],
    ],
    kinds: ["the source stalls", "replies that take for ever, octet by octet"],
    late: true,
  },
  {
    name: "a deadline that begins anew with each octet of a reply",
    changes: [["core/src/client/connection/reply-times.ts", "if (more) return;", ""]],
    kinds: ["replies that take for ever, octet by octet"],
    late: true,
  },
  {
    name: "no deadline for the whole call",
    changes: [
      [
        "core/src/client/connection/call-clock.ts",
        "controller.abort(expired(total)), total)",
        "{}, total)",
      ],
    ],
    kinds: ["failover: the whole call has little time"],
    late: true,
  },
  {
    name: "the next server gets what may be accepted",
    changes: [
      [
        "core/src/client/mailer/failover.ts",
        'OUTCOME_UNKNOWN: row("no", true, "silence")',
        'OUTCOME_UNKNOWN: row("yes", true, "silence")',
      ],
      [
        "core/src/client/mailer/failover.ts",
        'if (known.next === "no" || there)',
        'if (known.next === "no")',
      ],
    ],
    kinds: ["failover: stores, and the answer is lost"],
  },
  {
    name: "a server with a wrong certificate is passed over",
    changes: [
      [
        "core/src/client/mailer/failover.ts",
        'CERTIFICATE_REFUSED: row("no",',
        'CERTIFICATE_REFUSED: row("yes",',
      ],
    ],
    kinds: ["failover: the first certificate is of another authority"],
  },
  {
    name: "an unknown outcome is tried again",
    changes: [
      ["core/src/retry/progress.ts", "const hopeless = unknown || (", "const hopeless = 0 || ("],
      [
        "core/src/retry/progress.ts",
        'temporary && outcome !== "accepted"',
        '(temporary || outcome === "unknown") && outcome !== "accepted"',
      ],
    ],
    kinds: ["stored without an answer, and the caller tries again"],
  },
  {
    name: "no check of the certificate's authority",
    changes: [
      ["node-socket/src/tls.ts", "rejectUnauthorized: verify,", "rejectUnauthorized: false,"],
    ],
    kinds: ["TLS by implicit: the certificate is wrong (another authority)"],
  },
  {
    name: "no check of the certificate's names",
    changes: [
      [
        "node-socket/src/tls.ts",
        "checkServerIdentity: checkNames,",
        "checkServerIdentity: () => undefined,",
      ],
    ],
    kinds: ["TLS by starttls: the certificate is wrong (another name)"],
  },
  {
    name: "credentials go out in clear text",
    changes: [
      [
        "core/src/protocol/session/session.ts",
        'const secure = tls !== "auto" || (credentials !== undefined && !credentials.allowCleartext);',
        "const secure = false;",
      ],
      [
        "core/src/protocol/scripts/auth.ts",
        "return tls || config.credentials?.allowCleartext === true;",
        "return true || tls || config;",
      ],
    ],
    kinds: ["TLS: STARTTLS is not offered"],
  },
  {
    name: "no mask over what the server repeats",
    changes: [
      [
        "core/src/protocol/session/session.ts",
        "mask: createMask(secrets),",
        "mask: (text) => text,",
      ],
      ["core/src/protocol/session/session.ts", "session.mask = createMask(session.secrets);", ""],
    ],
    kinds: ["TLS: the login is refused by a reply that repeats it"],
  },
  {
    name: "lines of a reply may have different codes",
    changes: [
      [
        "core/src/protocol/reply/reply-parser.ts",
        "if (this.#lines.length > 1 && code !== this.#code && !this.#greeting)",
        "if (0)",
      ],
    ],
    kinds: ["reply: lines with different codes"],
    sessions: 60,
  },
  {
    name: "any reply to the content is an answer",
    changes: [
      [
        "core/src/protocol/scripts/final.ts",
        "if (reply.code < 300 || reply.code >= 400) return reply;",
        "return reply;",
      ],
    ],
    kinds: ["reply: 334 where it is not due"],
    sessions: 60,
  },
  {
    name: "a socket of Bun's stays open",
    changes: [["node-socket/src/transport.ts", "top?.destroy();", ""]],
    kinds: ["TLS: close", "silence"],
    runtime: "Bun",
  },
  {
    name: "a connection of Deno's stays open",
    changes: [["deno/src/transport.ts", "      above?.close();\n      shut(conn);\n", ""]],
    kinds: ["TLS: close", "silence"],
    runtime: "Deno",
  },
];

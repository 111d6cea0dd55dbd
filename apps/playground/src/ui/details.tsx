/** The details of one line: its octets, fields and meaning, and the RFC section. */
import { escapeControls, formatReply } from "@parley-smtp/core";
import { EXTENSIONS, FALLBACK_ORDERS, LEGALITY } from "@parley-smtp/core/tables";
import type { ComponentChildren, JSX } from "preact";
import type { Line } from "../play/line.ts";
import { words } from "../store.ts";
import { explainDecision, explainReply } from "../words/explain.ts";
import { more } from "../words/more.ts";
import { Rfc } from "./fields.tsx";
import { textOfLine } from "./line-text.ts";

/** The details of a line. */
export function About({ line }: { readonly line: Line }): JSX.Element {
  switch (line.kind) {
    case "command":
      return <AboutCommand line={line.line} />;
    case "reply":
      return <AboutReply line={line} />;
    case "content":
      return (
        <>
          <p>{more.value.detail.content}</p>
          <Octets text={line.text} all={line.octets} />
          <p>
            <Rfc of="RFC 5321 4.5.2" />
          </p>
        </>
      );
    case "garbage":
      return (
        <>
          <p>{more.value.detail.garbage}</p>
          <Octets text={line.text} />
          <p>
            <Rfc of="RFC 5321 4.2" />
          </p>
        </>
      );
    case "decision":
      return (
        <>
          <p>{explainDecision(line.decision).text}</p>
          <p>
            <Rfc of={line.decision.rfc} />
          </p>
        </>
      );
    default:
      return <AboutEvent line={line} />;
  }
}

function AboutEvent({ line }: { readonly line: Line }): JSX.Element {
  const w = more.value.detail;
  const [sentence, rfc] = {
    connect: ["why" in line && line.why !== undefined ? w.connectFails : w.connect, "RFC 5321 3.1"],
    tls: ["why" in line && line.why !== undefined ? w.tlsFails : w.tls, "RFC 3207 4.2"],
    silence: [w.silence, "RFC 5321 4.5.3.2"],
    "server-closes": ["how" in line && line.how === "reset" ? w.reset : w.closed, "RFC 5321 3.8"],
    "client-closes": [w.clientCloses, "RFC 5321 3.8"],
  }[line.kind as "connect" | "tls" | "silence" | "server-closes" | "client-closes"] as [
    string,
    string,
  ];
  return (
    <>
      <p>
        <strong>{textOfLine(line, words.value)}</strong>
      </p>
      <p>{sentence}</p>
      <p>
        <Rfc of={rfc} />
      </p>
    </>
  );
}

function Field({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function AboutCommand({ line: raw }: { readonly line: string }): JSX.Element {
  const line = escapeControls(raw);
  const w = more.value;
  const verb = line.split(" ")[0]?.toUpperCase() ?? "";
  const known = Object.hasOwn(w.verbs, verb) && verb !== "OTHER";
  const rule = LEGALITY.find(({ command }) => command === verb);
  const path = /^(?:MAIL FROM|RCPT TO):\S*/.exec(line)?.[0] ?? (known ? verb : "");
  const rest = line.slice(path.length).trim();
  const parameters = path.includes(":") ? rest.split(" ").filter(Boolean) : [];
  return (
    <>
      <p>{w.verbs[known ? verb : "OTHER"]}</p>
      <h3>{w.detail.fields}</h3>
      <dl class="facts">
        {known && <Field name={w.detail.verb}>{verb}</Field>}
        {path.includes(":") && (
          <Field name={w.detail.argument}>{path.slice(path.indexOf(":") + 1)}</Field>
        )}
        {!path.includes(":") && rest !== "" && <Field name={w.detail.argument}>{rest}</Field>}
        {parameters.map((parameter) => (
          <Field key={parameter} name={w.detail.parameter}>
            {parameter} <Origin verb={verb} parameter={parameter} />
          </Field>
        ))}
        {rule && <Field name={w.detail.flightRule}>{w.detail.groups[rule.group]}</Field>}
      </dl>
      {rule && (
        <p>
          {w.detail.source}: <Rfc of={rule.rfc} />
        </p>
      )}
      <Octets text={`${raw}\r\n`} />
    </>
  );
}

/** The extension that a parameter belongs to. */
function Origin({
  verb,
  parameter,
}: {
  readonly verb: string;
  readonly parameter: string;
}): JSX.Element | null {
  const [name = "", value = ""] = parameter.split("=");
  const has = EXTENSIONS.find(({ mailParameters = [], rcptParameters = [] }) =>
    (verb === "MAIL" ? mailParameters : rcptParameters).some(
      ({ keyword, values }) => keyword === name && (values?.includes(value) ?? true),
    ),
  );
  if (!has) return null;
  return (
    <>
      {more.value.detail.ofExtension(has.keyword)} (<Rfc of={has.rfc} />)
    </>
  );
}

function AboutReply({ line }: { readonly line: Line & { readonly kind: "reply" } }): JSX.Element {
  const w = more.value;
  const { reply, answers } = line;
  const explained = explainReply(reply, answers);
  if (!explained) return <p class="hint">{words.value.loading}</p>;
  const { code, enhanced, digits, causes, advice, reactions } = explained;
  const good = reply.code < 400;
  const offered = /^EHLO/.test(answers) && reply.code < 300 ? reply.lines.slice(1) : [];
  return (
    <>
      <h3>{w.detail.fields}</h3>
      <dl class="facts">
        <Field name={w.detail.answers}>{escapeControls(answers)}</Field>
        <Field name={w.detail.type}>{w.types[explained.type]}</Field>
        <Field name={w.detail.category}>{w.categories[explained.category]}</Field>
        {[code, ...(enhanced ? [enhanced] : []), ...digits].map(({ part, means, rfc }) => (
          <Field key={part} name={part}>
            {means} <Rfc of={rfc} />
          </Field>
        ))}
      </dl>
      {offered.length > 0 && <Keywords lines={offered} />}
      <h3>{w.detail.meaning}</h3>
      {reactions.length > 0 && (
        <>
          <h4>{w.detail.does}</h4>
          <ul>
            {reactions.map(({ when, does }) => (
              <li key={`${when}${does}`}>{when === undefined ? does : `${when}: ${does}`}</li>
            ))}
          </ul>
        </>
      )}
      <h4>{good ? w.detail.reason : w.detail.causes}</h4>
      <ul>
        {causes.map((cause) => (
          <li key={cause}>{cause}</li>
        ))}
      </ul>
      {!good && (
        <dl class="facts">
          {(["sender", "developer", "administrator"] as const).map((who) => (
            <Field key={who} name={w.detail.advice[who]}>
              {advice[who]}
            </Field>
          ))}
        </dl>
      )}
      <Octets text={`${formatReply(reply)}\r\n`} lines={reply} />
    </>
  );
}

/** The meaning of each line of an EHLO reply, from the tables. */
function Keywords({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <dl class="facts">
      {lines.map((text) => {
        const keyword = text.split(/[ =]/)[0]?.toUpperCase() ?? "";
        const extension = EXTENSIONS.find((row) => row.keyword === keyword);
        const used = FALLBACK_ORDERS.filter(({ methods }) =>
          methods.some(({ needs, state }) => needs?.offered === keyword && state !== "planned"),
        );
        return (
          <Field key={text} name={escapeControls(text)}>
            {extension ? <Rfc of={extension.rfc} /> : more.value.detail.unknownKeyword}
            {used.length > 0 && ` ${more.value.detail.used}`}
          </Field>
        );
      })}
    </dl>
  );
}

const encoder = new TextEncoder();

/** Octets in hexadecimal with their text, sixteen in a row. */
function Octets({
  text,
  all,
  lines,
}: {
  readonly text: string;
  readonly all?: number;
  readonly lines?: { readonly code: number; readonly lines: readonly string[] };
}): JSX.Element {
  const w = more.value;
  const whole = lines
    ? lines.lines
        .map((part, at) => `${lines.code}${at < lines.lines.length - 1 ? "-" : " "}${part}\r\n`)
        .join("")
    : text;
  const octets = encoder.encode(whole).subarray(0, 512);
  const rows = Array.from({ length: Math.ceil(octets.length / 16) }, (_, row) =>
    octets.subarray(row * 16, row * 16 + 16),
  );
  const total = all ?? encoder.encode(whole).length;
  return (
    <details class="octets">
      <summary>
        {w.detail.octets}: {total}
      </summary>
      {total > octets.length && <p class="hint">{w.detail.shown(octets.length)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that keys must reach it */}
      <pre tabIndex={0}>
        {rows.map((row, at) => {
          const hex = Array.from(row, (octet) => octet.toString(16).padStart(2, "0")).join(" ");
          const shown = Array.from(row, (octet) =>
            octet >= 32 && octet < 127 ? String.fromCharCode(octet) : "·",
          ).join("");
          return `${(at * 16).toString(16).padStart(4, "0")}  ${hex.padEnd(47)}  ${shown}\n`;
        })}
      </pre>
    </details>
  );
}

/** Explains the pasted output of a user's own server, in the browser. */
import { defaultMechanisms, escapeControls, parseEhlo, plan, type Reply } from "@parley-smtp/core";
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { type Pasted, type PastedLine, readPasted } from "../play/pasted.ts";
import { sceneOf } from "../play/scene.ts";
import { change, go, words } from "../store.ts";
import { Text, Tick } from "../ui/fields.tsx";
import { explainPlan, explainReply } from "../words/explain.ts";
import { more } from "../words/more.ts";
import "./screens.css";

const typed = signal("");
const command = signal("");
const credentials = signal(false);

const examples = {
  ehlo: "250-mail.example.com Hello client.example.org\n250-SIZE 35882577\n250-8BITMIME\n250-PIPELINING\n250-STARTTLS\n250-SMTPUTF8\n250 CHUNKING",
  reply: "502 5.5.1 Command not implemented",
  talk: "=== Trying mail.example.com:25...\n=== Connected to mail.example.com.\n<-  220 mail.example.com ESMTP\n -> EHLO client.example.org\n<-  250-mail.example.com\n<-  250-SIZE 10240000\n<-  250 AUTH PLAIN LOGIN\n -> AUTH PLAIN ***\n<** 504 5.7.4 Unrecognized authentication type\n -> MAIL FROM:<ann@example.org>\n<** 530 5.7.0 Authentication required\n -> QUIT\n<-  221 2.0.0 Bye",
  log: "[2026-11-24 10:00:01] DEBUG [k3] S: 220 mail.example.com ESMTP\n[2026-11-24 10:00:01] DEBUG [k3] C: EHLO client.example.org\n[2026-11-24 10:00:01] DEBUG [k3] S: 502 Command not implemented\n[2026-11-24 10:00:01] DEBUG [k3] C: HELO client.example.org\n[2026-11-24 10:00:02] DEBUG [k3] S: 250 mail.example.com",
} as const;

/** The screen for a user's own server. */
export function YourServer(): JSX.Element {
  const w = more.value.yours;
  const pasted = readPasted(typed.value, command.value);
  return (
    <div class="page">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <div class="actions">
        <span>{w.examples}:</span>
        {(Object.keys(examples) as (keyof typeof examples)[]).map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => {
              typed.value = examples[name];
              command.value = name === "reply" ? "BDAT" : "";
            }}
          >
            {w.example[name]}
          </button>
        ))}
      </div>
      <label class="field">
        <span>{w.label}</span>
        <textarea
          id="pasted"
          rows={10}
          spellcheck={false}
          wrap="off"
          placeholder={examples.ehlo}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </label>
      {pasted ? <Understood pasted={pasted} /> : <p class="hint">{w.empty}</p>}
    </div>
  );
}

function Understood({ pasted }: { readonly pasted: Pasted }): JSX.Element {
  const w = more.value.yours;
  const { sort, lines, ehlo, server } = pasted;
  const bad = lines.filter(({ kind }) => kind === "bad").length;
  const replies = lines.filter(({ reply }) => reply).length;
  const heard = ehlo.tls ?? ehlo.clear;
  const sorted =
    sort === "ehlo"
      ? w.sort.ehlo
      : sort === "replies"
        ? w.sort.replies(replies)
        : w.sort.talk(lines.length);
  return (
    <>
      <p role="status">
        {sorted} {bad > 0 && <strong class="bad">{w.unread(bad)}</strong>}
      </p>
      {sort === "replies" && (
        <Text
          label={w.command}
          placeholder={w.commandHint}
          value={command.value}
          onChange={(text) => {
            command.value = text;
          }}
        />
      )}
      {heard && <Planned reply={heard} tls={ehlo.tls !== undefined} />}
      {(heard || (server.answers ?? []).length > 0) && (
        <p class="actions">
          <button
            type="button"
            class="main"
            onClick={() => {
              change(
                sceneOf(server, {
                  login: credentials.value ? "password" : "none",
                  ...(server.tls === "none" ? { port: 25 } : {}),
                }),
              );
              go({ screen: "explore" });
            }}
          >
            {w.open}
          </button>
          <span class="hint">{w.openHint}</span>
        </p>
      )}
      <h2>{w.lines}</h2>
      <ol class="read">
        {lines.map((line) => (
          <ReadLine key={line.number} line={line} />
        ))}
      </ol>
    </>
  );
}

function ReadLine({ line }: { readonly line: PastedLine }): JSX.Element {
  const w = more.value.yours;
  const { number, text, kind, reply, answers } = line;
  const explained = reply && explainReply(reply, answers === "" ? undefined : answers);
  return (
    <li class={`${kind}${reply && reply.code >= 400 ? " refused" : ""}`} value={number}>
      <code>{escapeControls(text)}</code> <span class="kind">{w.kinds[kind]}</span>
      {kind === "bad" && <p class="bad">{w.why}</p>}
      {reply && !explained && <p class="hint">{words.value.loading}</p>}
      {explained && (
        <details open={explained.reply.code >= 400}>
          <summary>{(explained.enhanced ?? explained.code).means}</summary>
          <ul>
            {explained.text
              .split("\n")
              .slice(1)
              .map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Planned({ reply, tls }: { readonly reply: Reply; readonly tls: boolean }): JSX.Element {
  const w = more.value.yours;
  const wishes = credentials.value
    ? ({ AUTH: "require", TLS: "require" } as const)
    : ({ AUTH: "avoid" } as const);
  const planned = plan(
    {
      capabilities: parseEhlo(reply),
      endpoint: "clear",
      tls,
      canStartTls: true,
      portFree: false,
      mechanisms: credentials.value
        ? defaultMechanisms.filter(({ uses }) => uses !== "token").map(({ name }) => name)
        : [],
      excluded: [],
      proven: [],
      demanded: [],
    },
    wishes,
  );
  return (
    <section class="pane" aria-labelledby="plan-title">
      <h2 id="plan-title">{w.plan}</h2>
      <Tick
        label={w.planTls}
        checked={credentials.value}
        onChange={(checked) => {
          credentials.value = checked;
        }}
      />
      <ul>
        {explainPlan(planned)
          .text.split("\n")
          .map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
      </ul>
    </section>
  );
}

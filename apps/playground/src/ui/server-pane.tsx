/** The form for the server and its behaviour. */
import type { Answer, AnswerTo, Personality } from "@parley-smtp/core/testing";
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { offer, offersOf, parametrize } from "../play/offers.ts";
import { change, scene, words } from "../store.ts";
import { Choice, Fold, Text } from "./fields.tsx";

const edit = (server: Personality): void => change({ ...scene.value, server });

/** The server's part of the scene. */
export function ServerPane(): JSX.Element {
  const w = words.value.explore;
  const { server } = scene.value;
  return (
    <section class="pane" aria-labelledby="server-title">
      <h2 id="server-title">{w.server}</h2>
      <Fold title={w.capabilities}>
        <Offers />
        <Choice
          label={w.tlsMode}
          value={server.tls}
          options={w.tlsModes}
          onChange={(tls) => edit({ ...server, tls })}
        />
        {server.tls !== "none" && (
          <Choice
            label={w.handshake}
            value={server.tlsHandshake ?? "good"}
            options={w.handshakes}
            onChange={(handshake) => {
              const { tlsHandshake: _before, ...rest } = server;
              edit(handshake === "good" ? rest : { ...rest, tlsHandshake: handshake });
            }}
          />
        )}
      </Fold>
      <Fold title={w.answers}>
        <Answers />
      </Fold>
    </section>
  );
}

const typed = signal("");

function Offers(): JSX.Element {
  const w = words.value.explore;
  const { server } = scene.value;
  const secure = server.tls !== "none";
  return (
    <>
      <table class="offers">
        <thead>
          <tr>
            <th scope="col">{w.capability}</th>
            <th scope="col">{w.inClear}</th>
            {secure && <th scope="col">{w.underTls}</th>}
          </tr>
        </thead>
        <tbody>
          {offersOf(server).map((row) => (
            <tr key={row.keyword}>
              <th scope="row">
                {row.keyword}
                {row.parameters !== "" && (row.clear || row.tls) && (
                  <Text
                    hidden
                    label={`${row.keyword}`}
                    value={row.parameters}
                    onChange={(parameters) => edit(parametrize(server, row.keyword, parameters))}
                  />
                )}
              </th>
              {(["clear", "tls"] as const).slice(0, secure ? 2 : 1).map((where) => (
                <td key={where}>
                  <input
                    type="checkbox"
                    aria-label={w.offeredIn(row.keyword, where === "tls" ? w.underTls : w.inClear)}
                    checked={row[where]}
                    onChange={(event) =>
                      edit(offer(server, row, where, event.currentTarget.checked))
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          const line = typed.value.trim();
          if (line === "") return;
          edit({ ...server, capabilities: [...server.capabilities, line] });
          typed.value = "";
        }}
      >
        <Text
          label={w.own}
          value={typed.value}
          placeholder="XXXXXXXA"
          onChange={(line) => {
            typed.value = line;
          }}
        />
        <button type="submit">{w.add}</button>
      </form>
    </>
  );
}

const verbs = [
  "CONNECT",
  "GREETING",
  "EHLO",
  "EHLO-AFTER-TLS",
  "HELO",
  "STARTTLS",
  "TLS",
  "AUTH",
  "AUTH-RESPONSE",
  "MAIL",
  "RCPT",
  "DATA",
  "CONTENT",
  "BDAT",
  "RSET",
  "QUIT",
] as const satisfies readonly AnswerTo[];

type Kind = "reply" | "silence" | "before" | "reset" | "garbage";

function kindOf({ silence, close, garbage }: Answer): Kind {
  if (silence) return "silence";
  if (garbage !== undefined) return "garbage";
  return close === "before" || close === "reset" ? close : "reply";
}

/** Returns the answer with another effect, for the same command and occasion. */
function given(answer: Answer, kind: Kind, text: string): Answer {
  const { reply: _reply, silence: _silence, close: _close, garbage: _garbage, ...rest } = answer;
  if (kind === "silence") return { ...rest, silence: true };
  if (kind === "garbage") return { ...rest, garbage: text === "" ? "?SYNTAX ERROR\r\n" : text };
  if (kind === "reply")
    return { ...rest, reply: /^[2-5]\d\d/.test(text) ? text : "502 5.5.1 Command not implemented" };
  return { ...rest, close: kind };
}

function textOf({ reply, garbage }: Answer): string {
  return garbage ?? (typeof reply === "string" ? reply : (reply?.join("\n") ?? ""));
}

function Answers(): JSX.Element {
  const w = words.value.explore;
  const { server } = scene.value;
  const { answers = [] } = server;
  const set = (next: readonly Answer[]): void => edit({ ...server, answers: next });
  const replace = (at: number, answer: Answer): void =>
    set(answers.map((old, index) => (index === at ? answer : old)));
  return (
    <>
      {answers.length === 0 && <p class="hint">{w.answersNone}</p>}
      <ol class="answers">
        {answers.map((answer, at) => (
          <li key={at}>
            <fieldset>
              <legend class="unseen">{w.answerNumber(at + 1)}</legend>
              <Choice
                label={w.answerTo}
                value={answer.to}
                options={
                  Object.fromEntries(
                    [...new Set([...verbs, answer.to])].map((verb) => [verb, verb]),
                  ) as Record<AnswerTo, string>
                }
                onChange={(to) => replace(at, { ...answer, to })}
              />
              <Text
                label={w.answerFrom}
                type="number"
                min={1}
                max={99}
                value={String(answer.nth ?? answer.from ?? 1)}
                onChange={(text) => {
                  const { nth, from: _from, ...rest } = answer;
                  const times = Math.max(1, Math.floor(Number(text) || 1));
                  replace(
                    at,
                    nth === undefined ? { ...rest, from: times } : { ...rest, nth: times },
                  );
                }}
              />
              <label class="tick">
                <input
                  type="checkbox"
                  checked={answer.nth !== undefined}
                  onChange={(event) => {
                    const { nth, from, ...rest } = answer;
                    const times = nth ?? from ?? 1;
                    replace(
                      at,
                      event.currentTarget.checked
                        ? { ...rest, nth: times }
                        : { ...rest, from: times },
                    );
                  }}
                />
                {w.onlyOnce}
              </label>
              {answer.when?.parameter !== undefined && (
                <p class="hint">{w.onlyWith(answer.when.parameter)}</p>
              )}
              <Choice
                label={w.answerKind}
                value={kindOf(answer)}
                options={w.answerKinds}
                onChange={(kind) => replace(at, given(answer, kind, textOf(answer)))}
              />
              {["reply", "garbage"].includes(kindOf(answer)) && (
                <>
                  <Text
                    label={w.answerText}
                    value={textOf(answer)}
                    onChange={(text) => replace(at, given(answer, kindOf(answer), text))}
                  />
                  <Text
                    label={w.answerSplit}
                    type="number"
                    min={1}
                    max={1000}
                    placeholder={w.answerWhole}
                    value={answer.split === undefined ? "" : String(answer.split)}
                    onChange={(text) => {
                      const { split: _split, ...rest } = answer;
                      const split = Math.floor(Number(text));
                      replace(at, split >= 1 ? { ...rest, split } : rest);
                    }}
                  />
                </>
              )}
              <button
                type="button"
                aria-label={w.removeAnswer(at + 1)}
                onClick={() => set(answers.filter((_, index) => index !== at))}
              >
                {w.remove}
              </button>
            </fieldset>
          </li>
        ))}
      </ol>
      <button
        type="button"
        onClick={() =>
          set([...answers, { to: "BDAT", reply: "502 5.5.1 Command not implemented" }])
        }
      >
        {w.addAnswer}
      </button>
    </>
  );
}

/** Codes, extensions and ladders, made of the tables that steer the core. */

import {
  ENHANCED_CODES,
  EXTENSIONS,
  type Extension,
  LADDERS,
  REPLY_CODES,
  type ReplyCodeRow,
} from "@parley-smtp/core/tables";
import { type Answer, modernServer } from "@parley-smtp/core/testing";
import { signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { type Scene, sceneOf } from "../play/scene.ts";
import { change, go, route, words } from "../store.ts";
import { Rfc } from "../ui/fields.tsx";
import { explainReplyIn } from "../words/explain.ts";

const wanted = signal<string | undefined>(undefined);

/** The screen Codes. */
export function Codes(): JSX.Element {
  const w = words.value.codes;
  const letters = (wanted.value ?? route.value.find ?? "").toLowerCase();
  const fits = (...texts: readonly string[]): boolean =>
    texts.join(" ").toLowerCase().includes(letters);
  const replies = REPLY_CODES.filter(({ code, meaning }) =>
    fits(String(code), meaning, meansOf(`${code} x`)),
  );
  const enhanced = ENHANCED_CODES.filter(({ code, classes, meaning }) =>
    fits(code, ...classes.map((digit) => code.replace("X", String(digit))), meaning),
  );
  const extensions = EXTENSIONS.filter(({ keyword, verbs = [] }) => fits(keyword, ...verbs));
  const ladders = LADDERS.filter(({ feature, ways }) =>
    fits(feature, ...ways.map(({ way }) => way)),
  );
  const count = replies.length + enhanced.length + extensions.length + ladders.length;
  return (
    <div class="page">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <label class="field find">
        <span>{w.find}</span>
        <input
          type="search"
          value={wanted.value ?? route.value.find ?? ""}
          onInput={(event) => {
            wanted.value = event.currentTarget.value;
          }}
        />
      </label>
      <p role="status">{w.found(count)}</p>
      <Table title={w.replies} columns={[w.code, w.means, w.answers, w.source, w.shown]}>
        {replies.map((row) => (
          <tr key={row.code}>
            <th scope="row">{row.code}</th>
            <td>{meansOf(`${row.code} x`)}</td>
            <td>{row.asked.length > 6 ? "…" : row.asked.join(", ")}</td>
            <td>
              <Rfc of={row.rfc} />
            </td>
            <td>
              <See what={String(row.code)} scene={sceneOfCode(row)} />
            </td>
          </tr>
        ))}
      </Table>
      <Table title={w.enhanced} columns={[w.code, w.means, w.classes, w.source, w.shown]}>
        {enhanced.map(({ code, classes, rfc }) => {
          const digit = classes.at(-1) ?? 5;
          const exact = code.replace("X", String(digit));
          return (
            <tr key={code}>
              <th scope="row">{code}</th>
              <td>{meansOf(`${digit}50 ${exact} x`)}</td>
              <td>{classes.join(", ")}</td>
              <td>
                <Rfc of={rfc} />
              </td>
              <td>
                <See
                  what={exact}
                  scene={answering({ to: "RCPT", reply: `${digit}50 ${exact} As asked for` })}
                />
              </td>
            </tr>
          );
        })}
      </Table>
      <Table title={w.extensions} columns={[w.keyword, w.adds, "", w.source, w.shown]}>
        {extensions.map((row) => (
          <tr key={row.keyword}>
            <th scope="row">{row.keyword}</th>
            <td>{addsOf(row)}</td>
            <td>{w.status[row.status]}</td>
            <td>
              <Rfc of={row.rfc} />
            </td>
            <td>
              <See what={row.keyword} scene={offering(row.keyword)} />
            </td>
          </tr>
        ))}
      </Table>
      <Table title={w.ladders} columns={[w.feature, w.ways, w.wish, "", w.shown]}>
        {ladders.map(({ feature, ways, wish, tier }) => (
          <tr key={feature}>
            <th scope="row">{feature}</th>
            <td>
              <ol>
                {ways.map(({ way, state, rfc }) => (
                  <li key={way}>
                    {way} {state === "planned" && <em>({w.planned})</em>} <Rfc of={rfc} />
                  </li>
                ))}
              </ol>
            </td>
            <td>{words.value.explore.wish[wish]}</td>
            <td>{w.tiers[tier]}</td>
            <td>
              <See what={feature} scene={withFeature(feature)} />
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}

function Table({
  title,
  columns,
  children,
}: {
  readonly title: string;
  readonly columns: readonly string[];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that keys must reach it */}
      <section class="scroll" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              {columns.map((column) =>
                column === "" ? (
                  <td key="none" />
                ) : (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </section>
  );
}

function See({ what, scene }: { readonly what: string; readonly scene: Scene }): JSX.Element {
  const w = words.value.codes;
  return (
    <button
      type="button"
      aria-label={w.try(what)}
      onClick={() => {
        change(scene);
        go({ screen: "explore" });
      }}
    >
      {w.shown}
    </button>
  );
}

/** The meaning of the more exact code of a reply, in the language of the page. */
function meansOf(reply: string): string {
  const [, code = "", enhanced] = /^(\d{3})(?: (\d\.\d+\.\d+))?/.exec(reply) ?? [];
  const explained = explainReplyIn(words.value, {
    code: Number(code),
    lines: ["x"],
    ...(enhanced ? { enhanced } : {}),
  });
  return (explained?.enhanced ?? explained?.code)?.means ?? "…";
}

function addsOf({ verbs = [], mailParameters = [], rcptParameters = [] }: Extension): string {
  const mail = mailParameters.map(({ keyword }) => `MAIL ${keyword}=`);
  const rcpt = rcptParameters.map(({ keyword }) => `RCPT ${keyword}=`);
  return [...verbs, ...mail, ...rcpt].join(", ");
}

function answering(answer: Answer, login: "none" | "password" = "none"): Scene {
  return sceneOf({ ...modernServer, answers: [answer] }, { login });
}

/** A scene in which the code is met: as the answer to a command that it may answer. */
function sceneOfCode({ code, asked }: ReplyCodeRow): Scene {
  const played = [
    "RCPT",
    "MAIL",
    "CONTENT",
    "DATA",
    "AUTH",
    "STARTTLS",
    "EHLO",
    "QUIT",
    "GREETING",
  ] as const;
  const to = played.find((command) => asked.includes(command)) ?? "RCPT";
  return answering({ to, reply: `${code} As asked for` }, to === "AUTH" ? "password" : "none");
}

function offering(keyword: string): Scene {
  const add = (lines: readonly string[] = []): readonly string[] =>
    lines.some((line) => line.split(" ")[0] === keyword) ? lines : [...lines, keyword];
  return sceneOf({
    ...modernServer,
    capabilities: add(modernServer.capabilities),
    capabilitiesTls: add(modernServer.capabilitiesTls),
  });
}

/** The feature is not offered where it can be offered, so that its ladder is seen. */
function withFeature(feature: string): Scene {
  const without = (lines: readonly string[] = []): readonly string[] =>
    lines.filter((line) => line.split(" ")[0] !== feature);
  return sceneOf({
    ...modernServer,
    capabilities: without(modernServer.capabilities),
    capabilitiesTls: without(modernServer.capabilitiesTls),
    ...(feature === "ESMTP" ? { answers: [{ to: "EHLO", reply: "502 No" } as const] } : {}),
  });
}

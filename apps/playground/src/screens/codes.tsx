/** Codes, extensions and fallback orders, from the tables that control the core. */

import {
  ENHANCED_CODES,
  EXTENSIONS,
  type Extension,
  FALLBACK_ORDERS,
  REPLY_CODES,
} from "@parley-smtp/core/tables";
import type { ComponentChildren, JSX } from "preact";
import type { Scene } from "../play/scene.ts";
import { sceneOfCode, sceneOfEnhanced, sceneOffering, sceneWithout } from "../play/shown.ts";
import { change, go, refine, route, words } from "../store.ts";
import { Rfc } from "../ui/fields.tsx";
import "../ui/below.css";
import { explainReply } from "../words/explain.ts";
import { more } from "../words/more.ts";
import "./screens.css";

/** The screen Codes. */
export function Codes(): JSX.Element {
  const w = more.value.codes;
  const { find = "" } = route.value;
  const letters = find.toLowerCase();
  const fits = (...texts: readonly string[]): boolean =>
    texts.join(" ").toLowerCase().includes(letters);
  const replies = REPLY_CODES.filter(({ code, meaning }) =>
    fits(String(code), meaning, meansOf(`${code} x`)),
  );
  const enhanced = ENHANCED_CODES.filter(({ code, classes, meaning }) =>
    fits(code, ...classes.map((digit) => code.replace("X", String(digit))), meaning),
  );
  const extensions = EXTENSIONS.filter(({ keyword, verbs = [] }) => fits(keyword, ...verbs));
  const orders = FALLBACK_ORDERS.filter(({ feature, methods }) =>
    fits(feature, ...methods.map(({ name }) => name)),
  );
  const count = replies.length + enhanced.length + extensions.length + orders.length;
  return (
    <div class="page">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <label class="field find">
        <span>{w.find}</span>
        <input
          type="search"
          value={find}
          onInput={(event) => refine({ find: event.currentTarget.value })}
        />
      </label>
      <p role="status">{w.found(count)}</p>
      <Table title={w.replies} columns={[w.code, w.means, w.answers, w.source, w.shown]}>
        {replies.map((row) => (
          <tr key={row.code}>
            <th scope="row">{row.code}</th>
            <td>{meansOf(`${row.code} x`)}</td>
            <td>{row.commands.length > 8 ? w.any : row.commands.join(", ")}</td>
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
                <See what={exact} scene={sceneOfEnhanced(exact)} />
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
              <See what={row.keyword} scene={sceneOffering(row.keyword)} />
            </td>
          </tr>
        ))}
      </Table>
      <Table title={w.ladders} columns={[w.feature, w.methods, w.wish, "", w.shown]}>
        {orders.map(({ feature, methods, wish, tier }) => (
          <tr key={feature}>
            <th scope="row">{feature}</th>
            <td>
              <ol>
                {methods.map(({ name, state, rfc }) => (
                  <li key={name}>
                    {words.value.explore.methods[name] ?? name}{" "}
                    {state === "planned" && <em>({w.planned})</em>} <Rfc of={rfc} />
                  </li>
                ))}
              </ol>
            </td>
            <td>{words.value.explore.wish[wish]}</td>
            <td>{w.tiers[tier]}</td>
            <td>
              <See what={feature} scene={sceneWithout(feature)} />
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
  readonly children: readonly ComponentChildren[];
}): JSX.Element | null {
  if (children.length === 0) return null;
  return (
    <div>
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
    </div>
  );
}

function See({ what, scene }: { readonly what: string; readonly scene: Scene }): JSX.Element {
  const w = more.value.codes;
  return (
    <button
      type="button"
      onClick={() => {
        change(scene);
        go({ screen: "explore" });
      }}
    >
      {w.shown} <span class="unseen">{what}</span>
    </button>
  );
}

/** Returns the meaning of the more exact code of a reply, in the page's language. */
function meansOf(reply: string): string {
  const [, code = "", enhanced] = /^(\d{3})(?: (\d\.\d+\.\d+))?/.exec(reply) ?? [];
  const explained = explainReply({
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

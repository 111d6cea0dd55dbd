/** The form for the client's wishes, credentials and messages, and for the network. */
import { FALLBACK_ORDERS } from "@parley-smtp/core/tables";
import type { JSX } from "preact";
import { type ClientScene, type MailScene, requestedFeatures } from "../play/scene.ts";
import { change, scene, secrets, words } from "../store.ts";
import { Choice, Fold, Text, Tick } from "./fields.tsx";

function editClient(
  changes: Partial<ClientScene>,
  without: readonly (keyof ClientScene)[] = [],
): void {
  const client = { ...scene.value.client, ...changes };
  const kept = Object.entries(client).filter(
    ([key]) => !without.includes(key as keyof ClientScene),
  );
  change({ ...scene.value, client: Object.fromEntries(kept) as unknown as ClientScene });
}

function editMail(changes: Partial<MailScene>): void {
  change({ ...scene.value, mail: { ...scene.value.mail, ...changes } });
}

/** The client's part of the scene. */
export function ClientPane(): JSX.Element {
  const w = words.value.explore;
  const { client, mail } = scene.value;
  return (
    <section class="pane" aria-labelledby="client-title">
      <h2 id="client-title">{w.client}</h2>
      <Fold title={w.wishes}>
        <Choice
          label={w.tls}
          value={client.tls ?? "auto"}
          options={{ auto: w.tlsAuto, ...w.tlsWishes }}
          onChange={(tls) => (tls === "auto" ? editClient({}, ["tls"]) : editClient({ tls }))}
        />
        <Text
          label={w.port}
          type="number"
          min={1}
          max={65_535}
          placeholder={w.portAuto}
          value={client.port === undefined ? "" : String(client.port)}
          onChange={(text) => {
            const port = Math.floor(Number(text));
            if (port >= 1 && port <= 65_535) editClient({ port });
            else editClient({}, ["port"]);
          }}
        />
        <Wishes />
      </Fold>
      <Fold title={w.login}>
        <Login />
      </Fold>
      <Fold title={w.mail}>
        <Text
          label={w.from}
          value={mail.from}
          onChange={(from) => editMail({ from: from.trim() })}
        />
        <label class="field">
          <span>{w.to}</span>
          <textarea
            rows={Math.min(mail.to.length + 1, 6)}
            spellcheck={false}
            value={mail.to.join("\n")}
            onChange={(event) => {
              const to = event.currentTarget.value.split(/[\s,;]+/).filter(Boolean);
              editMail({ to: to.length > 0 ? to : [""] });
            }}
          />
        </label>
        <Choice
          label={w.content}
          value={mail.content}
          options={w.contents}
          onChange={(content) => editMail({ content })}
        />
        <Text
          label={w.count}
          type="number"
          min={1}
          max={20}
          value={String(mail.count)}
          onChange={(text) =>
            editMail({ count: Math.min(20, Math.max(1, Math.floor(Number(text) || 1))) })
          }
        />
      </Fold>
    </section>
  );
}

function Wishes(): JSX.Element {
  const w = words.value.explore;
  const { features } = scene.value.client;
  return (
    <div class="wishes">
      {FALLBACK_ORDERS.filter(({ feature }) => requestedFeatures.includes(feature)).map(
        ({ feature, wish }) => (
          <label key={feature} class={features[feature] ? "set" : ""}>
            <span>{feature}</span>
            <select
              aria-label={w.wishFor(feature)}
              value={features[feature] ?? "default"}
              onChange={(event) => {
                const { [feature]: _before, ...rest } = features;
                const next = event.currentTarget.value;
                editClient({
                  features:
                    next === "default"
                      ? rest
                      : { ...rest, [feature]: next as "require" | "prefer" | "avoid" },
                });
              }}
            >
              <option value="default">{w.wishDefault(w.wish[wish])}</option>
              {(["require", "prefer", "avoid"] as const).map((name) => (
                <option key={name} value={name}>
                  {w.wish[name]}
                </option>
              ))}
            </select>
          </label>
        ),
      )}
    </div>
  );
}

function Login(): JSX.Element {
  const w = words.value.explore;
  const { client } = scene.value;
  const secret = client.login === "token" ? "token" : "pass";
  return (
    <>
      <Choice
        hidden
        label={w.login}
        value={client.login}
        options={w.logins}
        onChange={(login) => editClient({ login })}
      />
      {client.login !== "none" && (
        <>
          <Text
            label={w.user}
            value={secrets.value.user}
            onChange={(user) => {
              secrets.value = { ...secrets.value, user };
            }}
          />
          <Text
            label={w[secret]}
            type="password"
            value={secrets.value[secret]}
            onChange={(text) => {
              secrets.value = { ...secrets.value, [secret]: text };
            }}
          />
          <p class="hint">{w.secretNote}</p>
          <Tick
            label={w.cleartext}
            checked={client.cleartext ?? false}
            onChange={(cleartext) =>
              cleartext ? editClient({ cleartext }) : editClient({}, ["cleartext"])
            }
          />
        </>
      )}
    </>
  );
}

/** The network between client and server. */
export function WirePane(): JSX.Element {
  const w = words.value.explore;
  const { roundTripTime, pieces } = scene.value;
  const pieceOptions = {
    whole: w.piecesWhole,
    "1": w.piecesOne,
    "20": w.piecesSome(20),
    ...(pieces === undefined || pieces === 1 || pieces === 20
      ? {}
      : { [String(pieces)]: w.piecesSome(pieces) }),
  } as Readonly<Record<string, string>>;
  return (
    <section class="pane" aria-labelledby="wire-title">
      <h2 id="wire-title">{w.wire}</h2>
      <label class="field">
        <span>
          {w.roundTripTime}: <output>{roundTripTime} ms</output>
        </span>
        <input
          type="range"
          min={0}
          max={600}
          step={10}
          value={roundTripTime}
          aria-valuetext={`${roundTripTime} ms`}
          onChange={(event) =>
            change({ ...scene.value, roundTripTime: Number(event.currentTarget.value) })
          }
        />
      </label>
      <Choice
        label={w.pieces}
        value={pieces === undefined ? "whole" : String(pieces)}
        options={pieceOptions}
        onChange={(text) => {
          const { pieces: _before, ...rest } = scene.value;
          change(text === "whole" ? rest : { ...rest, pieces: Number(text) });
        }}
      />
    </section>
  );
}

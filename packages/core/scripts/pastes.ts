/**
 * `pnpm generate`: writes docs/pasted-text.md, the table of what `findReplies` reads, from the rows it works with and the
 * texts it is tested with; with `--check` compares instead.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { FAILURES } from "../src/find-replies/failures.ts";
import { findReplies } from "../src/find-replies/mod.ts";
import { ORIGINS } from "../src/find-replies/origins.ts";
import { NOTHING, PASTES } from "../test/find-replies/pastes.ts";

const file = new URL("../../../docs/pasted-text.md", import.meta.url);

/** The texts of each origin, by what they are. */
const samples = new Map<string, string[]>();
for (const { what, text } of PASTES) {
  const origin = findReplies(text)[0]?.origin ?? "Any program";
  samples.set(origin, [...(samples.get(origin) ?? []), what]);
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "\\<");

const origins = [...ORIGINS.map(({ origin }) => origin), "Any program"].map((origin) => {
  const texts = samples.get(origin) ?? [];
  return `| ${cell(origin)} | ${texts.length} | ${cell(texts.join("; ")) || "-"} |`;
});
const failures = FAILURES.map(
  ({ failure, words, means }) =>
    `| \`${failure}\` | ${cell(means)} | ${cell(words.slice(0, 4).join("; "))} |`,
);

const page = `# What \`findReplies\` reads

\`findReplies(text)\` of \`@parley-smtp/core/find-replies\` finds SMTP replies in what people paste. \`parley explain\` uses it.

\`\`\`ts
import { explain } from "@parley-smtp/node-socket";
import { findReplies } from "@parley-smtp/node-socket/find-replies";

for (const found of findReplies(pasted)) {
  if (found.kind === "reply") console.log(found.recipient, explain(found.reply, found).text);
  else if (found.kind === "wording") console.log(found.lines.join(" "));
  else console.log(found.means);
}
\`\`\`

What is found comes with its line, and with \`origin\`, \`command\`, \`recipient\` and \`server\` where the text names them. The worst
comes first: permanent refusals, temporary ones, replies without a code (\`wording\`), errors that are no replies (\`failure\`), HTTP
statuses (\`http\`), then positive replies.

A number is a reply only where the text says so: an enhanced status code of the same class follows, words such as "said:" or
"SMTP error" come before, or the words behind it are those of a refusal. Otherwise ticket numbers, ports, sizes, counts and
times are left alone: the tests have ${NOTHING.length} texts with such numbers. The end of a reply in prose is not always marked; then words
behind it may be taken for a part of it.

Credentials in AUTH lines, options, variables and URLs are masked first. \`maskCredentials(text)\` does only that: call it before
a pasted text is shown, stored or put into a link.

## Formats

The names are those in \`origin\`. The texts of the tests are in \`packages/core/pastes\`; a text of another program is read too if it
shows the reply in a similar way.

| Origin | Texts | What they are |
|---|---|---|
${origins.join("\n")}

## Errors that are no replies

| Failure | Means | Words, some of them |
|---|---|---|
${failures.join("\n")}

Made by \`packages/core/scripts/pastes.ts\`; \`pnpm generate\` renews it.
`;

if (!process.argv.includes("--check")) {
  writeFileSync(file, page);
} else if (readFileSync(file, "utf8") !== page) {
  console.error("docs/pasted-text.md is out of date.");
  process.exitCode = 1;
}

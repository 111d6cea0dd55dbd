/** Masks the values of Kubernetes Secrets, which are base64 under any name. */
import { MASK } from "./named-secrets.ts";

/** A manifest of a Secret, in YAML and in JSON. */
const KIND_IN_YAML = /(?:^|\n)[ \t]{0,16}(?:- )?kind:[ \t]{1,4}["']?Secret\b/;
const KIND_IN_JSON = /"kind"\s{0,8}:\s{0,8}"Secret"/;

/** The separator of the documents of a stream (YAML 1.2 9.1). */
const DOCUMENT_END = /(\n---[ \t\r]{0,8}\n)/;

/** The field that contains the values, in YAML. */
const DATA_IN_YAML = /^([ \t]{0,16})(?:data|stringData):[ \t\r]{0,8}$/;

/** A key with its value, in YAML. */
const ENTRY = /^([ \t]{1,40}["']?[\w.-]{1,253}["']?:[ \t]{1,8})(\S.*)$/;

/** The field that contains the values, in JSON. */
const DATA_IN_JSON = /"(?:data|stringData)"\s{0,8}:\s{0,8}\{[^{}]*/g;

/**
 * Masks the values of Secrets of Kubernetes.
 *
 * @param text any text
 * @returns the text with a mask in place of these values
 */
export function maskKubernetes(text: string): string {
  const yaml = KIND_IN_YAML.test(text)
    ? text
        .split(DOCUMENT_END)
        .map((part) => (KIND_IN_YAML.test(part) ? maskYaml(part) : part))
        .join("")
    : text;
  if (!KIND_IN_JSON.test(yaml)) return yaml;
  return yaml.replace(DATA_IN_JSON, (data) => data.replace(/(:\s{0,8}")([^"]+)/g, `$1${MASK}`));
}

/** Masks the lines that are indented more than the field with the values. */
function maskYaml(text: string): string {
  let depth: number | undefined;
  const lines = text.split("\n").map((line) => {
    const data = DATA_IN_YAML.exec(line);
    if (data) {
      depth = (data[1] as string).length;
      return line;
    }
    if (depth === undefined || line.trim() === "") return line;
    const indent = line.length - line.trimStart().length;
    if (indent <= depth) {
      depth = undefined;
      return line;
    }
    const entry = ENTRY.exec(line);
    if (entry === null)
      return line.slice(0, indent) + (line.trim().endsWith(":") ? line.trim() : MASK);
    const [, name = "", value = ""] = entry;
    return /^[|>][-+]?\r?$/.test(value) ? line : name + MASK;
  });
  return lines.join("\n");
}

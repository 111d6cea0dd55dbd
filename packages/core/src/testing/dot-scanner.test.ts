import { describe, expect, it } from "vitest";
import { scanDots } from "./dot-scanner.ts";
import { decodeUtf8, encodeLatin1 } from "./octets.ts";

const scan = (text: string) => {
  const { content, ended, used } = scanDots("line-start", encodeLatin1(text));
  return { content: decodeUtf8(content), ended, rest: text.slice(used) };
};

describe("scanDots", () => {
  it("ends at a dot alone on the first line", () => {
    expect(scan(".\r\n")).toEqual({ content: "", ended: true, rest: "" });
  });

  it("keeps the CRLF before the final dot as content and leaves what follows", () => {
    expect(scan("a\r\n.\r\nQUIT\r\n")).toEqual({ content: "a\r\n", ended: true, rest: "QUIT\r\n" });
  });

  it("takes one dot away at the beginning of a line, and nowhere else", () => {
    expect(scan("..a.b\r\n...\r\n.c\r\n.\r\n").content).toBe(".a.b\r\n..\r\nc\r\n");
  });

  it.each(["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r", "\r.\r\n"])(
    "does not end at %j, which only looks like the end",
    (false_end) => {
      expect(scan(`a${false_end}b`).ended).toBe(false);
    },
  );

  it("keeps a bare CR behind a dot", () => {
    expect(scan(".\rb\r\n.\r\n").content).toBe("\rb\r\n");
    expect(scan(".\r\r\n.\r\n").content).toBe("\r\r\n");
  });
});

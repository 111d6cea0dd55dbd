import P from 'postal-mime';
const kind = process.argv[2], n = Number(process.argv[3]);
const T = (te) => `From: MAILER-DAEMON@x.de\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: ${te}\r\n\r\n`;
const M = `From: a@b\r\nContent-Type: multipart/report; boundary="b"\r\n\r\n`;
const raws = { lf: () => T("8bit") + "\n".repeat(n), b64: () => T("base64") + "AA=".repeat(n), b64l: () => T("base64") + "AA=\n".repeat(n), qp: () => T("quoted-printable") + "=\n".repeat(n),
 parts: () => M + "--b\n\n".repeat(n), qpparts: () => M + "--b\nContent-Transfer-Encoding:quoted-printable\n\na\n".repeat(n), headers: () => "a\n".repeat(n), b64parts: () => M + "--b\nContent-Transfer-Encoding:base64\n\nAA=\n".repeat(n) , nestparts: () => M + "--b\nContent-Type:multipart/a;boundary=b\n\n".repeat(n), dashes: ()=> M+"Content-Type: multipart/a\n--\n".repeat(n), bare: () => M + "--b\n".repeat(n)};
const raw = raws[kind]();
const s = performance.now(); try { await P.parse(raw, { maxNestingDepth: 20, maxHeadersSize: 2e6, rfc822Attachments: true, forceRfc822Attachments: true }); } catch (e) { console.log(String(e).slice(0,80)); }
console.log(kind, n, raw.length, (performance.now() - s).toFixed(0), "ms", (process.resourceUsage().maxRSS / 1e3).toFixed(0), "MB");

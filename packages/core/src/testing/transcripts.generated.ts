/** Every transcript by its name. Generated from the .smtp files; do not edit. */
export const transcripts: Readonly<Record<string, string>> = {
  "bdat-502-reconnect-data": `# title: BDAT is offered and refused, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT/refused-502/envelope
# note: The first chunk is a proof: four octets without a line end, which no server can take for a command.
# note: A server that refuses it may be waiting for the rest of that line, so the connection is given up.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","instead":"DATA","because":"unsupported","reply":{"code":502,"enhanced":"5.5.1"},"extraRoundTrips":4}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-SIZE 10000000
S: 250-ENHANCEDSTATUSCODES
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 2.1.0 OK
S: 250 2.1.5 OK
S: 502 5.5.1 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-SIZE 10000000
S: 250-ENHANCEDSTATUSCODES
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 2.1.0 OK
S: 250 2.1.5 OK
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 2.0.0 OK
C: QUIT
S: 221 2.0.0 Bye
--- close ---
`,
  "data-plain": `# title: A server with no extension takes a message by DATA
# shows: ESMTP/EHLO/used/ehlo PIPELINING/one-command-per-flight/not-offered/envelope
# note: A line that begins with a dot gets another one (RFC 5321 4.5.2).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\n.profile is missing.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"rejected":[],"octets":40}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Start mail input; end with <CRLF>.<CRLF>
C: Subject: Hello
C:
C: ..profile is missing.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "ehlo-502-helo": `# title: EHLO is not implemented, so HELO is said
# shows: ESMTP/EHLO/refused-502/ehlo
# note: 502 is an answer for good, and the connection stays as it was (RFC 5321 3.2).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"decisions":[{"feature":"ESMTP","outcome":"fallback","instead":"HELO","because":"unsupported","reply":{"code":502},"extraRoundTrips":1},{"feature":"TLS"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 old.example.net
C: EHLO client.example.org
S: 502 Command not implemented
C: HELO client.example.org
S: 250 old.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
};

/** Every transcript by its name. Generated from the .smtp files; do not edit. */
export const transcripts: Readonly<Record<string, string>> = {
  "across/avoided": `# title: Messages do not overlap where PIPELINING is avoided
# shows: PIPELINING/across-messages/avoided
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid","PIPELINING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/bdat": `# title: Small messages follow each other by BDAT once the server has shown BDAT and RSET
# shows: PIPELINING/across-messages/taken CHUNKING/BDAT-at-once/taken
# note: The first two messages prove BDAT and RSET; from then on whole messages go without waiting.
# options: {"tls":"none","maxUnacknowledged":3}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Three\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["kim@example.net"],"raw":"Subject: Four\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["lee@example.net"],"raw":"Subject: Five\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}
# expect: {"accepted":[{"address":"pat@example.net"}]}
# expect: {"accepted":[{"address":"kim@example.net"}]}
# expect: {"accepted":[{"address":"lee@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 17 LAST
C: ect: One
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 17 LAST
C: ect: Two
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: BDAT 23 LAST
C: Subject: Three
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<kim@example.net>
C: BDAT 22 LAST
C: Subject: Four
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<lee@example.net>
C: BDAT 22 LAST
C: Subject: Five
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/bdat-lost": `# title: When the connection breaks under whole messages, each that was not answered is unknown
# shows: PIPELINING/across-messages/disconnected/BDAT-last disconnect/BDAT-last
# options: {"tls":"none","maxUnacknowledged":3}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Three\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["kim@example.net"],"raw":"Subject: Four\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["lee@example.net"],"raw":"Subject: Five\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","recipients":[{"address":"pat@example.net","outcome":"unknown"}]}}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","recipients":[{"address":"kim@example.net","outcome":"unknown"}]}}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","recipients":[{"address":"lee@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 17 LAST
C: ect: One
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 17 LAST
C: ect: Two
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: BDAT 23 LAST
C: Subject: Three
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<kim@example.net>
C: BDAT 22 LAST
C: Subject: Four
C:
C: Hi.
S: 250 OK
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<lee@example.net>
C: BDAT 22 LAST
C: Subject: Five
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 250 OK
--- close ---
`,
  "across/bdat-parameter-refused": `# title: A message that must be sent another way lets those that are written behind it come to their end first
# shows: PIPELINING/across-messages/taken SIZE/declared/555/MAIL
# note: SIZE is refused from the third message on; the fourth had been written with it too, and is sent without it in its turn.
# options: {"tls":"none","maxUnacknowledged":3}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Three\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["kim@example.net"],"raw":"Subject: Four\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}
# expect: {"accepted":[{"address":"pat@example.net"}]}
# expect: {"accepted":[{"address":"kim@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-CHUNKING
S: 250 SIZE 1000
C: MAIL FROM:<ann@example.org> SIZE=21
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 17 LAST
C: ect: One
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org> SIZE=21
C: RCPT TO:<eve@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 17 LAST
C: ect: Two
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<pat@example.net>
C: BDAT 23 LAST
C: Subject: Three
C:
C: Hi.
C: RSET
C: MAIL FROM:<ann@example.org> SIZE=22
C: RCPT TO:<kim@example.net>
C: BDAT 22 LAST
C: Subject: Four
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 555 5.5.4 Unsupported option SIZE
S: 503 5.5.1 Need MAIL command
S: 503 5.5.1 Need MAIL command
S: 250 OK
S: 555 5.5.4 Unsupported option SIZE
S: 503 5.5.1 Need MAIL command
S: 503 5.5.1 Need MAIL command
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<kim@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 18 LAST
C: ect: Four
C:
C: Hi.
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: BDAT 23 LAST
C: Subject: Three
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/bdat-refused-content-8-bit": `# title: A whole message is refused for its octets behind which another is under way
# shows: PIPELINING/across-messages/taken CHUNKING/BDAT-at-once/taken 8BITMIME/BODY=8BITMIME/554/BDAT-last 8BITMIME/re-encoded/taken
# note: The other one was taken as it is; its answer is read before anything is sent again.
# options: {"tls":"none","maxUnacknowledged":3}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nGrüße.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nGrüße.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Three\\r\\n\\r\\nGrüße.\\r\\n"}
# message: {"from":"ann@example.org","to":["kim@example.net"],"raw":"Subject: Four\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}
# expect: {"accepted":[{"address":"pat@example.net"}],"fallbacks":[{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554}}]}
# expect: {"accepted":[{"address":"kim@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-8BITMIME
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 22 LAST
C: ect: One
C:
C: Grüße.
C: RSET
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<eve@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 22 LAST
C: ect: Two
C:
C: Grüße.
C: RSET
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<pat@example.net>
C: BDAT 28 LAST
C: Subject: Three
C:
C: Grüße.
C: RSET
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<kim@example.net>
C: BDAT 27 LAST
C: Subject: Four
C:
C: Grüße.
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 554 5.6.1 No 8-bit data
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: BDAT 100 LAST
C: Subject: Three
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
S: 250 OK
S: 250 OK
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/data": `# title: The end of each message shares a flight with the envelope of the next
# shows: PIPELINING/across-messages/taken
# note: RFC 2920 3.1 lets content come first in a flight and RSET, MAIL and RCPT stand anywhere in it; DATA comes last.
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Three\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"roundTrips":1}
# expect: {"accepted":[{"address":"pat@example.net"}],"roundTrips":1}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Three
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/different-asks": `# title: Of overlapping messages each goes with what was asked for it alone
# shows: PIPELINING/across-messages/taken REQUIRETLS/REQUIRETLS/taken DSN/NOTIFY-ORCPT-RET-ENVID/taken DELIVERBY/BY/not-offered
# note: What the server cannot do is told when the message's turn has come; the others go on.
# options: {"tls":"implicit","maxUnacknowledged":3,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: bob\\r\\n\\r\\nHi.\\r\\n","requireTls":true}
# message: {"from":"ann@example.org","to":"eve@example.net","raw":"Subject: eve\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":"pat@example.net","raw":"Subject: pat\\r\\n\\r\\nHi.\\r\\n","dsn":{"ret":"headers"}}
# message: {"from":"ann@example.org","to":"kim@example.net","raw":"Subject: kim\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":600,"mode":"return"}}
# message: {"from":"ann@example.org","to":"lee@example.net","raw":"Subject: lee\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}
# expect: {"accepted":[{"address":"pat@example.net"}]}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"address":"kim@example.net","outcome":"not-sent"}]}}
# expect: {"accepted":[{"address":"lee@example.net"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-DSN
S: 250 REQUIRETLS
C: MAIL FROM:<ann@example.org> REQUIRETLS
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: bob
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: eve
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org> RET=HDRS
C: RCPT TO:<pat@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: pat
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<lee@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: lee
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/garbage": `# title: Garbage behind the answer to a message, so the next one begins anew
# shows: PIPELINING/across-messages/garbage/RSET
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"envelope in one flight","reason":"garbage"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: HTTP/1.1 400 Bad Request
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/hint": `# title: An earlier session learned that messages must not overlap here
# shows: PIPELINING/across-messages/hint
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"},"hints":[{"feature":"PIPELINING","method":"across messages","reason":"bad-sequence","tls":false}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"envelope in one flight","reason":"hint"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/lost-in-envelope": `# title: Hanging up on the envelope of the next message, it is sent over a new connection, a message at a time
# shows: PIPELINING/across-messages/disconnected/RSET
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Three\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}
# expect: {"accepted":[{"address":"pat@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Three
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/lost-with-content": `# title: Hanging up on the end of a message leaves it unknown, and the next one is sent another way
# shows: PIPELINING/across-messages/disconnected/final-reply
# note: Of the second message nothing but the envelope had been written, so it goes over the next connection, a message at a time.
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/not-offered": `# title: A server without PIPELINING gets one message, and one command, at a time
# shows: PIPELINING/across-messages/not-offered PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/out-of-step-502": `# title: RCPT behind the end of a message is answered 502, which refuses the recipient
# shows: PIPELINING/across-messages/taken
# note: RSET and MAIL of the same flight were accepted, so the flight is not the cause.
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":502},"recipients":[{"address":"eve@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 502 Command not implemented
S: 503 No recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/out-of-step-503": `# title: RCPT behind the end of a message is answered 503, so messages no longer overlap
# shows: PIPELINING/across-messages/503/RCPT
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"envelope in one flight","reason":"bad-sequence","reply":{"code":503}},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 503 Bad sequence of commands
S: 503 No recipients
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/refused-content": `# title: A refused message does not keep the next one, whose envelope went with it
# shows: PIPELINING/across-messages/taken
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","reply":{"code":554},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 554 5.6.0 No
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/refused-content-8-bit": `# title: A message that is refused for its octets goes again, re-encoded, after the one whose envelope went with it
# shows: PIPELINING/across-messages/taken 8BITMIME/BODY=8BITMIME/554/final-reply 8BITMIME/re-encoded/taken
# note: The second message was declared 8BITMIME before the first was answered, and is refused for the same.
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nGrüße.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554},"extraRoundTrips":2}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Grüße.
C: .
C: RSET
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<eve@example.net>
C: DATA
S: 554 5.6.1 No 8-bit data for bob
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Grüße.
C: .
S: 554 5.6.1 No 8-bit data for eve
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/refused-recipients": `# title: A message for nobody leaves the line to the next one
# shows: PIPELINING/across-messages/taken
# note: DATA was refused for want of a recipient; the envelope behind it goes as if nothing had been.
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Three\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","reply":{"code":550}}}
# expect: {"accepted":[{"address":"pat@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 550 5.1.1 No such user
S: 503 5.5.1 No recipients
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Three
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/rset-avoided": `# title: Without RSET no message follows before the answer
# shows: PIPELINING/across-messages/taken RSET/RSET/avoided
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid","RSET":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "across/silence": `# title: The server throws away what stands behind the end of a message, so the next one begins anew
# shows: PIPELINING/across-messages/silence/RSET
# options: {"tls":"none","maxUnacknowledged":2,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"envelope in one flight","reason":"silence"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/135-is-no-success": `# title: 1yz to AUTH is no success
# shows: AUTH/PLAIN/garbage/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"later"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 135 Authenticated
--- client closes ---
`,
  "auth/432": `# title: AUTH is refused for now with 432
# shows: AUTH/PLAIN/432/AUTH
# note: The password may be right: it is not tried by another mechanism, and the error says that later may do.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_TEMPORARY","phase":"auth","retry":"later","reply":{"code":432}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 432 4.7.12 A password transition is needed
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/451-mechanism-told": `# title: A temporary refusal is for later, whatever its words
# shows: AUTH/PLAIN/451/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_TEMPORARY","phase":"auth","retry":"later","reply":{"code":451}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 451 This mechanism is down
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/454": `# title: AUTH is refused for now with 454
# shows: AUTH/PLAIN/454/AUTH
# note: The password may be right: it is not tried by another mechanism, and the error says that later may do.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_TEMPORARY","phase":"auth","retry":"later","reply":{"code":454}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 454 4.7.0 Temporary authentication failure
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/503-already": `# title: 503 to AUTH says that the client is authenticated already, and the client has not authenticated
# shows: AUTH/PLAIN/503/AUTH
# note: Anybody can say so. Only this client's own success on this connection counts.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":503},"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"AUTH","outcome":"unmet","reason":"already-authenticated"}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 503 5.5.1 Already authenticated
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/503-already-preferred": `# title: 503 says that the client is authenticated already, and authentication is only preferred
# shows: AUTH/SCRAM-SHA-256/503/AUTH AUTH/no-authentication/taken
# note: The receipt says that nobody was authenticated.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"no authentication","reason":"already-authenticated","reply":{"code":503}},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 503 5.5.1 Already authenticated
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
  "auth/503-already-scram": `# title: 503 to SCRAM says that the client is authenticated already, and proves nothing
# shows: AUTH/SCRAM-SHA-256/503/AUTH
# note: Somebody in the middle says so to get the message. A server that has to prove itself counts only by its proof.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":503}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 503 5.5.1 Already authenticated
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/503-already-to-response": `# title: 503 to the proof of SCRAM says that the client is authenticated already
# shows: AUTH/SCRAM-SHA-256/503/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":503}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 503 5.5.1 Already authenticated
--- client closes ---
`,
  "auth/503-hello-first": `# title: AUTH is answered that EHLO comes first, and EHLO is said again
# shows: AUTH/PLAIN/503/AUTH AUTH/PLAIN/taken
# note: The server has lost its place: EHLO brings both sides to a known state (RFC 5321 4.1.4).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 503 5.5.1 Send EHLO first
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/503-identity": `# title: 503 to AUTH says that this connection belongs to somebody else
# shows: AUTH/PLAIN/503/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":503}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 503 Identity already set
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/503-not-here": `# title: 503 to AUTH says that there is no authentication here
# shows: AUTH/PLAIN/503/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":503}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 503 5.5.1 AUTH not available
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/503-not-here-with-others": `# title: 503 to AUTH says that there is no authentication here, so no other mechanism is tried
# shows: AUTH/PLAIN/503/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":503}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 503 5.5.1 AUTH not available
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/504-not-enabled": `# title: 504 to AUTH says that there is no authentication, so no other mechanism is tried
# shows: AUTH/PLAIN/504/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":504}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 504 Authentication not enabled
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/523-in-clear": `# title: AUTH in clear is answered 523, so STARTTLS comes first
# shows: AUTH/PLAIN/523/AUTH TLS/STARTTLS/taken AUTH/PLAIN/taken
# note: STARTTLS was not offered, and the reply asks for it. Clear text was allowed here by \`allowCleartext\`.
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 523 Not like this
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/524-in-clear": `# title: AUTH in clear is answered 524, so STARTTLS comes first
# shows: AUTH/PLAIN/524/AUTH TLS/STARTTLS/taken AUTH/PLAIN/taken
# note: STARTTLS was not offered, and the reply asks for it. Clear text was allowed here by \`allowCleartext\`.
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 524 Not like this
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/530-and-avoided": `# title: MAIL asks for authentication, which is avoided by wish
# shows: TLS/implicit-TLS/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":530},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Authentication required
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/530-and-not-offered": `# title: MAIL asks for authentication, which is not offered
# shows: AUTH/PLAIN/not-offered
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":530},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Authentication required
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/530-for-strangers": `# title: MAIL is answered 530 under TLS, and there are no credentials
# shows: TLS/implicit-TLS/taken
# note: 530 asks for TLS or authentication; under TLS it can only mean the latter (RFC 4954 6).
# options: {"tls":"implicit"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":530},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Not for strangers
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/530-in-clear": `# title: AUTH in clear is answered 530, so STARTTLS comes first
# shows: AUTH/PLAIN/530/AUTH TLS/STARTTLS/taken AUTH/PLAIN/taken
# note: STARTTLS was not offered, and the reply asks for it. Clear text was allowed here by \`allowCleartext\`.
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 530 Not like this
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/530-once-authenticated": `# title: MAIL is answered 530 though the client has authenticated
# shows: AUTH/PLAIN/taken
# note: In clear, where the server took the credentials, it cannot mean TLS, which it does not offer.
# options: {"port":587,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true},"features":{"TLS":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":530},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN AGFubgByb3NlYnVkLTQ5
S: 235 2.7.0 Welcome
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Access denied
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/530-then-tls-then-auth": `# title: MAIL asks for authentication, which is offered under TLS alone
# shows: TLS/STARTTLS/taken AUTH/PLAIN/not-offered AUTH/PLAIN/taken
# note: Both are only preferred, and neither was offered. 530 in clear asks for either (RFC 4954 6); under TLS the server is known better.
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49"},"features":{"TLS":"prefer","AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Not for strangers
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/530-told-and-no-tls": `# title: MAIL in clear asks for authentication, and neither that nor TLS can be had
# shows: TLS/STARTTLS/502/STARTTLS AUTH/PLAIN/not-offered
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49"},"features":{"TLS":"prefer","AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":530}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Authentication required
C: STARTTLS
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/530-told-then-tls-then-auth": `# title: MAIL in clear asks for authentication in words, and AUTH is offered under TLS alone
# shows: TLS/STARTTLS/taken AUTH/PLAIN/not-offered AUTH/PLAIN/taken
# note: Neither was offered. Many servers serve AUTH under TLS alone, so STARTTLS is asked for first.
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49"},"features":{"TLS":"prefer","AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Authentication required
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/530-without-credentials": `# title: MAIL asks for authentication, and there are no credentials
# shows: TLS/implicit-TLS/taken
# options: {"tls":"implicit"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":530},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Authentication required
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/534-account": `# title: A 534 that speaks of the password is about the account, and final
# shows: AUTH/PLAIN/534/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"mechanisms":["PLAIN","CRAM-MD5"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":534}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN CRAM-MD5
C: AUTH PLAIN ***
S: 534 5.7.9 A password for this application is needed
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/534-nothing-stronger": `# title: PLAIN is too weak for the server, and nothing stronger is left
# shows: AUTH/PLAIN/534/AUTH
# note: LOGIN is as weak: to try it would only give the password away once more.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":534}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 534 5.7.9 Authentication is too weak
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/534-too-weak": `# title: PLAIN is too weak for the server, and a stronger mechanism is left
# shows: AUTH/PLAIN/534/AUTH AUTH/CRAM-MD5/taken
# note: 534 asks for a stronger mechanism (RFC 4954 6). LOGIN comes next on the ladder and is no stronger: it is passed over.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"mechanisms":["PLAIN","LOGIN","CRAM-MD5"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"CRAM-MD5","reason":"mechanism-too-weak","reply":{"code":534},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN CRAM-MD5
C: AUTH PLAIN ***
S: 534 5.7.9 Too weak
C: AUTH CRAM-MD5
S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UuZXhhbXBsZT4=
C: ***
S: 235 Authenticated
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
  "auth/535": `# title: The password is refused, and not tried again
# shows: AUTH/PLAIN/535/AUTH
# note: LOGIN would send the same password: servers count such tries and lock the account.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","command":"AUTH PLAIN ***","retry":"never","reply":{"code":535},"decisions":[{"feature":"ESMTP","outcome":"used"},{"feature":"TLS","outcome":"used"},{"feature":"AUTH","outcome":"unmet","method":"nothing","reason":"credentials-refused","reply":{"code":535}}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 535 5.7.8 Authentication credentials invalid
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/535-echoed": `# title: A server that says the password back puts it nowhere
# shows: AUTH/PLAIN/535/AUTH
# note: What is told of the reply has neither the password nor what was made of it.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535,"lines":["5.7.8 *** or *** is wrong"]}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 535 5.7.8 AGFubgByb3NlYnVkLTQ5 or rosebud-49 is wrong
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/535-to-response": `# title: The password is refused after the second prompt of LOGIN
# shows: AUTH/LOGIN/535/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","command":"AUTH LOGIN","retry":"never","reply":{"code":535}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 535 5.7.8 Authentication credentials invalid
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/538-and-no-tls": `# title: AUTH in clear is answered 538, and STARTTLS is refused
# shows: AUTH/PLAIN/538/AUTH TLS/STARTTLS/502/STARTTLS
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":538}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 538 Encryption required for requested authentication mechanism
C: STARTTLS
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/538-in-clear": `# title: AUTH in clear is answered 538, so STARTTLS comes first
# shows: AUTH/PLAIN/538/AUTH TLS/STARTTLS/taken AUTH/PLAIN/taken
# note: STARTTLS was not offered, and the reply asks for it. Clear text was allowed here by \`allowCleartext\`.
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 538 Not like this
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/538-under-tls": `# title: AUTH under TLS is answered 538, and there is nothing more to secure
# shows: AUTH/PLAIN/538/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":538}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 538 Encryption required for requested authentication mechanism
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/550-5711-in-clear": `# title: AUTH in clear is refused with 5.7.11, which asks for encryption
# shows: AUTH/PLAIN/550/AUTH TLS/STARTTLS/taken
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 550 5.7.11 Not like this
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/550-told-and-not-offered": `# title: MAIL is refused in words that ask for authentication, which is not offered
# shows: AUTH/PLAIN/not-offered
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 550 Please authenticate first, authentication is required
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/550-told-without-credentials": `# title: MAIL is refused in words that ask for authentication
# shows: TLS/implicit-TLS/taken
# options: {"tls":"implicit"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REQUIRED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: MAIL FROM:<ann@example.org>
S: 550 Authentication required
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/avoided": `# title: Authentication is avoided by wish
# shows: TLS/implicit-TLS/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
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
  "auth/cancelled-235": `# title: A cancelled exchange is answered 235, which is no success
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"link":{"verified":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"later"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT01MDAwMDAw
C: *
S: 235 Authenticated
--- client closes ---
`,
  "auth/cram-md5": `# title: CRAM-MD5 answers a challenge, where nothing better is offered
# shows: AUTH/CRAM-MD5/taken AUTH/PLAIN/not-offered AUTH/LOGIN/not-offered
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"mechanisms":["PLAIN","LOGIN","CRAM-MD5"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH CRAM-MD5 DIGEST-MD5
C: AUTH CRAM-MD5
S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UuZXhhbXBsZT4=
C: ***
S: 235 Authenticated
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
  "auth/cram-md5-comes-last": `# title: Under TLS LOGIN comes before CRAM-MD5
# shows: AUTH/LOGIN/taken
# note: CRAM-MD5 needs the password in clear on the server, and may be guessed at by whoever has recorded it.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"mechanisms":["LOGIN","CRAM-MD5"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH CRAM-MD5 LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/cram-md5-without-challenge": `# title: A challenge that cannot be answered cancels the exchange
# shows: AUTH/CRAM-MD5/501/AUTH-response
# note: An asterisk gives up, and the server answers 501 (RFC 4954 4).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"mechanisms":["CRAM-MD5"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":501}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH CRAM-MD5
C: AUTH CRAM-MD5
S: 334\\x20
C: *
S: 501 Authentication cancelled
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/endless-challenges": `# title: A server whose challenges never end is left
# shows: TLS/implicit-TLS/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"later"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 334 UGFzc3dvcmQ6
C:
S: 334 UGFzc3dvcmQ6
C:
S: 334 UGFzc3dvcmQ6
C:
S: 334 UGFzc3dvcmQ6
C:
S: 334 UGFzc3dvcmQ6
C:
S: 334 UGFzc3dvcmQ6
C:
S: 334 UGFzc3dvcmQ6
--- client closes ---
`,
  "auth/external": `# title: The server knows the client by its certificate
# shows: AUTH/EXTERNAL/taken
# note: An empty initial response is written as an equals sign (RFC 4954 4); nobody else is to be acted for.
# options: {"tls":"implicit","auth":{"external":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH EXTERNAL PLAIN
C: AUTH EXTERNAL =
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/external-535": `# title: The server does not know the certificate, and the password is tried
# shows: AUTH/EXTERNAL/535/AUTH AUTH/PLAIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49","external":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH EXTERNAL PLAIN
C: AUTH EXTERNAL ***
S: 535 Authentication credentials invalid
C: AUTH PLAIN ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/external-535-alone": `# title: The server does not know the certificate, and there is nothing else
# shows: AUTH/EXTERNAL/535/AUTH
# options: {"tls":"implicit","auth":{"external":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH EXTERNAL PLAIN
C: AUTH EXTERNAL =
S: 535 Authentication credentials invalid
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/external-for-user": `# title: EXTERNAL names whom to act for
# shows: AUTH/EXTERNAL/taken
# options: {"tls":"implicit","auth":{"user":"ann","external":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH EXTERNAL
C: AUTH EXTERNAL ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/initial-response-500": `# title: AUTH with an initial response is answered 500, so the same mechanism speaks second
# shows: AUTH/PLAIN/500/AUTH AUTH/PLAIN/taken
# note: Servers from before RFC 2554 know AUTH only without the response.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 500 Syntax error
C: AUTH PLAIN
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/initial-response-501": `# title: AUTH with an initial response is answered 501, so the same mechanism speaks second
# shows: AUTH/PLAIN/501/AUTH AUTH/PLAIN/taken
# note: Servers from before RFC 2554 know AUTH only without the response.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 501 Syntax error
C: AUTH PLAIN
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/initial-response-501-closes": `# title: AUTH with an initial response is answered 501 and a close, so it speaks second on a new connection
# shows: AUTH/PLAIN/501/AUTH
# note: Servers from before RFC 2554 know AUTH only without the response.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 501 Syntax error
C: AUTH PLAIN
--- close ---
--- connect ---
--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/initial-response-501-twice": `# title: Neither form of the mechanism is taken, so the next one is
# shows: AUTH/PLAIN/501/AUTH AUTH/LOGIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"LOGIN","reason":"mechanism-unsupported","reply":{"code":501}},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 501 Syntax error
C: AUTH PLAIN
S: 501 Syntax error
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/initial-response-535-554": `# title: 535 5.5.4 to an initial response: the same mechanism speaks second
# shows: AUTH/PLAIN/535/AUTH AUTH/PLAIN/taken
# note: X.5.4 is about the argument, not about the account (RFC 3463 3.6).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 535 5.5.4 Optional Argument not permitted
C: AUTH PLAIN
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/initial-response-535-554-twice": `# title: 535 5.5.4 to both forms of AUTH: the next mechanism
# shows: AUTH/LOGIN/taken
# note: No password went with the second one.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 535 5.5.4 Optional Argument not permitted
C: AUTH PLAIN
S: 535 5.5.4 Optional Argument not permitted
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/initial-response-553": `# title: AUTH with an initial response is answered 553, so the same mechanism speaks second
# shows: AUTH/PLAIN/553/AUTH AUTH/PLAIN/taken
# note: Servers from before RFC 2554 know AUTH only without the response.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 553 Syntax error
C: AUTH PLAIN
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/initial-response-555": `# title: 555 to an initial response: the same mechanism speaks second
# shows: AUTH/PLAIN/555/AUTH AUTH/PLAIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 555 Parameters not recognized
C: AUTH PLAIN
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/initial-response-too-long": `# title: A response that would make the line too long waits for the server's challenge
# shows: AUTH/XOAUTH2/taken
# note: With it the line would have more than 512 octets (RFC 4954 4).
# options: {"tls":"implicit","auth":{"user":"ann","token":"ya29.01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH XOAUTH2
C: AUTH XOAUTH2
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/initial-response-too-long-junk-prompt": `# title: An initial response of more than 512 octets waits for the server, whatever that says
# shows: AUTH/OAUTHBEARER/taken
# note: Some servers put words where an empty challenge belongs.
# options: {"tls":"implicit","auth":{"user":"ann","token":"tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH OAUTHBEARER
C: AUTH OAUTHBEARER
S: 334 OAUTHBEARER supported
C: ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/last-mechanism-504": `# title: The only mechanism is refused
# shows: AUTH/PLAIN/504/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":504}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 504 Unrecognized authentication type
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/last-mechanism-535-told": `# title: The only mechanism is refused by a 535 that speaks of it
# shows: AUTH/PLAIN/535/AUTH
# note: The password may be right: the error does not say that it was refused.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":535}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 535 Authentication mechanism not supported
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/login": `# title: LOGIN answers two prompts
# shows: AUTH/PLAIN/not-offered AUTH/LOGIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/login-junk-prompts": `# title: LOGIN answers whatever stands in its prompts
# shows: AUTH/LOGIN/taken
# note: The mechanism was never standardised, and servers word the prompts freely; some do not even encode them.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 Who are you?
C: ***
S: 334\\x20
C: ***
S: 235 Authenticated
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
  "auth/login-old-syntax": `# title: AUTH with an equals sign is how old servers offer it
# shows: AUTH/PLAIN/taken
# note: Both lines count: LOGIN of the first, PLAIN of the second.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-AUTH=LOGIN
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/mechanism-500": `# title: PLAIN is offered and answered 500, so LOGIN is tried
# shows: AUTH/PLAIN/500/AUTH AUTH/LOGIN/taken
# note: 5.5.1 speaks of the command, so that it would not be taken without the response either.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"LOGIN","reason":"mechanism-unsupported","reply":{"code":500},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 500 5.5.1 Command unrecognized
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/mechanism-502": `# title: PLAIN is offered and answered 502, so LOGIN is tried
# shows: AUTH/PLAIN/502/AUTH AUTH/LOGIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"LOGIN","reason":"mechanism-unsupported","reply":{"code":502},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 502 5.5.1 Command not implemented
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/mechanism-504": `# title: PLAIN is offered and answered 504, so LOGIN is tried
# shows: AUTH/PLAIN/504/AUTH AUTH/LOGIN/taken
# note: 504 is the code for a mechanism that is offered and not there (RFC 4954 4).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"LOGIN","reason":"mechanism-unsupported","reply":{"code":504},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 504 5.5.4 Unrecognized authentication type
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/mechanism-535-told": `# title: A 535 that speaks of the mechanism, not of the password, leads to the next one
# shows: AUTH/PLAIN/535/AUTH AUTH/LOGIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"LOGIN","reason":"mechanism-unsupported","reply":{"code":535},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 535 Authentication mechanism not supported
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/mechanism-555": `# title: PLAIN is offered and answered 555 in both forms, so LOGIN is tried
# shows: AUTH/PLAIN/555/AUTH AUTH/LOGIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"LOGIN","reason":"mechanism-unsupported","reply":{"code":555},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 555 Parameters not recognized
C: AUTH PLAIN
S: 555 Parameters not recognized
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/no-common-mechanism": `# title: Server and client have no mechanism in common
# shows: AUTH/PLAIN/not-offered AUTH/SCRAM-SHA-256-PLUS/not-possible-here
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH SCRAM-SHA-256-PLUS GSSAPI
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/not-offered": `# title: AUTH is not offered
# shows: AUTH/PLAIN/not-offered AUTH/LOGIN/not-offered AUTH/XOAUTH2/not-possible-here
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/oauthbearer": `# title: OAUTHBEARER comes before XOAUTH2
# shows: AUTH/OAUTHBEARER/taken
# options: {"tls":"implicit","auth":{"user":"ann","token":"ya29.token-of-ann"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH XOAUTH2 OAUTHBEARER PLAIN
C: AUTH OAUTHBEARER ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/oauthbearer-504": `# title: OAUTHBEARER is refused, and XOAUTH2 is taken with the same token
# shows: AUTH/OAUTHBEARER/504/AUTH AUTH/XOAUTH2/taken
# options: {"tls":"implicit","auth":{"user":"ann","token":"ya29.token-of-ann"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH OAUTHBEARER XOAUTH2
C: AUTH OAUTHBEARER ***
S: 504 5.5.4 Unrecognized authentication type
C: AUTH XOAUTH2 ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/oauthbearer-error-challenge": `# title: The server explains in a challenge of OAUTHBEARER why it refuses the token
# shows: AUTH/OAUTHBEARER/535/AUTH-response
# note: One octet of U+0001 ends the exchange; then comes the refusal (RFC 7628 3.2.3). There is only this token, so nothing else is tried with it.
# options: {"tls":"implicit","auth":{"user":"ann","token":"ya29.token-of-ann"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH OAUTHBEARER XOAUTH2
C: AUTH OAUTHBEARER ***
S: 334 eyJzdGF0dXMiOiJpbnZhbGlkX***n0=
C: ***
S: 535 Authentication credentials invalid
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/plain": `# title: PLAIN sends user and password at once, under TLS
# shows: AUTH/PLAIN/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"AUTH","outcome":"used","method":"PLAIN"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/preferred-535": `# title: Authentication is only preferred, and a refused password is not tried again
# shows: AUTH/PLAIN/535/AUTH AUTH/no-authentication/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"no authentication","reason":"credentials-refused","reply":{"code":535}},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 535 5.7.8 Authentication credentials invalid
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
  "auth/preferred-not-offered": `# title: Authentication is only preferred and not offered, so the message goes without
# shows: AUTH/PLAIN/not-offered AUTH/no-authentication/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"no authentication","reason":"not-offered"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "auth/response-500-too-long": `# title: A 500 to a response that speaks of its length is an answer to it
# shows: AUTH/PLAIN/501/AUTH AUTH/PLAIN/500/AUTH-response AUTH/LOGIN/taken
# note: The exchange is over and the session in step: the next mechanism is tried.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"LOGIN","reason":"mechanism-unsupported","reply":{"code":500}},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 501 Syntax error
C: AUTH PLAIN
S: 334\\x20
C: ***
S: 500 5.5.6 Line too long
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 334 UGFzc3dvcmQ6
C: ***
S: 235 Authenticated
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
  "auth/response-as-command": `# title: A response is answered as if it were a command: the session is over
# shows: AUTH/LOGIN/500/AUTH-response
# note: The server has lost its place and taken a secret for a command. Nothing more is written.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":500}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 500 Command unrecognized
--- client closes ---
`,
  "auth/scram-235-without-signature": `# title: Success does not count before the server has proved itself
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 235 2.7.0 Authentication successful
--- client closes ---
`,
  "auth/scram-535": `# title: SCRAM shows that the password is wrong, and PLAIN is not tried with it
# shows: AUTH/SCRAM-SHA-256/535/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 535 Authentication credentials invalid
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-535-no-secret": `# title: The server keeps no SCRAM secret of this user, so PLAIN follows
# shows: AUTH/SCRAM-SHA-256/535/AUTH AUTH/PLAIN/taken
# note: The first message proves nothing yet: no password was tried. So it goes where accounts are checked by a system that SCRAM cannot ask.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 535 5.7.8 Error: authentication failed
C: AUTH PLAIN ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-end-unreadable": `# title: The end of SCRAM cannot be read, and the session ends
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 334 R29vZCBqb2I=
--- client closes ---
`,
  "auth/scram-error-504": `# title: SCRAM ends with an error of the server and 504, and the password is not shown to PLAIN
# shows: AUTH/SCRAM-SHA-256/504/AUTH-response
# note: A server that says so has shown that it knows the mechanism, and has not proved itself (RFC 5802 7).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":504}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 ZT1vdGhlci1lcnJvcg==
C:
S: 504 5.5.4 Unrecognized authentication type
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-error-after-proof-501": `# title: SCRAM ends with an error of the server in place of its proof and 501, and no other mechanism is tried
# shows: AUTH/SCRAM-SHA-256/501/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":501}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-1 SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 334 ZT1pbnZhbGlkLXByb29m
C:
S: 501 Cancelled
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-few-iterations": `# title: A server that wants few iterations is not trusted with a proof
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH
# note: With one iteration the password could be guessed from the proof (RFC 7677 4).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUF4LHM9QUFBQSxpPTE=
--- client closes ---
`,
  "auth/scram-goes-on": `# title: SCRAM goes on after an error of the server, and the session ends
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH-response
# note: A second challenge for the same nonce would be answered with a second proof.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 ZT1vdGhlci1lcnJvcg==
C:
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
--- client closes ---
`,
  "auth/scram-other-nonce": `# title: A challenge to another client's nonce ends the session
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1zb21lYm9keS1lbHNlcyxzPUFBQUEsaT00MDk2
--- client closes ---
`,
  "auth/scram-over-preferred": `# title: Not even where authentication is only preferred is a server without proof served
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 235 2.7.0 Authentication successful
--- client closes ---
`,
  "auth/scram-plus-504": `# title: A refused -PLUS is left for the plain form, which does not say that none was offered
# shows: AUTH/SCRAM-SHA-256-PLUS/504/AUTH AUTH/SCRAM-SHA-256/taken
# note: The server's proof covers the flag "n"; with "y" it would be another (RFC 5802 6).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"link":{"channelBindings":{"tls-exporter":"tls-exporter of connection 1"}}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH SCRAM-SHA-256 SCRAM-SHA-256-PLUS
C: AUTH SCRAM-SHA-256-PLUS ***
S: 504 5.5.4 Unrecognized authentication type
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 334 dj1Lb1NObWJ4dXNBWmRBUFF4bEdUTVI0Y0lnVG5hMEVHd2tLdTJiem1SY1VZPQ==
C:
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-plus-other-binding": `# title: The server says that it knows no such kind of channel binding, and no weaker mechanism is tried
# shows: AUTH/SCRAM-SHA-256-PLUS/501/AUTH-response
# note: A man in the middle would say so to have the binding given up.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"link":{"channelBindings":{"tls-server-end-point":"hash of the certificate"}}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":501}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH SCRAM-SHA-256 SCRAM-SHA-256-PLUS
C: AUTH SCRAM-SHA-256-PLUS ***
S: 334 ZT11bnN1cHBvcnRlZC1jaGFubmVsLWJpbmRpbmctdHlwZQ==
C:
S: 501 Authentication failed
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-plus-without-binding": `# title: Without a channel binding there is no -PLUS
# shows: AUTH/SCRAM-SHA-256-PLUS/not-possible-here AUTH/SCRAM-SHA-256/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH SCRAM-SHA-256 SCRAM-SHA-256-PLUS
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 334 dj1Lb1NObWJ4dXNBWmRBUFF4bEdUTVI0Y0lnVG5hMEVHd2tLdTJiem1SY1VZPQ==
C:
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-proof-504": `# title: The proof of SCRAM is answered 504, and the password is not shown to PLAIN
# shows: AUTH/SCRAM-SHA-256/504/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":504}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 504 5.5.4 Unrecognized authentication type
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-proof-535-mechanism": `# title: The proof of SCRAM is answered 535 with words about mechanisms, and the password is not shown to PLAIN
# shows: AUTH/SCRAM-SHA-256/535/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 535 5.7.8 Mechanism not available, use another mechanism
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-sha-1": `# title: SCRAM-SHA-1 comes before PLAIN
# shows: AUTH/SCRAM-SHA-256/not-offered AUTH/SCRAM-SHA-1/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN SCRAM-SHA-1
C: AUTH SCRAM-SHA-1 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1GVTFqSE04WkVqUXQ5ZmFhaThUUlBnPT0saT00MDk2
C: ***
S: 334 dj1UU0RhYkFwc2o4YkEvTDkxeVBSYzRzeGJmQnc9
C:
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-sha-1-plus": `# title: SCRAM-SHA-1-PLUS comes before SCRAM-SHA-1
# shows: AUTH/SCRAM-SHA-256/not-offered AUTH/SCRAM-SHA-1-PLUS/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"link":{"channelBindings":{"tls-exporter":"tls-exporter of connection 1"}}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-1 SCRAM-SHA-1-PLUS
C: AUTH SCRAM-SHA-1-PLUS ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1GVTFqSE04WkVqUXQ5ZmFhaThUUlBnPT0saT00MDk2
C: ***
S: 334 dj1BbWppUFI1akdJTW55UmRJUG1uZjRSRTlpRGc9
C:
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-sha-256": `# title: SCRAM-SHA-256 proves the password without sending it
# shows: AUTH/SCRAM-SHA-256/taken
# note: The server's last message holds its own proof; an empty answer lets the reply come (RFC 5802 3, RFC 4954 4).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN SCRAM-SHA-1 SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 334 dj1Lb1NObWJ4dXNBWmRBUFF4bEdUTVI0Y0lnVG5hMEVHd2tLdTJiem1SY1VZPQ==
C:
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-sha-256-plus": `# title: Where the transport has a channel binding, SCRAM is bound to the connection
# shows: AUTH/SCRAM-SHA-256-PLUS/taken
# note: \`channelBindings\` stands for what both ends draw from TLS (RFC 9266).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"link":{"channelBindings":{"tls-exporter":"tls-exporter of connection 1"}}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS
C: AUTH SCRAM-SHA-256-PLUS ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 334 dj0vdXk3WU9vcHB4NXlTQkN6WWhsNmJkNmJKeG1pWE5iM1h2OXk1b3ZIZW9BPQ==
C:
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/scram-too-many-iterations": `# title: SCRAM asks for more iterations than are computed, so PLAIN follows under verified TLS
# shows: AUTH/SCRAM-SHA-256/too-costly/AUTH-response AUTH/PLAIN/taken
# note: That is no attack by itself. An asterisk cancels the exchange (RFC 4954 4), and the receipt says why.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"link":{"verified":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"AUTH","method":"PLAIN","reason":"too-costly","extraRoundTrips":2},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT01MDAwMDAw
C: *
S: 501 Authentication cancelled
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "auth/scram-too-many-iterations-in-clear": `# title: SCRAM asks for more iterations than are computed, in clear text
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH
# options: {"tls":"none","auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":334}}}

--- connect ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT01MDAwMDAw
--- client closes ---
`,
  "auth/scram-too-many-iterations-unverified": `# title: SCRAM asks for more iterations than are computed, and nobody has verified the certificate
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH
# note: A peer without the password may ask for them to get the password by PLAIN.
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"link":{"verified":false}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_UNAVAILABLE","phase":"auth","retry":"never","reply":{"code":334}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT01MDAwMDAw
--- client closes ---
`,
  "auth/scram-unreadable": `# title: A malformed SCRAM challenge ends the session, and the password is not shown to a weaker mechanism
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH
# note: A server that knows the mechanism does not say this (RFC 5802 5.1).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 Go on
--- client closes ---
`,
  "auth/scram-wrong-signature": `# title: A server that does not know the password is not believed
# shows: AUTH/SCRAM-SHA-256/given-up/AUTH-response
# note: Its signature is another one. Somebody may be in the middle: no other mechanism, and not another word (RFC 5802 3).
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"never"}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 ***
S: 334 cj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFmV2c2RU9nR0U5SCtOMEtBVEZpWllNRUEscz1IajhLT2hmSXhwL1lPS0Y4eWFydVNnPT0saT00MDk2
C: ***
S: 334 dj1ibTkwSUhSb1pTQnphV2R1WVhSMWNtVWdiMllnWVNCelpYSjJaWEl1TGk0dQ==
--- client closes ---
`,
  "auth/token-renewed": `# title: The token has expired, and another one is asked for once
# shows: AUTH/XOAUTH2/535/AUTH-response AUTH/XOAUTH2/taken
# note: Several tokens stand for a function that gives one after the other.
# options: {"tls":"implicit","auth":{"user":"ann","token":["ya29.expired-of-ann","ya29.fresh-of-ann"]}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH XOAUTH2
C: AUTH XOAUTH2 ***
S: 334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=
C:
S: 535 Authentication credentials invalid
C: AUTH XOAUTH2 ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/token-renewed-in-vain": `# title: The renewed token is refused too
# shows: AUTH/XOAUTH2/535/AUTH-response
# note: Once is enough: repeated failures lock accounts.
# options: {"tls":"implicit","auth":{"user":"ann","token":["ya29.expired-of-ann","ya29.expired-too-of-ann","ya29.fresh-of-ann"]}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH XOAUTH2
C: AUTH XOAUTH2 ***
S: 334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=
C:
S: 535 Authentication credentials invalid
C: AUTH XOAUTH2 ***
S: 334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=
C:
S: 535 Authentication credentials invalid
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/token-renewed-oauthbearer": `# title: An expired token is renewed for OAUTHBEARER too
# shows: AUTH/OAUTHBEARER/535/AUTH-response AUTH/OAUTHBEARER/taken
# options: {"tls":"implicit","auth":{"user":"ann","token":["ya29.expired-of-ann","ya29.fresh-of-ann"]}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH OAUTHBEARER
C: AUTH OAUTHBEARER ***
S: 334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=
C: ***
S: 535 Authentication credentials invalid
C: AUTH OAUTHBEARER ***
S: 235 Authentication successful
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/token-the-same-again": `# title: There is no other token than the refused one, so it is not presented again
# shows: AUTH/XOAUTH2/535/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","token":["ya29.expired-of-ann"]}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535}}}

--- connect ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH XOAUTH2
C: AUTH XOAUTH2 ***
S: 535 5.7.3 Authentication unsuccessful
C: QUIT
S: 221 Bye
--- close ---
`,
  "auth/xoauth2": `# title: XOAUTH2 sends an access token
# shows: AUTH/XOAUTH2/taken
# options: {"tls":"implicit","auth":{"user":"ann","token":"ya29.token-of-ann"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH XOAUTH2 PLAIN
C: AUTH XOAUTH2 ***
S: 235 Authenticated
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
  "auth/xoauth2-before-plain": `# title: A token comes before a password
# shows: AUTH/XOAUTH2/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49","token":"ya29.token-of-ann"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN XOAUTH2
C: AUTH XOAUTH2 ***
S: 235 Authenticated
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
  "auth/xoauth2-error-challenge": `# title: The server explains in a challenge why it refuses the token
# shows: AUTH/XOAUTH2/535/AUTH-response
# note: An empty answer ends the exchange; then comes the refusal.
# options: {"tls":"implicit","auth":{"user":"ann","token":"ya29.token-of-ann"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never","reply":{"code":535}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH XOAUTH2
C: AUTH XOAUTH2 ***
S: 334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=
C:
S: 535 5.7.8 Username and password not accepted
C: QUIT
S: 221 Bye
--- close ---
`,
  "breaks/auth-421": `# title: AUTH is answered 421
# shows: 421/AUTH AUTH/PLAIN/421/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"auth","retry":"later","reply":{"code":421}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/auth-disconnect": `# title: AUTH is answered by hanging up
# shows: disconnect/AUTH AUTH/PLAIN/disconnected/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
--- close ---
`,
  "breaks/auth-garbage": `# title: AUTH is answered with what is no reply
# shows: garbage/AUTH AUTH/PLAIN/garbage/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"later"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
S: What?
--- client closes ---
`,
  "breaks/auth-response-421": `# title: A response of LOGIN is answered 421
# shows: 421/AUTH-response AUTH/LOGIN/421/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"auth","retry":"later","reply":{"code":421}}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/auth-response-disconnect": `# title: A response of LOGIN is answered by hanging up
# shows: disconnect/AUTH-response AUTH/LOGIN/disconnected/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"AUTH_REFUSED","phase":"auth","retry":"never"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
--- close ---
`,
  "breaks/auth-response-garbage": `# title: A response of LOGIN is answered with what is no reply
# shows: garbage/AUTH-response AUTH/LOGIN/garbage/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"auth","retry":"later"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
S: What?
--- client closes ---
`,
  "breaks/auth-response-silence": `# title: A response of LOGIN is never answered
# shows: silence/AUTH-response AUTH/LOGIN/silence/AUTH-response
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"auth","retry":"later"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: ***
--- silence ---
--- client closes ---
`,
  "breaks/auth-silence": `# title: AUTH is never answered
# shows: silence/AUTH AUTH/PLAIN/silence/AUTH
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"auth","retry":"later"}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN ***
--- silence ---
--- client closes ---
`,
  "breaks/bdat-421": `# title: A chunk of BDAT is answered 421
# shows: 421/BDAT CHUNKING/BDAT-after-a-probe/421/BDAT
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":7000,"stream":{"octets":78000}}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"final","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 311996
--- 311996 octets of content ---
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/bdat-at-once-disconnect": `# title: The server hangs up on an envelope with the whole message
# shows: disconnect/RCPT CHUNKING/BDAT-at-once/taken
# note: With replies missing nobody knows what became of any recipient.
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 OK
--- close ---
`,
  "breaks/bdat-at-once-mail-without-line-end": `# title: MAIL is refused in a reply that never ends, so the whole message behind it was not taken
# shows: disconnect/MAIL
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 550 5.7.1 Your addr\\
--- close ---
`,
  "breaks/bdat-at-once-rcpt-421": `# title: The only recipient is answered 421 and the server closes, so the whole message behind it was not taken
# shows: 421/RCPT disconnect/BDAT-last
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 OK
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/bdat-disconnect": `# title: A chunk of BDAT is answered by hanging up
# shows: disconnect/BDAT CHUNKING/BDAT-after-a-probe/disconnected/BDAT
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":7000,"stream":{"octets":78000}}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"content","retry":"now","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 311996
--- 311996 octets of content ---
--- close ---
`,
  "breaks/bdat-garbage": `# title: A chunk of BDAT is answered with what is no reply
# shows: garbage/BDAT CHUNKING/BDAT-after-a-probe/garbage/BDAT
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":7000,"stream":{"octets":78000}}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"content","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 311996
--- 311996 octets of content ---
S: What?
--- client closes ---
`,
  "breaks/bdat-last-421": `# title: The last chunk of BDAT is answered 421
# shows: 421/BDAT-last CHUNKING/BDAT-after-a-probe/421/BDAT-last
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"final","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/bdat-last-disconnect": `# title: The last chunk of BDAT is answered by hanging up
# shows: disconnect/BDAT-last CHUNKING/BDAT-after-a-probe/disconnected/BDAT-last
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
--- close ---
`,
  "breaks/bdat-last-garbage": `# title: The last chunk of BDAT is answered with what is no reply
# shows: garbage/BDAT-last CHUNKING/BDAT-after-a-probe/garbage/BDAT-last
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: What?
--- client closes ---
`,
  "breaks/bdat-last-silence": `# title: The last chunk of BDAT is never answered
# shows: silence/BDAT-last CHUNKING/BDAT-after-a-probe/silence/BDAT-last
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
--- silence ---
--- client closes ---
`,
  "breaks/bdat-proof-421": `# title: The proof of BDAT is answered 421
# shows: 421/BDAT-probe CHUNKING/BDAT-after-a-probe/421/BDAT-probe
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"envelope","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/bdat-silence": `# title: A chunk of BDAT is never answered
# shows: silence/BDAT CHUNKING/BDAT-after-a-probe/silence/BDAT
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":7000,"stream":{"octets":78000}}
# expect: {"error":{"code":"TIMEOUT","phase":"content","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 311996
--- 311996 octets of content ---
--- silence ---
--- client closes ---
`,
  "breaks/connect-refused": `# title: Nobody listens
# shows: TLS/clear-text/refused/connect
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECT_FAILED","phase":"connect","retry":"later"}}

--- connect refused ---
`,
  "breaks/content-421": `# title: The content, when half of it is sent, is answered 421
# shows: 421/content
# note: The end was never sent, so that nobody can have taken the message.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":2000,"stream":{"octets":78000}}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"final","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 78000 octets of content ---
S: 421 4.3.2 Closing
--- 78000 octets of content ---
--- client closes ---
`,
  "breaks/content-disconnect": `# title: The content, when half of it is sent, is answered by hanging up
# shows: disconnect/content
# note: The end was never sent, so that nobody can have taken the message.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":2000,"stream":{"octets":78000}}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"content","retry":"now","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 78000 octets of content ---
--- close ---
`,
  "breaks/content-garbage": `# title: The content, when half of it is sent, is answered with what is no reply
# shows: garbage/content
# note: The end was never sent, so that nobody can have taken the message.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":2000,"stream":{"octets":78000}}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"content","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 78000 octets of content ---
S: What?
--- 78000 octets of content ---
--- client closes ---
`,
  "breaks/content-silence": `# title: The content, when half of it is sent, is never answered
# shows: silence/content
# note: The end was never sent, so that nobody can have taken the message.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":2000,"stream":{"octets":78000}}
# expect: {"error":{"code":"TIMEOUT","phase":"content","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 78000 octets of content ---
--- stuck ---
--- client closes ---
`,
  "breaks/data-354-and-421-in-one-packet": `# title: A goodbye in the packet of 354 is no refusal of the message
# shows: 421/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"final","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
S: 421 4.3.2 Closing
C: Subject: Hello
C:
C: Hi.
C: .
--- close ---
`,
  "breaks/data-421": `# title: DATA is answered 421
# shows: 421/DATA CHUNKING/DATA/421/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"envelope","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/data-disconnect": `# title: DATA is answered by hanging up
# shows: disconnect/DATA CHUNKING/DATA/disconnected/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"envelope","retry":"now","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
--- close ---
`,
  "breaks/data-garbage": `# title: DATA is answered with what is no reply
# shows: garbage/DATA CHUNKING/DATA/garbage/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"envelope","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: What?
--- client closes ---
`,
  "breaks/data-silence": `# title: DATA is never answered
# shows: silence/DATA CHUNKING/DATA/silence/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"envelope","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
--- silence ---
--- client closes ---
`,
  "breaks/ehlo-421": `# title: EHLO is answered 421
# shows: 421/EHLO ESMTP/EHLO/421/EHLO
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ehlo","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/ehlo-502-closes": `# title: EHLO is refused by 502 and a close, and HELO goes over a new connection
# shows: ESMTP/EHLO/502/EHLO ESMTP/HELO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 502 Command not implemented
C: HELO client.example.org
--- close ---
--- connect ---
S: 220 mail.example.net
C: HELO client.example.org
S: 250 mail.example.net
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
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "breaks/ehlo-and-421-in-one-packet": `# title: A goodbye in the packet of the answer to EHLO is the answer to MAIL
# shows: 421/MAIL
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"envelope","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
S: 421 4.3.2 Closing
C: MAIL FROM:<ann@example.org>
--- close ---
`,
  "breaks/ehlo-silence": `# title: EHLO is never answered
# shows: silence/EHLO ESMTP/EHLO/silence/EHLO
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"ehlo","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
--- silence ---
--- client closes ---
`,
  "breaks/ehlo-under-tls-421": `# title: EHLO under TLS is answered 421
# shows: 421/EHLO-under-TLS ESMTP/EHLO/421/EHLO-under-TLS
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ehlo","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/ehlo-under-tls-disconnect": `# title: EHLO under TLS is answered by hanging up
# shows: disconnect/EHLO-under-TLS ESMTP/EHLO/disconnected/EHLO-under-TLS
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"ehlo","retry":"now"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
--- close ---
`,
  "breaks/ehlo-under-tls-garbage": `# title: EHLO under TLS is answered with what is no reply
# shows: garbage/EHLO-under-TLS ESMTP/EHLO/garbage/EHLO-under-TLS
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ehlo","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: What?
--- client closes ---
`,
  "breaks/ehlo-under-tls-silence": `# title: EHLO under TLS is never answered
# shows: silence/EHLO-under-TLS ESMTP/EHLO/silence/EHLO-under-TLS
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"ehlo","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
--- silence ---
--- client closes ---
`,
  "breaks/etrn-421": `# title: ETRN is answered 421
# shows: 421/ETRN ETRN/asked/421/ETRN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"ETRN","about":"example.net"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ready","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN example.net
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/etrn-disconnect": `# title: ETRN is answered by hanging up
# shows: disconnect/ETRN ETRN/asked/disconnected/ETRN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"ETRN","about":"example.net"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"ready","retry":"now"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN example.net
--- close ---
`,
  "breaks/etrn-garbage": `# title: ETRN is answered with what is no reply
# shows: garbage/ETRN ETRN/asked/garbage/ETRN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"ETRN","about":"example.net"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN example.net
S: What?
--- client closes ---
`,
  "breaks/etrn-silence": `# title: ETRN is never answered
# shows: silence/ETRN ETRN/asked/silence/ETRN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"ETRN","about":"example.net"}
# expect: {"error":{"code":"TIMEOUT","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN example.net
--- silence ---
--- client closes ---
`,
  "breaks/expn-421": `# title: EXPN is answered 421
# shows: 421/EXPN EXPN/asked/421/EXPN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ready","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/expn-disconnect": `# title: EXPN is answered by hanging up
# shows: disconnect/EXPN EXPN/asked/disconnected/EXPN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"ready","retry":"now"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
--- close ---
`,
  "breaks/expn-garbage": `# title: EXPN is answered with what is no reply
# shows: garbage/EXPN EXPN/asked/garbage/EXPN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: What?
--- client closes ---
`,
  "breaks/expn-silence": `# title: EXPN is never answered
# shows: silence/EXPN EXPN/asked/silence/EXPN
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"error":{"code":"TIMEOUT","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
--- silence ---
--- client closes ---
`,
  "breaks/final-reply-421": `# title: The whole content is answered 421
# shows: 421/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"final","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/final-reply-disconnect": `# title: The whole content is answered by hanging up
# shows: disconnect/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
--- close ---
`,
  "breaks/final-reply-garbage": `# title: The whole content is answered with what is no reply
# shows: garbage/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: What?
--- client closes ---
`,
  "breaks/final-reply-reset": `# title: The connection is reset when the whole content was sent
# shows: disconnect/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
--- reset ---
--- client closes ---
`,
  "breaks/final-reply-silence": `# title: The whole content is never answered
# shows: silence/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
--- silence ---
--- client closes ---
`,
  "breaks/final-reply-without-line-end": `# title: A positive reply without a line end is no word on the message
# shows: disconnect/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 250 Que\\
--- close ---
`,
  "breaks/greeting-421": `# title: The connection is answered 421
# shows: 421/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"greeting","retry":"later","reply":{"code":421}}}

S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/greeting-421-next-address": `# title: The first address greets with 421, and the next one takes the message
# shows: 421/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- connect to 192.0.2.1 ---
S: 421 4.3.2 Closing
--- close ---
--- connect to 192.0.2.2 ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "breaks/greeting-421-no-other-address": `# title: The only address greets with 421, which is the error
# shows: 421/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"greeting","retry":"later","reply":{"code":421}}}

--- connect to 192.0.2.1 ---
S: 421 4.3.2 Closing
--- close ---
--- connect refused ---
`,
  "breaks/greeting-421-too-many-connections": `# title: No other address is tried when the first takes no more connections
# shows: 421/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"greeting","retry":"later","reply":{"code":421}}}

--- connect to 192.0.2.1 ---
S: 421 4.7.0 Too many concurrent connections from your address
--- close ---
`,
  "breaks/greeting-450-next-address": `# title: The first address greets with 450, and the next one takes the message
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- connect to 192.0.2.1 ---
S: 450 4.3.2 Try again later
C: QUIT
S: 221 Bye
--- client closes ---
--- connect to 192.0.2.2 ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "breaks/greeting-554-one-address": `# title: No other address is tried when the first takes no mail at all
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"greeting","retry":"never","reply":{"code":554}}}

--- connect to 192.0.2.1 ---
S: 554 No SMTP service here
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "breaks/greeting-and-421-in-one-packet": `# title: A goodbye in the packet of the greeting is the answer to EHLO
# shows: 421/EHLO
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ehlo","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
S: 421 4.3.2 Closing
C: EHLO client.example.org
--- close ---
`,
  "breaks/greeting-disconnect": `# title: The connection is answered by hanging up
# shows: disconnect/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"greeting","retry":"now"}}

--- close ---
`,
  "breaks/greeting-disconnect-next-address": `# title: The first address closes before its greeting, and the next one takes the message
# shows: disconnect/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- connect to 2001:db8::1 ---
--- close ---
--- connect to 192.0.2.2 ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "breaks/greeting-garbage": `# title: The connection is answered with what is no reply
# shows: garbage/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"greeting","retry":"later"}}

S: What?
--- client closes ---
`,
  "breaks/greeting-silence": `# title: The connection is never answered
# shows: silence/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"greeting","retry":"later"}}

--- silence ---
--- client closes ---
`,
  "breaks/greeting-silence-next-address": `# title: The first address never greets, and the next one takes the message
# shows: silence/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- connect to 192.0.2.1 ---
--- silence ---
--- client closes ---
--- connect to 192.0.2.2 ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "breaks/greeting-three-addresses-fail": `# title: No fourth address is tried
# shows: 421/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"greeting","retry":"later","reply":{"code":421,"lines":["4.3.2 Closing the third"]},"decisions":[]}}

--- connect to 192.0.2.1 ---
S: 421 4.3.2 Closing the first
--- close ---
--- connect to 192.0.2.2 ---
S: 421 4.3.2 Closing the second
--- close ---
--- connect to 192.0.2.3 ---
S: 421 4.3.2 Closing the third
--- close ---
`,
  "breaks/greeting-two-addresses-fail": `# title: The third address takes the message
# shows: 421/greeting disconnect/greeting
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- connect to 192.0.2.1 ---
--- close ---
--- connect to 192.0.2.2 ---
S: 421 4.3.2 Closing
--- close ---
--- connect to 192.0.2.3 ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "breaks/handshake-next-address": `# title: The first address closes in the TLS handshake, and the next one takes the message
# shows: TLS/implicit-TLS/handshake-failed/connect
# options: {"port":465,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- connect to 192.0.2.1 ---
--- TLS fails ---
--- connect to 192.0.2.2 ---
--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "breaks/helo-421": `# title: HELO is answered 421
# shows: 421/HELO ESMTP/HELO/421/HELO
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ehlo","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 500 Command unrecognized
C: HELO client.example.org
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/helo-garbage": `# title: HELO is answered with what is no reply
# shows: garbage/HELO ESMTP/HELO/garbage/HELO
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ehlo","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 500 Command unrecognized
C: HELO client.example.org
S: What?
--- client closes ---
`,
  "breaks/helo-silence": `# title: HELO is never answered
# shows: silence/HELO ESMTP/HELO/silence/HELO
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"ehlo","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 500 Command unrecognized
C: HELO client.example.org
--- silence ---
--- client closes ---
`,
  "breaks/help-421": `# title: HELP is answered 421
# shows: 421/HELP HELP/asked/421/HELP
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ready","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/help-disconnect": `# title: HELP is answered by hanging up
# shows: disconnect/HELP HELP/asked/disconnected/HELP
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"ready","retry":"now"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
--- close ---
`,
  "breaks/help-garbage": `# title: HELP is answered with what is no reply
# shows: garbage/HELP HELP/asked/garbage/HELP
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
S: What?
--- client closes ---
`,
  "breaks/help-silence": `# title: HELP is never answered
# shows: silence/HELP HELP/asked/silence/HELP
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# expect: {"error":{"code":"TIMEOUT","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
--- silence ---
--- client closes ---
`,
  "breaks/kept-221": `# title: A kept connection is ended by 221, and the message goes over a new one
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 250 Queued
C: MAIL FROM:<ann@example.org>
S: 221 2.0.0 Timeout
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "breaks/kept-451-timeout": `# title: A kept connection is ended by 451 4.4.2, and the message goes over a new one
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 250 Queued
C: MAIL FROM:<ann@example.org>
S: 451 4.4.2 Timeout waiting for data from client.
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "breaks/lone-dot-354": `# title: A lone dot is answered 354, as if the content were still to come
# shows: TLS/clear-text/taken
# note: Nobody knows what the server would take for content now, so the next message has a connection of its own.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 354 Go ahead
C: .
S: 354 Go ahead
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "breaks/lone-dot-421": `# title: A lone dot is answered 421
# shows: 421/lone-dot
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 354 Go ahead
C: .
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/lone-dot-disconnect": `# title: A lone dot is answered by hanging up
# shows: disconnect/lone-dot
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 354 Go ahead
C: .
--- close ---
`,
  "breaks/lone-dot-garbage": `# title: A lone dot is answered with what is no reply
# shows: garbage/lone-dot
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 354 Go ahead
C: .
S: What?
--- client closes ---
`,
  "breaks/lone-dot-silence": `# title: A lone dot is never answered
# shows: silence/lone-dot
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 354 Go ahead
C: .
--- silence ---
--- client closes ---
`,
  "breaks/mail-221": `# title: MAIL is answered 221
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"envelope","retry":"later","reply":{"code":221},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 221 2.0.0 Closing
--- close ---
`,
  "breaks/mail-421": `# title: MAIL is answered 421
# shows: 421/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"envelope","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/mail-550-and-421-in-one-packet": `# title: A goodbye in the packet of a refusal does not hide the refusal
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 550 5.7.1 Blocked
S: 421 4.7.0 Too many errors
C: QUIT
--- close ---
`,
  "breaks/mail-550-closes-in-a-flight": `# title: A refused sender in a pipelined flight, and a close, is a refused sender
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":550}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 550 5.7.1 Not you
--- close ---
`,
  "breaks/mail-555-closes": `# title: MAIL with SIZE is refused by 555 and a close, and goes without SIZE over a new connection
# shows: SIZE/declared/555/MAIL SIZE/not-declared/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 555 5.5.4 Unsupported option
C: MAIL FROM:<ann@example.org>
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
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
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "breaks/mail-disconnect": `# title: MAIL is answered by hanging up
# shows: disconnect/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"envelope","retry":"now","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
--- close ---
`,
  "breaks/mail-garbage": `# title: MAIL is answered with what is no reply
# shows: garbage/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"envelope","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: What?
--- client closes ---
`,
  "breaks/mail-silence": `# title: MAIL is never answered
# shows: silence/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"envelope","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
--- silence ---
--- client closes ---
`,
  "breaks/mail-without-line-end": `# title: The first line of a refusal is heard though the rest never comes
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":550,"lines":["5.7.1 Your address","5.7.1 is on a li"]}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 550-5.7.1 Your address
S: 550-5.7.1 is on a li\\
--- close ---
`,
  "breaks/quit-421": `# title: QUIT is answered 421
# shows: 421/QUIT QUIT/QUIT/421/QUIT
# note: What was sent stays sent.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/quit-disconnect": `# title: QUIT is answered by hanging up
# shows: disconnect/QUIT QUIT/QUIT/disconnected/QUIT
# note: What was sent stays sent.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
--- close ---
`,
  "breaks/quit-garbage": `# title: QUIT is answered with what is no reply
# shows: garbage/QUIT QUIT/QUIT/garbage/QUIT
# note: What was sent stays sent.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: What?
--- client closes ---
`,
  "breaks/quit-silence": `# title: QUIT is never answered
# shows: silence/QUIT QUIT/QUIT/silence/QUIT
# note: What was sent stays sent.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
--- silence ---
--- client closes ---
`,
  "breaks/rcpt-221": `# title: RCPT is answered 221
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"envelope","retry":"later","reply":{"code":221},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 221 2.0.0 Closing
--- close ---
`,
  "breaks/rcpt-421": `# title: RCPT is answered 421
# shows: 421/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"envelope","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/rcpt-550-closes": `# title: One recipient is refused by 550 and a close, and the other gets the message over a new connection
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["no@example.net","bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"no@example.net","outcome":"rejected","temporary":false,"reply":{"code":550}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<no@example.net>
S: 550 5.1.1 No such user
C: RCPT TO:<bob@example.net>
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "breaks/rcpt-disconnect": `# title: RCPT is answered by hanging up
# shows: disconnect/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"envelope","retry":"now","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
--- close ---
`,
  "breaks/rcpt-garbage": `# title: RCPT is answered with what is no reply
# shows: garbage/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"envelope","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: What?
--- client closes ---
`,
  "breaks/rcpt-silence": `# title: RCPT is never answered
# shows: silence/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"envelope","retry":"later","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
--- silence ---
--- client closes ---
`,
  "breaks/rcpt-without-line-end": `# title: A refusal without a line end before the close is heard
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550,"lines":["5.1.1 Nobody"]}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 Nobody\\
--- close ---
`,
  "breaks/starttls-421": `# title: STARTTLS is answered 421
# shows: 421/STARTTLS TLS/STARTTLS/421/STARTTLS
# options: {"tls":"starttls","port":587}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"tls","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/starttls-454-closes": `# title: STARTTLS is refused by 454 and a close, and clear text is taken on a new connection
# shows: TLS/STARTTLS/454/STARTTLS TLS/clear-text/taken
# options: {"port":587}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 454 4.7.0 TLS not available
C: MAIL FROM:<ann@example.org>
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
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
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "breaks/starttls-disconnect": `# title: STARTTLS is answered by hanging up
# shows: disconnect/STARTTLS TLS/STARTTLS/disconnected/STARTTLS
# options: {"tls":"starttls","port":587}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"tls","retry":"now"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
--- close ---
`,
  "breaks/starttls-garbage": `# title: STARTTLS is answered with what is no reply
# shows: garbage/STARTTLS TLS/STARTTLS/garbage/STARTTLS
# options: {"tls":"starttls","port":587}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"tls","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: What?
--- client closes ---
`,
  "breaks/starttls-silence": `# title: STARTTLS is never answered
# shows: silence/STARTTLS TLS/STARTTLS/silence/STARTTLS
# options: {"tls":"starttls","port":587}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"tls","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
--- silence ---
--- client closes ---
`,
  "breaks/vrfy-221": `# title: VRFY is answered 221
# shows: VRFY/asked/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ready","retry":"later","reply":{"code":221}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 221 2.0.0 Closing
--- close ---
`,
  "breaks/vrfy-421": `# title: VRFY is answered 421
# shows: 421/VRFY VRFY/asked/421/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ready","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 421 4.3.2 Closing
--- close ---
`,
  "breaks/vrfy-disconnect": `# title: VRFY is answered by hanging up
# shows: disconnect/VRFY VRFY/asked/disconnected/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"ready","retry":"now"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
--- close ---
`,
  "breaks/vrfy-garbage": `# title: VRFY is answered with what is no reply
# shows: garbage/VRFY VRFY/asked/garbage/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: What?
--- client closes ---
`,
  "breaks/vrfy-silence": `# title: VRFY is never answered
# shows: silence/VRFY VRFY/asked/silence/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"error":{"code":"TIMEOUT","phase":"ready","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
--- silence ---
--- client closes ---
`,
  "chunking/at-once": `# title: A server that has proved to know BDAT gets the whole message with the envelope
# shows: CHUNKING/BDAT-at-once/taken
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}],"roundTrips":4}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/at-once-refused-502": `# title: A server that knew BDAT once refuses the whole message, which then goes by DATA
# shows: CHUNKING/BDAT-at-once/502/BDAT-last CHUNKING/DATA/taken
# note: The refusal is a reply to the whole message: nothing was accepted, so that sending it again is safe.
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"unsupported","reply":{"code":502}},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 502 5.5.1 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/at-once-refused-8-bit": `# title: A whole message that went with its envelope is refused for its octets, and goes again re-encoded
# shows: 8BITMIME/BODY=8BITMIME/554/BDAT-last 8BITMIME/re-encoded/taken
# note: After a refused chunk RSET comes next (RFC 3030 2).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-8BITMIME
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 17 LAST
C: ect: One
C:
C: Hi.
S: 250 OK
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<eve@example.net>
C: BDAT 26 LAST
C: Subject: Two
C:
C: Grüße.
S: 250 OK
S: 250 OK
S: 554 5.6.1 No 8-bit data
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 94 LAST
C: ect: Two
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/avoided": `# title: CHUNKING is offered and avoided by wish
# shows: CHUNKING/BDAT-after-a-probe/avoided CHUNKING/BDAT-at-once/avoided CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/begins-with-line-end": `# title: A message that begins with a line end is proved with no octets
# shows: CHUNKING/BDAT-after-a-probe/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"\\r\\nNo header.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 0
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 14 LAST
C:
C: No header.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/chunk-refused-under-way": `# title: A chunk in the middle is refused, and the upload stops
# shows: CHUNKING/BDAT-after-a-probe/552/BDAT
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":8001,"stream":{"octets":78000}}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"final","retry":"never","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 311996
--- 311996 octets of content ---
S: 552 5.3.4 Message too big
C: BDAT 312000
--- 312000 octets of content ---
--- client closes ---
`,
  "chunking/disconnect": `# title: The server hangs up on the proof, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/disconnected/BDAT-probe disconnect/BDAT-probe
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"disconnected","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/empty": `# title: An empty message is a message, also by BDAT
# shows: CHUNKING/BDAT-after-a-probe/taken
# note: There is nothing to prove with: a chunk of no octets is.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":""}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}],"octets":0}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 0
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 0 LAST
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/garbage": `# title: The proof is answered with what is no reply
# shows: CHUNKING/BDAT-after-a-probe/garbage/BDAT-probe garbage/BDAT-probe
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"garbage","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: Subj?
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/goodbye-after-refused-recipient": `# title: The only recipient is refused and 221 answers the chunk, so the message was not taken
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 OK
S: 550 5.1.1 No such user
S: 221 2.0.0 Closing
--- client closes ---
`,
  "chunking/hint": `# title: An earlier session learned that this server does not know BDAT
# shows: CHUNKING/BDAT-at-once/hint CHUNKING/BDAT-after-a-probe/hint CHUNKING/DATA/taken
# options: {"tls":"none","hints":[{"feature":"CHUNKING","method":"BDAT at once","reason":"unsupported","tls":false},{"feature":"CHUNKING","method":"BDAT after a probe","reason":"unsupported","tls":false}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"hint","extraRoundTrips":0},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/hint-data-500": `# title: DATA is answered 500, so BDAT is tried though a hint says that it was refused before
# shows: CHUNKING/BDAT-after-a-probe/taken
# options: {"tls":"none","hints":[{"feature":"CHUNKING","method":"BDAT at once","reason":"unsupported","tls":false},{"feature":"CHUNKING","method":"BDAT after a probe","reason":"unsupported","tls":false}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 500 5.5.2 Command unrecognized
C: RSET
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 4 octets
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/hint-data-502": `# title: DATA is answered 502, so BDAT is tried though a hint says that it was refused before
# shows: CHUNKING/BDAT-after-a-probe/taken
# options: {"tls":"none","hints":[{"feature":"CHUNKING","method":"BDAT at once","reason":"unsupported","tls":false},{"feature":"CHUNKING","method":"BDAT after a probe","reason":"unsupported","tls":false}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 502 5.5.1 Command not implemented
C: RSET
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 4 octets
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/hint-data-and-bdat-502": `# title: BDAT, tried in spite of a hint because DATA was answered 502, is refused too, and so is DATA once more
# shows: CHUNKING/DATA/502/DATA
# options: {"tls":"none","hints":[{"feature":"CHUNKING","method":"BDAT at once","reason":"unsupported","tls":false},{"feature":"CHUNKING","method":"BDAT after a probe","reason":"unsupported","tls":false}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","reply":{"code":502},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 502 5.5.1 Command not implemented
C: RSET
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 502 5.5.1 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 502 5.5.1 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/hint-unanswered": `# title: In an earlier session this server did not answer BDAT
# shows: CHUNKING/BDAT-at-once/hint-unanswered CHUNKING/BDAT-after-a-probe/hint-unanswered CHUNKING/DATA/taken
# options: {"tls":"none","hints":[{"feature":"CHUNKING","method":"BDAT at once","reason":"silence","tls":false},{"feature":"CHUNKING","method":"BDAT after a probe","reason":"disconnected","tls":false}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"hint-unanswered","extraRoundTrips":0},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/idle": `# title: A connection that has rested gets no complete message in its first flight
# shows: CHUNKING/BDAT-at-once/taken
# note: It may be dead without our knowing, and the outcome of a complete message would be unknown.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","idle":true}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}]}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}],"roundTrips":1}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}],"roundTrips":2}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/last-refused-552": `# title: The last chunk is refused: so is the message
# shows: CHUNKING/BDAT-after-a-probe/552/BDAT-last
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"final","retry":"never","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 552 5.3.4 Message too big
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/not-offered": `# title: CHUNKING is not offered, so the content goes by DATA
# shows: CHUNKING/BDAT-after-a-probe/not-offered CHUNKING/DATA/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"not-offered","extraRoundTrips":0},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/proof": `# title: BDAT is proved with four octets, then carries the rest
# shows: CHUNKING/BDAT-after-a-probe/taken CHUNKING/BDAT-at-once/unproven
# note: The proof has no line end, so that no server can take it for a command; no dot is doubled (RFC 3030 2).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\n.profile is missing.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}],"octets":40,"roundTrips":5}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 4 octets
C: BDAT 36 LAST
C: ect: Hello
C:
C: .profile is missing.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/proof-refused-451": `# title: The proof is refused for now: so is the message
# shows: CHUNKING/BDAT-after-a-probe/451/BDAT-probe
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"envelope","retry":"later","reply":{"code":451},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 451 4.3.0 Local error
--- client closes ---
`,
  "chunking/proven-but-not-offered": `# title: A server that knew BDAT once does not offer it today
# shows: CHUNKING/BDAT-at-once/not-offered CHUNKING/DATA/taken
# note: What an earlier session learned is held against the present EHLO.
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"not-offered"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/refused-500": `# title: BDAT is offered and answered 500, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/500/BDAT-probe CHUNKING/DATA/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"unsupported","reply":{"code":500},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 500 Command unrecognized
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/refused-502": `# title: BDAT is offered and answered 502, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/502/BDAT-probe CHUNKING/DATA/taken
# note: The first chunk is a proof: four octets without a line end, which no server can take for a command.
# note: A server that refuses it may be waiting for the rest of that line, so the connection is given up.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"unsupported","reply":{"code":502},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 502 5.5.1 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/refused-502-for-nobody": `# title: No recipient is accepted, and BDAT is answered 502 for that sake or its own
# shows: CHUNKING/BDAT-after-a-probe/502/BDAT-probe
# note: Nobody can tell, and nobody need: there is nothing to send.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 550 5.1.1 No such user
S: 502 5.5.1 Command not implemented
--- client closes ---
`,
  "chunking/refused-503": `# title: BDAT is offered and answered 503, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/503/BDAT-probe CHUNKING/DATA/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"unsupported","reply":{"code":503},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 503 Bad sequence of commands
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/refused-504": `# title: BDAT is offered and answered 504, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/504/BDAT-probe CHUNKING/DATA/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"unsupported","reply":{"code":504},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 504 Not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/refused-521": `# title: BDAT is offered and answered 521, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/521/BDAT-probe CHUNKING/DATA/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"unsupported","reply":{"code":521},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 521 Go away
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/refused-for-nobody": `# title: No recipient is accepted, and the refused proof only follows from that
# shows: CHUNKING/BDAT-after-a-probe/554/BDAT-probe
# note: The refusal says nothing of BDAT itself. Nothing is tried again.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 550 5.1.1 No such user
S: 554 5.5.1 No valid recipients
--- client closes ---
`,
  "chunking/required-502": `# title: CHUNKING is required, and BDAT is refused
# shows: CHUNKING/BDAT-after-a-probe/502/BDAT-probe
# note: The octets of the proof may stand in the server's line: QUIT behind them would be no command.
# options: {"tls":"none","features":{"CHUNKING":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":502},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 502 5.5.1 Command not implemented
--- client closes ---
`,
  "chunking/serial": `# title: BDAT without PIPELINING: the proof stands in for DATA
# shows: CHUNKING/BDAT-after-a-probe/taken PIPELINING/one-command-per-flight/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/silence": `# title: The server never answers the proof, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/silence/BDAT-probe silence/BDAT-probe
# note: It waits for the end of a line that it takes for a command.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"silence","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/silence-on-all": `# title: The server answers nothing of a flight that ends within a line, so the message goes by DATA on a new connection
# shows: CHUNKING/BDAT-after-a-probe/silence/MAIL silence/MAIL
# note: A proxy that reads whole lines holds back all that it has of the octets behind BDAT, and of what stands before them.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"silence"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/taken-for-nobody": `# title: No recipient is accepted, and the proof is taken all the same
# shows: RSET/RSET/taken KEEPALIVE/RSET-with-the-next-transaction/taken
# note: The chunk is undone by RSET, which rides with the next message.
# note: Should RSET be refused, a complete message behind it could go to the recipients of the one before: so the proof comes first.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 550 5.1.1 No such user
S: 250 4 octets
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "chunking/two-replies-to-the-proof": `# title: The server runs the proof as a command and answers twice
# shows: CHUNKING/BDAT-after-a-probe/too-many-replies/BDAT-probe
# options: {"tls":"none"}
# play: whole
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"garbage","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
S: 500 Command unrecognized
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "chunking/yes-after-a-refused-sender": `# title: A recipient is taken after the sender was refused, so nobody knows whose replies these are, nor what became of the message
# shows: CHUNKING/BDAT-at-once/taken
# note: Somebody may have put the first one in; then the last one is on its way, and may be 250.
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 554 5.0.0 No
S: 250 OK
S: 550 5.1.1 No such user
--- client closes ---
`,
  "content/bcc-stripped": `# title: Bcc and Return-Path are taken out of the header where that is wished, folded lines and all
# shows: SIZE/declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Return-Path: <ann@example.org>\\r\\nBCC : eve@example.net,\\r\\n joe@example.net\\r\\nSubject: Hello\\r\\nResent-Bcc: eve@example.net\\r\\n\\r\\nBcc: is only a line of the body.\\r\\n","localFields":"strip"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"octets":52,"notices":[{"about":"field-stripped","field":"Return-Path"},{"about":"field-stripped","field":"Bcc"},{"about":"field-stripped","field":"Resent-Bcc"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 60
C: MAIL FROM:<ann@example.org> SIZE=52
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Bcc: is only a line of the body.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/bcc-told": `# title: A Bcc field in the message goes along, and the receipt says so
# shows: SIZE/declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Bcc: eve@example.net\\r\\nSubject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"notices":[{"about":"field-sent","field":"Bcc"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 1000
C: MAIL FROM:<ann@example.org> SIZE=45
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Bcc: eve@example.net
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/blank-lines-between-replies": `# title: Blank lines between replies are skipped
# shows: PIPELINING/envelope-in-one-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Again\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S:
S: 220 mail.example.net
S:
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
S:
S:
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S:
S: 250 OK
S: 354 Go ahead
S:
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
S:
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Again
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/dot-stuffing": `# title: A line that begins with a dot gets another one
# shows: CHUNKING/DATA/taken
# note: Only a lone dot ends the content (RFC 5321 4.5.2).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\n.profile is missing.\\r\\n.\\r\\n..\\r\\na.b\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}],"octets":52}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: ..profile is missing.
C: ..
C: ...
C: a.b
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/early-250": `# title: The server accepts the content before its end, which cannot be
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":2000,"stream":{"octets":78000}}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"content","retry":"later","reply":{"code":250},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 78000 octets of content ---
S: 250 OK
--- 78000 octets of content ---
--- client closes ---
`,
  "content/early-552": `# title: The server has enough of the content before its end, and the upload stops
# shows: CHUNKING/DATA/taken
# note: There is no way to stop but to close without the dot, so that nothing is taken for the whole message.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":2000,"stream":{"octets":78000}}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"final","retry":"never","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 78000 octets of content ---
S: 552 5.3.4 Message too big
--- 78000 octets of content ---
--- client closes ---
`,
  "content/empty": `# title: An empty message is a message
# shows: CHUNKING/DATA/taken SIZE/declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":""}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"}],"octets":0}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=0
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/final-354": `# title: The content is answered with 354 again: what became of it is unknown
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","phase":"final","retry":"never","recipients":[{"address":"bob@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 354 Go ahead
--- client closes ---
`,
  "content/final-451": `# title: The content is refused for now
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"final","retry":"later","reply":{"code":451},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 451 4.3.0 Try again later
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/final-550": `# title: The content is refused by policy
# shows: CHUNKING/DATA/taken
# note: The final reply decides for every recipient that was accepted (RFC 5321 4.2.5).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"final","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 550 5.7.1 Message refused by policy
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/final-552": `# title: The content is too large
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"final","retry":"never","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 552 Too much
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/final-552-quota": `# title: A mailbox is full, which is no word about the message's size
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"final","retry":"never","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 552 5.2.2 Over quota
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/final-554": `# title: The transaction failed
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"final","retry":"never","reply":{"code":554},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 554 Transaction failed
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/final-554-size-code": `# title: The content is refused with 5.2.3, which speaks of its size
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"final","retry":"never","reply":{"code":554},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 554 5.2.3 No
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/final-554-size-told": `# title: The content is refused in words that speak of its size
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"final","retry":"never","reply":{"code":554},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 554 Your message is too big
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/line-ends": `# title: Line ends become CRLF, and a missing last one is added
# shows: CHUNKING/DATA/taken
# note: CR and LF never stand alone on the wire (RFC 5321 2.3.8): a server might take LF.LF for the end.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\n\\rOne\\r\\rTwo\\n.\\nThree"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: One
C:
C: Two
C: ..
C: Three
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/line-ends-across-pieces": `# title: Line ends and dots are found across the pieces of a stream
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\n.One\\n.\\r\\n","stream":{"octets":1}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}],"octets":27}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: ..One
C: ..
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/mixed-and-refused": `# title: Recipients that were accepted are rejected with the content, the others keep their replies
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"final","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","reply":{"code":550}},{"address":"eve@example.net","outcome":"rejected","temporary":true,"reply":{"code":450}}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 450 4.2.1 Mailbox busy
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 550 5.7.1 Message refused by policy
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/odd-replies": `# title: Replies without text, with bare line feeds and odd enhanced status codes are understood
# shows: PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{}],"rejected":[{"reply":{"code":550,"enhanced":"5.1.1"}}]}

S: 220
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250
C: RCPT TO:<bob@example.net>
S: 250 OK\\x0A\\
C: RCPT TO:<eve@example.net>
S: 550 No such user (#5.1.1)
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
  "content/one-shot-put-back": `# title: A stream that can be read once is sent again as long as it was kept
# shows: CHUNKING/BDAT-after-a-probe/502/BDAT-probe
# note: What was pulled is put back up to a limit, and never asked for twice.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","stream":{"octets":10,"replayable":false}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 502 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "content/one-shot-spent": `# title: A stream that can be read once is too far gone to be sent again
# shows: CHUNKING/BDAT-after-a-probe/502/BDAT
# note: More was pulled than is kept, so that DATA on the new connection would have only its end.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":8001,"stream":{"octets":78000,"replayable":false}}
# expect: {"error":{"code":"BODY_SPENT","phase":"content","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 311996
--- 311996 octets of content ---
S: 250 OK
C: BDAT 312000
--- 312000 octets of content ---
S: 502 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 CHUNKING
C: QUIT
S: 221 Bye
--- close ---
`,
  "content/split-replies": `# title: Replies that come in pieces are read as if they had not
# shows: PIPELINING/envelope-in-one-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220-mail\\
S: .example.net\\
S: \\x0D\\
S: \\x0A220 \\
S: Ready
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 25\\
S: 0 OK\\x0D\\
S: \\x0A250 OK\\x0D\\x0A3\\
S: 54 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/never-dropped": `# title: A deadline that returns the message is only preferred, and still not dropped once it was refused
# shows: DELIVERBY/BY/555/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid","DELIVERBY":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"return","trace":true}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":555},"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DELIVERBY","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY
C: MAIL FROM:<ann@example.org> BY=3600;RT
C: RCPT TO:<bob@example.net>
C: DATA
S: 555 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/not-offered": `# title: A deadline for delivery is asked for and not offered
# shows: DELIVERBY/BY/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"notify"}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent"}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DELIVERBY","outcome":"unmet","reason":"not-offered"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/preferred-not-offered": `# title: A deadline for delivery is only preferred, and not offered
# shows: DELIVERBY/BY/not-offered DELIVERBY/no-deadline/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","DELIVERBY":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"notify"}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"DELIVERBY","method":"no deadline","reason":"not-offered"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/preferred-refused-555": `# title: A deadline for delivery is only preferred, and refused
# shows: DELIVERBY/BY/555/MAIL DELIVERBY/no-deadline/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","DELIVERBY":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"notify"}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"DELIVERBY","method":"no deadline","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY 60
C: MAIL FROM:<ann@example.org> BY=3600;N
C: RCPT TO:<bob@example.net>
C: DATA
S: 555 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/refused-501": `# title: A deadline for delivery is offered, and refused with 501
# shows: DELIVERBY/BY/501/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"notify"}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":501},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DELIVERBY","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY 60
C: MAIL FROM:<ann@example.org> BY=3600;N
C: RCPT TO:<bob@example.net>
C: DATA
S: 501 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/refused-504": `# title: A deadline for delivery is offered, and refused with 504
# shows: DELIVERBY/BY/504/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"notify"}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":504},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DELIVERBY","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY 60
C: MAIL FROM:<ann@example.org> BY=3600;N
C: RCPT TO:<bob@example.net>
C: DATA
S: 504 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/refused-555": `# title: A deadline for delivery is offered, and refused with 555
# shows: DELIVERBY/BY/555/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"notify"}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":555},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DELIVERBY","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY 60
C: MAIL FROM:<ann@example.org> BY=3600;N
C: RCPT TO:<bob@example.net>
C: DATA
S: 555 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/soon-but-only-told": `# title: The least deadline of the server is none for a message that is not returned
# shows: DELIVERBY/BY/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":-5,"mode":"notify"}}
# expect: {"accepted":[{}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY 240
C: MAIL FROM:<ann@example.org> BY=-5;N
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/too-soon": `# title: The deadline is nearer than the server says that it can do
# shows: DELIVERBY/BY/out-of-limits
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":120,"mode":"return"}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DELIVERBY","outcome":"unmet","reason":"out-of-limits"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY 240
C: QUIT
S: 221 Bye
--- close ---
`,
  "deliverby/used": `# title: A deadline for delivery is asked for and offered
# shows: DELIVERBY/BY/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","deliverBy":{"seconds":3600,"mode":"notify"}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DELIVERBY 60
C: MAIL FROM:<ann@example.org> BY=3600;N
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/all": `# title: What is wished of notifications stands on MAIL and RCPT
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/taken
# note: ORCPT and ENVID are xtext; what is said of all recipients holds for those who say nothing of their own (RFC 3461 4).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net",{"address":"eve@example.net","notify":"never"},{"address":"joe@example.net","notify":["delay"],"orcpt":"joe+news@example.com"}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"notify":["failure","success"],"ret":"headers","envid":"order 47"}}
# expect: {"accepted":[{},{},{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org> RET=HDRS ENVID=order+2047
C: RCPT TO:<bob@example.net> NOTIFY=SUCCESS,FAILURE
C: RCPT TO:<eve@example.net> NOTIFY=NEVER
C: RCPT TO:<joe@example.net> NOTIFY=DELAY ORCPT=rfc822;joe+2Bnews@example.com
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/avoided": `# title: Notifications are asked for by the message, and avoided by the user's wish
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/avoided DSN/no-delivery-status-wishes/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"notify":["failure"]}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/mail-501": `# title: MAIL is refused for its parameters, which are required
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/501/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"ret":"full"}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","command":"MAIL FROM:<ann@example.org> RET=FULL","reply":{"code":501},"recipients":[{"outcome":"rejected"}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DSN","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org> RET=FULL
C: RCPT TO:<bob@example.net>
C: DATA
S: 501 5.5.4 Bad parameter
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/not-offered": `# title: Notifications are asked for, and the server cannot send them
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/not-offered
# note: What a message asks for is required: no MAIL is said.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"notify":["failure"]}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"DSN","wish":"require","outcome":"unmet","reason":"not-offered"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/one-shot-spent": `# title: The message is gone with the first transaction, so the second recipient is not sent to
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/555/RCPT
# note: A stream that can be read once, and is longer than what is kept of it.
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net",{"address":"eve@example.net","notify":"never"}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","lines":8000,"stream":{"octets":65536,"replayable":false}}
# expect: {"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","outcome":"not-sent","temporary":true}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-8BITMIME
S: 250 DSN
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net> NOTIFY=NEVER
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 555 5.5.4 Unsupported option
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
--- 624000 octets of content ---
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-envid-named": `# title: Of the wishes for notifications the one that is named is left out
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/501/MAIL DSN/those-not-refused/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"ret":"full","envid":"47","notify":["failure"]}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"DSN","method":"those not refused","reason":"parameter-unsupported","reply":{"code":501},"extraRoundTrips":1}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org> RET=FULL ENVID=47
C: RCPT TO:<bob@example.net> NOTIFY=FAILURE
C: DATA
S: 501 5.5.4 ENVID not understood
S: 503 Need MAIL command
S: 503 Need MAIL command
C: MAIL FROM:<ann@example.org> RET=FULL
C: RCPT TO:<bob@example.net> NOTIFY=FAILURE
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-mail-504": `# title: MAIL is refused with 504 for parameters that are only preferred
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/504/MAIL DSN/no-delivery-status-wishes/taken
# note: None is named: all that can be spared are left out at once, and so is NOTIFY.
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"ret":"full","notify":["failure"]}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":504},"extraRoundTrips":1},{"feature":"DSN","method":"no delivery status wishes","reason":"parameter-unsupported","reply":{"code":504},"extraRoundTrips":0}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-SIZE
S: 250 DSN
C: MAIL FROM:<ann@example.org> SIZE=23 RET=FULL
C: RCPT TO:<bob@example.net> NOTIFY=FAILURE
C: DATA
S: 504 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-mail-555": `# title: MAIL is refused with 555 for parameters that are only preferred
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/555/MAIL DSN/no-delivery-status-wishes/taken
# note: None is named: all that can be spared are left out at once, and so is NOTIFY.
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"ret":"full","notify":["failure"]}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1},{"feature":"DSN","method":"no delivery status wishes","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":0}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-SIZE
S: 250 DSN
C: MAIL FROM:<ann@example.org> SIZE=23 RET=FULL
C: RCPT TO:<bob@example.net> NOTIFY=FAILURE
C: DATA
S: 555 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-not-offered": `# title: Notifications are only preferred, and the message goes without
# shows: DSN/no-delivery-status-wishes/taken DSN/NOTIFY-ORCPT-RET-ENVID/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"notify":["failure"]}}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"DSN","method":"no delivery status wishes","reason":"not-offered","wish":"prefer"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-rcpt-501-address": `# title: A 501 about a recipient is refused again without NOTIFY, and so the recipient is refused
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/501/RCPT
# note: Nothing was learned of NOTIFY, so the next message asks for it.
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":[{"address":"eve@example.net","notify":["failure"]}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":[{"address":"bob@example.net","notify":["failure"]}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":501},"recipients":[{"address":"eve@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 DSN
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net> NOTIFY=FAILURE
S: 501 5.1.3 Bad recipient address syntax
C: RCPT TO:<eve@example.net>
S: 501 5.1.3 Bad recipient address syntax
C: RSET
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net> NOTIFY=FAILURE
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
  "dsn/preferred-rcpt-504-serial": `# title: Without pipelining a recipient who was refused for a parameter is asked for again at once
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/504/RCPT DSN/no-delivery-status-wishes/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":[{"address":"bob@example.net","notify":"never"},{"address":"eve@example.net","notify":"never"}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"}],"rejected":[]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 DSN
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net> NOTIFY=NEVER
S: 504 5.5.4 Not here
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: RCPT TO:<eve@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-rcpt-555-next-transaction": `# title: A recipient who was refused for a parameter gets the message in a transaction of its own
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/555/RCPT DSN/no-delivery-status-wishes/taken
# note: DATA was in the same flight, so the message is under way for the other.
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net",{"address":"eve@example.net","notify":"never"},"joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"},{"address":"joe@example.net"}],"rejected":[],"fallbacks":[{"feature":"SIZE"},{"feature":"DSN","method":"no delivery status wishes","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net> NOTIFY=NEVER
C: RCPT TO:<joe@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 555 5.5.4 Unsupported option
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-rcpt-all-in-a-group": `# title: All recipients of a flight are refused for a parameter, and asked for without it
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/501/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"notify":["failure"]}}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"}],"rejected":[]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net> NOTIFY=FAILURE
C: RCPT TO:<eve@example.net> NOTIFY=FAILURE
C: DATA
S: 250 Sender ok
S: 501 5.5.4 NOTIFY not understood
S: 501 5.5.4 NOTIFY not understood
S: 554 No valid recipients
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Reset
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-rcpt-all-or-none": `# title: All or none: a recipient who was refused for a parameter is asked for again before the content
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/555/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid","DSN":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net",{"address":"eve@example.net","notify":"never"}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","partial":"refuse"}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"}],"rejected":[]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net> NOTIFY=NEVER
S: 250 Sender ok
S: 250 Recipient ok
S: 555 5.5.4 Unsupported option
C: RCPT TO:<eve@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/preferred-rcpt-bdat-at-once": `# title: A recipient who was refused for a parameter is sent to anew, though the message went at once
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/555/RCPT CHUNKING/BDAT-at-once/taken
# options: {"tls":"none","features":{"DSN":"prefer"},"proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net",{"address":"eve@example.net","notify":["failure"],"orcpt":"eve@example.com"}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"}],"rejected":[],"fallbacks":[{"feature":"SIZE"},{"feature":"DSN","method":"those not refused","reason":"parameter-unsupported","reply":{"code":555}}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-CHUNKING
S: 250 DSN
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net> NOTIFY=FAILURE ORCPT=rfc822;eve@example.com
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 Sender ok
S: 250 Recipient ok
S: 555 5.5.4 Unsupported option: ORCPT
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net> NOTIFY=FAILURE
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/rcpt-501": `# title: A recipient is refused for a parameter that is required, and the other gets the message
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/501/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net",{"address":"eve@example.net","notify":"never"}],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","outcome":"rejected","temporary":false,"reply":{"code":501}}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 DSN
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net> NOTIFY=NEVER
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 501 5.5.4 NOTIFY not understood
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "dsn/rcpt-504-all": `# title: Every recipient is refused for a parameter that is required
# shows: DSN/NOTIFY-ORCPT-RET-ENVID/504/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","dsn":{"notify":"never"}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":504},"recipients":[{"outcome":"rejected"},{"outcome":"rejected"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 DSN
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net> NOTIFY=NEVER
S: 504 5.5.4 Not here
C: RCPT TO:<eve@example.net> NOTIFY=NEVER
S: 504 5.5.4 Not here
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/credentials": `# title: A credential never goes along with early pipelining
# shows: PIPECONNECT/early-pipelining/taken
# options: {"maxUnacknowledged":1,"tls":"implicit","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":true,"lines":["PIPELINING","PIPECONNECT","AUTH PLAIN"]}],"auth":{"user":"ann","pass":"open sesame"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"roundTrips":6}

--- TLS ---
C: EHLO client.example.org
S: 220 mail.example.net
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-PIPECONNECT
S: 250 AUTH PLAIN
C: AUTH PLAIN AGFubgBvcGVuIHNlc2FtZQ==
S: 235 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/disconnected": `# title: A server that hangs up on it is asked again after its greeting
# shows: PIPECONNECT/early-pipelining/disconnected/greeting
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPECONNECT","method":"greeting first","reason":"disconnected"},{"feature":"SIZE"}]}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/envelope": `# title: Invited to, EHLO and the envelope are written before the greeting
# shows: PIPECONNECT/early-pipelining/taken
# note: Three round trips for a message: connecting, everything up to DATA, the content.
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"roundTrips":3}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 220 mail.example.net
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/garbage": `# title: A server that answers it with garbage is asked again after its greeting
# shows: PIPECONNECT/early-pipelining/garbage/greeting
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPECONNECT","method":"greeting first","reason":"garbage"},{"feature":"SIZE"}]}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: HTTP/1.1 400 Bad Request
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/next-message": `# title: A server that invites is talked to early as soon as the connection has to be opened anew
# shows: PIPECONNECT/early-pipelining/taken
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE"}}
# expect: {"accepted":[{"address":"bob@example.net"}],"roundTrips":3}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 421 4.3.2 Later
--- close ---
--- connect ---
C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 220 mail.example.net
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/not-invited": `# title: Without an invitation the greeting comes first, and is what a later session may be invited by
# shows: PIPECONNECT/early-pipelining/not-offered PIPECONNECT/greeting-first/taken
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"roundTrips":5}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/offers-something-else": `# title: A server that offers something else than last time is asked again after its greeting
# shows: PIPECONNECT/early-pipelining/not-offered
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPECONNECT","method":"greeting first","reason":"not-offered"},{"feature":"PIPELINING"},{"feature":"SIZE"}]}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 220 mail.example.net
S: 250-mail.example.net
S: 250 HELP
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 HELP
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/proof": `# title: Early pipelining goes no further than the proof of BDAT, even to a server that has proved it
# shows: PIPECONNECT/early-pipelining/taken
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"prefer"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT","CHUNKING"]}],"proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"roundTrips":3}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 220 mail.example.net
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-PIPECONNECT
S: 250 CHUNKING
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 16 LAST
C: ect: Hi
C:
C: Hi.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/refused-554": `# title: A server that says that it is out of sync is asked again after its greeting
# shows: PIPECONNECT/early-pipelining/554/greeting
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPECONNECT","method":"greeting first","reason":"client-fault","reply":{"code":554}},{"feature":"SIZE"}]}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 554 SMTP synchronization error
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/refused-554-untold": `# title: A server that refuses it with 554 and does not say why is asked again after its greeting
# shows: PIPECONNECT/early-pipelining/554/greeting
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPECONNECT","method":"greeting first","reason":"client-fault","reply":{"code":554}},{"feature":"SIZE"}]}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 554 No
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/required": `# title: Early pipelining cannot be required of a server that has not invited to it
# shows: PIPECONNECT/early-pipelining/not-offered
# note: This connection has begun with the greeting; the invitation is for the next.
# options: {"tls":"none","features":{"PIPECONNECT":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ready","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"PIPECONNECT","method":"nothing","outcome":"unmet","reason":"not-offered"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPECONNECT
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/silence": `# title: A server that never answers it is asked again after its greeting
# shows: PIPECONNECT/early-pipelining/silence/EHLO
# options: {"maxUnacknowledged":1,"tls":"none","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPECONNECT","method":"greeting first","reason":"silence"},{"feature":"SIZE"}]}

C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 220 mail.example.net
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "early/starttls": `# title: Invited to, EHLO and STARTTLS are written before the greeting, and under TLS EHLO with the envelope
# shows: PIPECONNECT/early-pipelining/taken
# note: Five round trips: connecting, STARTTLS, the handshake, everything up to DATA, the content.
# options: {"maxUnacknowledged":1,"tls":"starttls","features":{"PIPECONNECT":"prefer","CHUNKING":"avoid"},"invitations":[{"tls":false,"lines":["PIPELINING","STARTTLS","PIPECONNECT"]},{"tls":true,"lines":["PIPELINING","PIPECONNECT"]}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"roundTrips":5}

C: EHLO client.example.org
C: STARTTLS
S: 220 mail.example.net
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-STARTTLS
S: 250 PIPECONNECT
S: 220 Go ahead
--- TLS ---
C: EHLO client.example.org
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 PIPECONNECT
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime": `# title: 8-bit content goes as it is where 8BITMIME is offered
# shows: 8BITMIME/BODY=8BITMIME/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"}],"octets":28}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=28 BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Grüße.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-501": `# title: 8-bit content, and BODY=8BITMIME is answered 501
# shows: 8BITMIME/BODY=8BITMIME/501/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":501},"extraRoundTrips":1}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 501 Syntax error in parameters
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-502": `# title: 8-bit content, and BODY=8BITMIME is answered 502
# shows: 8BITMIME/BODY=8BITMIME/502/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":502},"extraRoundTrips":1}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 502 5.5.4 Not implemented
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-504": `# title: 8-bit content, and BODY=8BITMIME is answered 504
# shows: 8BITMIME/BODY=8BITMIME/504/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":504},"extraRoundTrips":1}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 504 Parameter not implemented
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-550-554": `# title: 8-bit content, and the refusal says that an option is invalid
# shows: 8BITMIME/BODY=8BITMIME/550/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":550},"extraRoundTrips":1}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 550 5.5.4 Invalid
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-550-named": `# title: 8-bit content, and the refusal names BODY
# shows: 8BITMIME/BODY=8BITMIME/550/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":550},"extraRoundTrips":1}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 550 BODY is nothing that we know
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-555": `# title: 8-bit content, and BODY=8BITMIME is refused
# shows: 8BITMIME/BODY=8BITMIME/555/MAIL
# note: Without the parameter no octet over 127 may be sent (RFC 6152 3), and none is: the text is re-encoded.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 555 5.5.4 Unsupported option
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-not-needed": `# title: 7-bit content says nothing of its body
# shows: ESMTP/EHLO/taken
# note: Parameters are sent only when they are needed.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
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
  "encoding/8bitmime-not-offered": `# title: 8-bit content, and 8BITMIME is not offered
# shows: 8BITMIME/BODY=8BITMIME/not-offered 8BITMIME/re-encoded/taken
# note: An octet over 127 must not be sent then (RFC 6152 3). Its size changes on the way, so that it is not declared.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"8BITMIME","method":"re-encoded","reason":"not-offered","extraRoundTrips":0}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/8bitmime-required-550-named": `# title: 8BITMIME is required, and the refusal names BODY
# shows: 8BITMIME/BODY=8BITMIME/550/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid","8BITMIME":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 550 BODY is nothing that we know
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels": `# title: Only the domains are not ASCII, so they are written as A-labels
# shows: SMTPUTF8/SMTPUTF8/not-offered SMTPUTF8/A-labels/taken
# note: RFC 6531 3.2. The receipt has the addresses as they were given.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@exämple.org","to":["bob@bücher.example","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@bücher.example"},{"address":"eve@example.net"}],"fallbacks":[{"feature":"SIZE"},{"feature":"SMTPUTF8","method":"A-labels","reason":"not-offered"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@xn--exmple-cua.org>
C: RCPT TO:<bob@xn--bcher-kva.example>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels-and-a-local-part": `# title: A local part is not ASCII, for which A-labels are no help
# shows: SMTPUTF8/SMTPUTF8/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"änn@exämple.org","to":["bob@bücher.example","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent"},{"outcome":"not-sent"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels-avoided": `# title: SMTPUTF8 is avoided, and A-labels serve
# shows: SMTPUTF8/SMTPUTF8/avoided SMTPUTF8/A-labels/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","SMTPUTF8":"avoid"}}
# message: {"from":"ann@exämple.org","to":["bob@bücher.example","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{},{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SMTPUTF8
C: MAIL FROM:<ann@xn--exmple-cua.org>
C: RCPT TO:<bob@xn--bcher-kva.example>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels-impossible": `# title: A domain has no A-labels, so no server can look it up, and nothing is sent
# shows: QUIT/QUIT/taken
# note: SMTPUTF8 is offered and would be no help: DNS is asked for A-labels (RFC 6531 3.2).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@ü_ber.example"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"address":"bob@ü_ber.example","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 SMTPUTF8
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels-preferred": `# title: SMTPUTF8 is offered, and A-labels serve
# shows: SMTPUTF8/A-labels/taken
# note: The next server on the way may lack SMTPUTF8, so it is not declared where an ASCII form of the address reaches the same mailbox.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@exämple.org","to":["bob@BÜCHER.example","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@BÜCHER.example"},{}],"fallbacks":[{"feature":"SIZE"},{"feature":"SMTPUTF8","method":"A-labels","reason":"not-needed"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SMTPUTF8
C: MAIL FROM:<ann@xn--exmple-cua.org>
C: RCPT TO:<bob@xn--bcher-kva.example>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels-required": `# title: SMTPUTF8 itself is required, so A-labels will not do
# shows: SMTPUTF8/SMTPUTF8/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid","SMTPUTF8":"require"}}
# message: {"from":"ann@exämple.org","to":["bob@bücher.example","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ready"}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels-required-and-offered": `# title: SMTPUTF8 itself is required, so the domains go as they were given
# shows: SMTPUTF8/SMTPUTF8/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","SMTPUTF8":"require"}}
# message: {"from":"ann@exämple.org","to":["bob@bücher.example"],"raw":"Subject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250-8BITMIME
S: 250 SMTPUTF8
C: MAIL FROM:<ann@exämple.org> BODY=8BITMIME SMTPUTF8
C: RCPT TO:<bob@bücher.example>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Grüße
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/a-labels-with-a-local-part": `# title: One local part needs SMTPUTF8; the other address is written in ASCII all the same
# shows: SMTPUTF8/SMTPUTF8/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@exämple.org","to":["jörg@bücher.example"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"jörg@bücher.example"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SMTPUTF8
C: MAIL FROM:<ann@xn--exmple-cua.org> SMTPUTF8
C: RCPT TO:<jörg@bücher.example>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binary-declared": `# title: Content that is declared binary goes octet for octet where BINARYMIME is offered
# shows: BINARYMIME/BODY=BINARYMIME/taken
# note: NUL, CR and LF that stand alone, and no line end at the end: nothing is made right in what is no text (RFC 3030 3).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Data\\r\\nMIME-Version: 1.0\\r\\nContent-Type: application/octet-stream\\r\\nContent-Transfer-Encoding: binary\\r\\n\\r\\n\\u0000one\\ntwo\\rthree\\r\\n\\r\\rend"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"octets":132}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250-SIZE
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> SIZE=132 BODY=BINARYMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 128 LAST
C: ect: Data
C: MIME-Version: 1.0
C: Content-Type: application/octet-stream
C: Content-Transfer-Encoding: binary
C:
C: \\x00one\\x0Atwo\\x0Dthree
C: \\x0D\\x0Dend\\
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binary-declared-but-text": `# title: What is declared binary and is none needs nothing of the server
# shows: ESMTP/EHLO/taken
# note: BODY says what the content is (RFC 3030 3), and this is lines of seven bits.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Data\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/plain\\r\\nContent-Transfer-Encoding: binary\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Data
C: MIME-Version: 1.0
C: Content-Type: text/plain
C: Content-Transfer-Encoding: binary
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binary-declared-not-offered": `# title: Content that is declared binary is re-encoded where BINARYMIME is not offered
# shows: BINARYMIME/BODY=BINARYMIME/not-offered BINARYMIME/re-encoded/taken
# note: It decodes to the same octets. As text its line ends would have been made CRLF.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Data\\r\\nMIME-Version: 1.0\\r\\nContent-Type: application/octet-stream\\r\\nContent-Transfer-Encoding: binary\\r\\n\\r\\n\\u0000one\\ntwo\\rthree\\r\\n\\r\\rend"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"not-offered"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Data
C: MIME-Version: 1.0
C: Content-Type: application/octet-stream
C: Content-Transfer-Encoding: base64
C:
C: AG9uZQp0d28NdGhyZWUNCg0NZW5k
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binary-declared-refused-502": `# title: BDAT is refused under declared binary content, which then goes re-encoded
# shows: CHUNKING/BDAT-after-a-probe/502/BDAT-probe BINARYMIME/re-encoded/taken
# note: Binary content goes by BDAT only (RFC 3030 3).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Data\\r\\nMIME-Version: 1.0\\r\\nContent-Type: application/octet-stream\\r\\nContent-Transfer-Encoding: binary\\r\\n\\r\\n\\u0000one\\ntwo\\rthree\\r\\n\\r\\rend"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING","method":"DATA","reply":{"code":502}},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"unsupported"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> BODY=BINARYMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 502 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Data
C: MIME-Version: 1.0
C: Content-Type: application/octet-stream
C: Content-Transfer-Encoding: base64
C:
C: AG9uZQp0d28NdGhyZWUNCg0NZW5k
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binary-part": `# title: Of a message that is declared binary only the binary parts keep their line ends
# shows: BINARYMIME/BODY=BINARYMIME/taken
# note: Headers, boundaries and text have lines, whose ends are CRLF (RFC 2045 2.7, 2.8); the line end before a boundary belongs to it.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Both\\nMIME-Version: 1.0\\nContent-Type: multipart/mixed; boundary=b\\nContent-Transfer-Encoding: binary\\n\\n--b\\nContent-Type: text/plain\\n\\nText\\nin lines\\n--b\\nContent-Type: image/png\\nContent-Transfer-Encoding: binary\\n\\na\\nb\\rc\\n--b--\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"octets":244}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> BODY=BINARYMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 240 LAST
C: ect: Both
C: MIME-Version: 1.0
C: Content-Type: multipart/mixed; boundary=b
C: Content-Transfer-Encoding: binary
C:
C: --b
C: Content-Type: text/plain
C:
C: Text
C: in lines
C: --b
C: Content-Type: image/png
C: Content-Transfer-Encoding: binary
C:
C: a\\x0Ab\\x0Dc
C: --b--
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binary-part-signed": `# title: Declared binary content that may not be re-encoded is not sent where BINARYMIME is not offered
# shows: BINARYMIME/BODY=BINARYMIME/not-offered
# note: Only an LF stands alone in it: to make that CRLF would break the signature as much as to encode it.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Signed\\r\\nDKIM-Signature: v=1\\r\\nMIME-Version: 1.0\\r\\nContent-Type: application/octet-stream\\r\\nContent-Transfer-Encoding: binary\\r\\n\\r\\none\\ntwo\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binarymime": `# title: A line over 998 octets goes as it is where BINARYMIME is offered
# shows: BINARYMIME/BODY=BINARYMIME/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> BODY=BINARYMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 1014 LAST
C: ect: Long
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binarymime-501": `# title: Binary content, and BODY=BINARYMIME is answered 501
# shows: BINARYMIME/BODY=BINARYMIME/501/MAIL BINARYMIME/re-encoded/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":501},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> BODY=BINARYMIME
S: 501 Syntax error in parameters
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 1117 LAST
C: ect: Long
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binarymime-502": `# title: Binary content, and BODY=BINARYMIME is answered 502
# shows: BINARYMIME/BODY=BINARYMIME/502/MAIL BINARYMIME/re-encoded/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":502},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> BODY=BINARYMIME
S: 502 5.3.3 Command not implemented
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 1117 LAST
C: ect: Long
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binarymime-504": `# title: Binary content, and BODY=BINARYMIME is answered 504
# shows: BINARYMIME/BODY=BINARYMIME/504/MAIL BINARYMIME/re-encoded/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":504},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> BODY=BINARYMIME
S: 504 Parameter not implemented
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 1117 LAST
C: ect: Long
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binarymime-555": `# title: Binary content, and BODY=BINARYMIME is answered 555
# shows: BINARYMIME/BODY=BINARYMIME/555/MAIL BINARYMIME/re-encoded/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org> BODY=BINARYMIME
S: 555 5.5.4 Unsupported option: BODY=BINARYMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: BDAT 4
C: Subj\\
S: 250 OK
C: BDAT 1117 LAST
C: ect: Long
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/binarymime-without-bdat": `# title: Binary content goes by BDAT only
# shows: BINARYMIME/re-encoded/taken
# note: Here BDAT is avoided, so that BINARYMIME is of no use (RFC 3030 3).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-CHUNKING
S: 250 BINARYMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Long
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/boundary-in-pieces": `# title: A boundary in encoded pieces is found
# shows: 8BITMIME/BODY=8BITMIME/not-offered 8BITMIME/re-encoded/taken
# note: RFC 2231: a parameter may be split into numbered pieces and percent-encoded.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"MIME-Version: 1.0\\r\\nContent-Type: multipart/mixed; boundary*0*=us-ascii''b%20; boundary*1=\\"1;\\"\\r\\n\\r\\n--b 1;\\r\\nContent-Type: text/plain; charset=utf-8\\r\\n\\r\\nGrüße.\\r\\n--b 1;--\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: MIME-Version: 1.0
C: Content-Type: multipart/mixed; boundary*0*=us-ascii''b%20; boundary*1="1;"
C:
C: --b 1;
C: Content-Type: text/plain; charset=utf-8
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: --b 1;--
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/content-refused-500": `# title: 8-bit content is refused with "500 Error: bad content"
# shows: 8BITMIME/BODY=8BITMIME/500/final-reply 8BITMIME/re-encoded/taken
# note: The message was refused for everybody, so that it may be sent again otherwise, over the same connection.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":500},"extraRoundTrips":4}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Grüße.
C: .
S: 500 Error: bad content
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/content-refused-561": `# title: 8-bit content is refused with "554 5.6.1 Body type not supported"
# shows: 8BITMIME/BODY=8BITMIME/554/final-reply 8BITMIME/re-encoded/taken
# note: The message was refused for everybody, so that it may be sent again otherwise, over the same connection.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554},"extraRoundTrips":4}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Grüße.
C: .
S: 554 5.6.1 Body type not supported
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/content-refused-7-bit": `# title: 7-bit content is refused for its kind, and re-encoding would change nothing
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"final","retry":"never","reply":{"code":554}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 554 5.6.1 Media not supported
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/content-refused-8-bit-told": `# title: 8-bit content is refused with "554 5.6.0 8-bit data not allowed"
# shows: 8BITMIME/BODY=8BITMIME/554/final-reply 8BITMIME/re-encoded/taken
# note: The message was refused for everybody, so that it may be sent again otherwise, over the same connection.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554},"extraRoundTrips":4}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Grüße.
C: .
S: 554 5.6.0 8-bit data not allowed
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/content-refused-long-line": `# title: A stream with a line that the server takes for too long is refused, and re-encoded
# shows: 8BITMIME/BODY=8BITMIME/554/final-reply 8BITMIME/re-encoded/taken
# note: The line comes late and has no more than 998 octets; some servers count after their own decoding.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":1200,"tail":"ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää\\r\\n","stream":{"octets":78000}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554},"extraRoundTrips":4}],"octets":99776}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 94419 octets of content ---
C: .
S: 554 5.6.0 Line too long
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 99776 octets of content ---
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/delimiter-in-other-case": `# title: A multipart whose delimiter never comes is not re-encoded
# shows: 8BITMIME/BODY=8BITMIME/not-offered
# note: A boundary is compared case by case (RFC 2046 5.1.1), so that all of the body is text outside the parts, where MIME has no encoding.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"MIME-Version: 1.0\\r\\nContent-Type: multipart/mixed; boundary=B1\\r\\n\\r\\n--b1\\r\\nContent-Type: text/plain; charset=utf-8\\r\\n\\r\\nGrüße.\\r\\n--b1--\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-encoded": `# title: Only header text is UTF-8, so it is encoded, and SMTPUTF8 is not declared
# shows: SMTPUTF8/encoded-header/taken 8BITMIME/BODY=8BITMIME/taken
# note: The next server on the way may lack SMTPUTF8 and return the message. The body goes as it is.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@bücher.example"],"raw":"From: \\"Müller, Ann\\" <ann@example.org>\\r\\nTo: Bob <bob@bücher.example>\\r\\nSubject: Grüße aus Köln\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@bücher.example"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SMTPUTF8","method":"encoded header","reason":"not-needed"}],"notices":[]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250-SIZE
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> SIZE=169 BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@xn--bcher-kva.example>
S: 250 OK
C: DATA
S: 354 Go ahead
C: From: =?utf-8?Q?M=C3=BCller=2C_Ann?= <ann@example.org>
C: To: Bob <bob@xn--bcher-kva.example>
C: Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus =?utf-8?Q?K=C3=B6ln?=
C:
C: Grüße.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-encoded-and-a-long-line": `# title: The header is encoded and a body line over 998 octets is re-encoded, where SMTPUTF8 and 8BITMIME are offered
# shows: SMTPUTF8/encoded-header/taken BINARYMIME/BODY=BINARYMIME/not-offered BINARYMIME/re-encoded/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Grüße\\r\\nMIME-Version: 1.0\\r\\nContent-Type: multipart/mixed; boundary=b\\r\\n\\r\\n--b\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n--b\\r\\nContent-Disposition: attachment; filename=\\"Grüße.txt\\"\\r\\n\\r\\nHi.\\r\\n--b--\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"SMTPUTF8","method":"encoded header","reason":"not-needed"},{"feature":"BINARYMIME","method":"re-encoded","reason":"not-offered"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
C: MIME-Version: 1.0
C: Content-Type: multipart/mixed; boundary=b
C:
C: --b
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
C: --b
C: Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.txt
C:
C: Hi.
C: --b--
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-encoded-avoided": `# title: SMTPUTF8 is avoided, and the header is encoded
# shows: SMTPUTF8/SMTPUTF8/avoided SMTPUTF8/encoded-header/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","SMTPUTF8":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-encoded-not-offered": `# title: Only header text is UTF-8, and the server takes ASCII alone
# shows: SMTPUTF8/encoded-header/taken
# note: The whole message is ASCII once its header is encoded: its body needs nothing.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Grüße\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/plain; name=\\"Grüße.txt\\"\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"SMTPUTF8","method":"encoded header","reason":"not-offered"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
C: MIME-Version: 1.0
C: Content-Type: text/plain; name*=utf-8''Gr%C3%BC%C3%9Fe.txt
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-long-line": `# title: A header line over 998 octets is folded, and nothing else is done
# shows: 8BITMIME/BODY=8BITMIME/taken
# note: Folding changes nothing of what the field says (RFC 5322 2.2.3); such a message is not binary.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"References: <000.rrrrrrrrrr@example.org> <001.rrrrrrrrrr@example.org> <002.rrrrrrrrrr@example.org> <003.rrrrrrrrrr@example.org> <004.rrrrrrrrrr@example.org> <005.rrrrrrrrrr@example.org> <006.rrrrrrrrrr@example.org> <007.rrrrrrrrrr@example.org> <008.rrrrrrrrrr@example.org> <009.rrrrrrrrrr@example.org> <010.rrrrrrrrrr@example.org> <011.rrrrrrrrrr@example.org> <012.rrrrrrrrrr@example.org> <013.rrrrrrrrrr@example.org> <014.rrrrrrrrrr@example.org> <015.rrrrrrrrrr@example.org> <016.rrrrrrrrrr@example.org> <017.rrrrrrrrrr@example.org> <018.rrrrrrrrrr@example.org> <019.rrrrrrrrrr@example.org> <020.rrrrrrrrrr@example.org> <021.rrrrrrrrrr@example.org> <022.rrrrrrrrrr@example.org> <023.rrrrrrrrrr@example.org> <024.rrrrrrrrrr@example.org> <025.rrrrrrrrrr@example.org> <026.rrrrrrrrrr@example.org> <027.rrrrrrrrrr@example.org> <028.rrrrrrrrrr@example.org> <029.rrrrrrrrrr@example.org> <030.rrrrrrrrrr@example.org> <031.rrrrrrrrrr@example.org> <032.rrrrrrrrrr@example.org> <033.rrrrrrrrrr@example.org> <034.rrrrrrrrrr@example.org> <035.rrrrrrrrrr@example.org> <036.rrrrrrrrrr@example.org> <037.rrrrrrrrrr@example.org> <038.rrrrrrrrrr@example.org> <039.rrrrrrrrrr@example.org> <040.rrrrrrrrrr@example.org> <041.rrrrrrrrrr@example.org> <042.rrrrrrrrrr@example.org> <043.rrrrrrrrrr@example.org> <044.rrrrrrrrrr@example.org>\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}],"notices":[{"about":"field-folded","field":"References"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: References: <000.rrrrrrrrrr@example.org> <001.rrrrrrrrrr@example.org> <002.rrrrrrrrrr@example.org> <003.rrrrrrrrrr@example.org> <004.rrrrrrrrrr@example.org> <005.rrrrrrrrrr@example.org> <006.rrrrrrrrrr@example.org> <007.rrrrrrrrrr@example.org> <008.rrrrrrrrrr@example.org> <009.rrrrrrrrrr@example.org> <010.rrrrrrrrrr@example.org> <011.rrrrrrrrrr@example.org> <012.rrrrrrrrrr@example.org> <013.rrrrrrrrrr@example.org> <014.rrrrrrrrrr@example.org> <015.rrrrrrrrrr@example.org> <016.rrrrrrrrrr@example.org> <017.rrrrrrrrrr@example.org> <018.rrrrrrrrrr@example.org> <019.rrrrrrrrrr@example.org> <020.rrrrrrrrrr@example.org> <021.rrrrrrrrrr@example.org> <022.rrrrrrrrrr@example.org> <023.rrrrrrrrrr@example.org> <024.rrrrrrrrrr@example.org> <025.rrrrrrrrrr@example.org> <026.rrrrrrrrrr@example.org> <027.rrrrrrrrrr@example.org> <028.rrrrrrrrrr@example.org> <029.rrrrrrrrrr@example.org> <030.rrrrrrrrrr@example.org> <031.rrrrrrrrrr@example.org> <032.rrrrrrrrrr@example.org> <033.rrrrrrrrrr@example.org>
C:  <034.rrrrrrrrrr@example.org> <035.rrrrrrrrrr@example.org> <036.rrrrrrrrrr@example.org> <037.rrrrrrrrrr@example.org> <038.rrrrrrrrrr@example.org> <039.rrrrrrrrrr@example.org> <040.rrrrrrrrrr@example.org> <041.rrrrrrrrrr@example.org> <042.rrrrrrrrrr@example.org> <043.rrrrrrrrrr@example.org> <044.rrrrrrrrrr@example.org>
C:
C: Grüße.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-not-utf8": `# title: A header with octets over 127 that are not UTF-8 goes as it is, without SMTPUTF8
# shows: 8BITMIME/BODY=8BITMIME/taken
# note: SMTPUTF8 would say that it is UTF-8. What it means only its sender knows.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"latin1":true,"raw":"Subject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}],"notices":[{"about":"field-not-utf8","field":"Subject"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Gr\\xFC\\xDFe
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-not-utf8-and-a-local-part": `# title: An address needs SMTPUTF8, so octets over 127 of the header that are not UTF-8 are encoded
# shows: SMTPUTF8/SMTPUTF8/taken
# note: What is sent with SMTPUTF8 must be UTF-8 (RFC 6532 3.1).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"jürgen@example.org","to":["bob@example.net"],"latin1":true,"raw":"Subject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}],"notices":[{"about":"field-unknown-8bit","field":"Subject"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<jürgen@example.org> SMTPUTF8
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: =?unknown-8bit?Q?Gr=FC=DFe?=
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-not-utf8-encoded": `# title: Octets over 127 in the header are not UTF-8, and the server takes 7-bit content only
# shows: 8BITMIME/BODY=8BITMIME/not-offered 8BITMIME/re-encoded/taken
# note: RFC 1428 3: encoded without saying what they mean.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"latin1":true,"raw":"Subject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded"}],"notices":[{"about":"field-unknown-8bit","field":"Subject"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SMTPUTF8
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: =?unknown-8bit?Q?Gr=FC=DFe?=
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-signed": `# title: A header in UTF-8 is signed, so it goes as it is with SMTPUTF8, and 8BITMIME as well
# shows: SMTPUTF8/SMTPUTF8/taken 8BITMIME/BODY=8BITMIME/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"DKIM-Signature: v=1\\r\\nSubject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME SMTPUTF8
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: DKIM-Signature: v=1
C: Subject: Grüße
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/header-signed-not-offered": `# title: A header in UTF-8 is signed, and SMTPUTF8 is not offered
# shows: SMTPUTF8/SMTPUTF8/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"DKIM-Signature: v=1\\r\\nSubject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/long-line": `# title: A line over 998 octets is re-encoded, though 8BITMIME is offered
# shows: BINARYMIME/BODY=BINARYMIME/not-offered BINARYMIME/re-encoded/taken
# note: Neither 7-bit nor 8-bit content may have such lines (RFC 2045 2.8): it is binary content.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"not-offered"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Long
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/long-line-late": `# title: A line over 998 octets comes late in a stream, and the message begins anew, re-encoded
# shows: BINARYMIME/re-encoded/taken
# note: It was not known when the message was begun. Only closing without the dot takes 354 back.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":1200,"tail":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\\r\\n","stream":{"octets":78000}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"not-offered"}],"octets":98321}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 78000 octets of content ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 98321 octets of content ---
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/nested-comments": `# title: A boundary and an encoding are read behind nested comments
# shows: 8BITMIME/BODY=8BITMIME/not-offered 8BITMIME/re-encoded/taken
# note: Comments may be nested and contain quoted characters (RFC 5322 3.2.2).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"MIME-Version: 1.0\\r\\nContent-Type: multipart/mixed (x (y) ; boundary=no); boundary=b1\\r\\nContent-Transfer-Encoding: (a (b) \\\\) c) 8bit\\r\\n\\r\\n--b1\\r\\nContent-Type: text/plain; charset=utf-8\\r\\nContent-Transfer-Encoding: (\\\\)) 8bit\\r\\n\\r\\nGrüße.\\r\\n--b1--\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: MIME-Version: 1.0
C: Content-Type: multipart/mixed (x (y) ; boundary=no); boundary=b1
C: Content-Transfer-Encoding: 7bit
C:
C: --b1
C: Content-Type: text/plain; charset=utf-8
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: --b1--
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/nul": `# title: A NUL is nothing for 7-bit or 8-bit content, so it is re-encoded
# shows: BINARYMIME/BODY=BINARYMIME/not-offered BINARYMIME/re-encoded/taken
# note: RFC 2045 2.7 and 2.8 allow it in neither.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Zero\\r\\n\\r\\na\\u0000b\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"not-offered"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Zero
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: a=00b
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/nul-between-parts": `# title: NUL and 8-bit text outside the parts of a multipart cannot be re-encoded
# shows: BINARYMIME/BODY=BINARYMIME/not-offered
# note: MIME has no encoding for text before the first part and after the last. Nothing is sent, and nothing becomes a question mark.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"MIME-Version: 1.0\\r\\nContent-Type: multipart/mixed; boundary=b\\r\\n\\r\\na\\u0000é\\r\\n--b\\r\\n\\r\\nPlain.\\r\\n--b--\\r\\n\\u0000\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/parts": `# title: Each part that needs it is re-encoded in its own way
# shows: 8BITMIME/BODY=8BITMIME/not-offered 8BITMIME/re-encoded/taken
# note: Text as quoted-printable, the rest as base64; what needs nothing stays as it is.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"MIME-Version: 1.0\\r\\nContent-Type: multipart/mixed; boundary=b\\r\\nContent-Transfer-Encoding: 8bit\\r\\n\\r\\n--b\\r\\nContent-Type: text/plain; charset=utf-8\\r\\nContent-Transfer-Encoding: 8bit\\r\\n\\r\\nGrüße.\\r\\n--b\\r\\nContent-Type: application/x-names\\r\\n\\r\\nMüller\\r\\n--b\\r\\n\\r\\nPlain.\\r\\n--b--\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: MIME-Version: 1.0
C: Content-Type: multipart/mixed; boundary=b
C: Content-Transfer-Encoding: 7bit
C:
C: --b
C: Content-Type: text/plain; charset=utf-8
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: --b
C: Content-Type: application/x-names
C: Content-Transfer-Encoding: base64
C:
C: TcO8bGxlcg==
C: --b
C:
C: Plain.
C: --b--
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/required-not-offered": `# title: 8BITMIME is required and not offered
# shows: 8BITMIME/BODY=8BITMIME/not-offered
# note: Whoever requires it wants the content sent as it is.
# options: {"tls":"none","features":{"CHUNKING":"avoid","8BITMIME":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/signed-502": `# title: A message signed by DKIM, and BODY=8BITMIME is refused
# shows: 8BITMIME/BODY=8BITMIME/502/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"DKIM-Signature: v=1; a=rsa-sha256\\r\\nSubject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":502}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 502 5.3.3 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/signed-and-wished": `# title: A message signed by DKIM is re-encoded where that is wished
# shows: 8BITMIME/BODY=8BITMIME/not-offered 8BITMIME/re-encoded/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"DKIM-Signature: v=1; a=rsa-sha256\\r\\nSubject: Hello\\r\\n\\r\\nGrüße.\\r\\n","reencode":"always"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: DKIM-Signature: v=1; a=rsa-sha256
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/signed-not-offered": `# title: A message signed by DKIM is not re-encoded
# shows: 8BITMIME/BODY=8BITMIME/not-offered
# note: Its signature would break. It is not sent at all, and the error says what stood in the way.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"DKIM-Signature: v=1; a=rsa-sha256\\r\\nSubject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/signed-stream": `# title: A signed stream turns out to need what the server has not
# shows: CHUNKING/DATA/taken
# note: What cannot be sent rightly is not sent: the only way to stop is to close without the dot.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"DKIM-Signature: v=1\\r\\n\\r\\n","lines":1200,"tail":"Grüße.\\r\\n","stream":{"octets":78000}}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"content","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 65536 octets of content ---
--- client closes ---
`,
  "encoding/size-dropped-body-kept": `# title: Of two refused parameters the one that is named is left out
# shows: SIZE/declared/555/MAIL 8BITMIME/BODY=8BITMIME/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=28 BODY=8BITMIME
S: 555 5.5.4 Unsupported option: SIZE=28
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Grüße.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/size-dropped-header-8-bit": `# title: An address in the header cannot be encoded, so of the refused parameters SIZE alone is left out
# shows: SIZE/declared/555/MAIL 8BITMIME/BODY=8BITMIME/taken SMTPUTF8/SMTPUTF8/taken
# note: The reply names none of the three. Without BODY or SMTPUTF8 the message could not be sent at all.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"To: jörg@example.net\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=30 BODY=8BITMIME SMTPUTF8
S: 555 5.5.4 Unsupported option
C: MAIL FROM:<ann@example.org> BODY=8BITMIME SMTPUTF8
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: To: jörg@example.net
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/size-required": `# title: SIZE is required of a message that is re-encoded
# shows: 8BITMIME/re-encoded/taken SIZE/declared/taken
# note: So it is re-encoded once beforehand, and the octets that will be sent are counted.
# options: {"tls":"none","features":{"CHUNKING":"avoid","SIZE":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"8BITMIME","method":"re-encoded"}],"octets":100}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=100
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/smtputf8": `# title: An address beyond ASCII is sent where SMTPUTF8 is offered
# shows: SMTPUTF8/SMTPUTF8/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"jürgen@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<jürgen@example.org> SMTPUTF8
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
  "encoding/smtputf8-502": `# title: SMTPUTF8 is offered and refused
# shows: SMTPUTF8/SMTPUTF8/502/MAIL
# note: 5.3.3 says that the system has not what was selected. Without the parameter the address could not be written.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"jürgen@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":502},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<jürgen@example.org> SMTPUTF8
S: 502 5.3.3 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/smtputf8-553-one-recipient": `# title: One address is refused for its local part, and the other is accepted
# shows: CHUNKING/DATA/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["jörg@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"eve@example.net"}],"rejected":[{"address":"jörg@example.net","outcome":"rejected","temporary":false,"reply":{"code":553}}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SMTPUTF8
C: MAIL FROM:<ann@example.org> SMTPUTF8
C: RCPT TO:<jörg@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 553 5.6.7 Not beyond ASCII
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/smtputf8-567": `# title: The server cannot take the address though it offers SMTPUTF8
# shows: SMTPUTF8/SMTPUTF8/550/MAIL
# note: 5.6.7 says that only ASCII addresses are permitted here (RFC 6531 3.5).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"jürgen@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<jürgen@example.org> SMTPUTF8
S: 550 5.6.7 Non-ASCII addresses not permitted
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/smtputf8-567-of-the-content": `# title: The header beyond ASCII is refused with the content
# shows: SMTPUTF8/SMTPUTF8/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"jürgen@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"final","retry":"never","reply":{"code":554},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<jürgen@example.org> SMTPUTF8
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 554 5.6.9 UTF-8 header message cannot be transferred
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/smtputf8-header": `# title: A local part in the header is not ASCII, which no encoding can say: SMTPUTF8 is needed
# shows: SMTPUTF8/SMTPUTF8/taken 8BITMIME/BODY=8BITMIME/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"From: Jörg <jörg@example.org>\\r\\nSubject: Grüße\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME SMTPUTF8
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: From: Jörg <jörg@example.org>
C: Subject: Grüße
C:
C: Hi.
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/smtputf8-header-and-a-long-line": `# title: The header needs SMTPUTF8, and of the body alone a line over 998 octets is re-encoded
# shows: SMTPUTF8/SMTPUTF8/taken BINARYMIME/BODY=BINARYMIME/not-offered BINARYMIME/re-encoded/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"To: jörg@example.net\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"BINARYMIME","method":"re-encoded","reason":"not-offered"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-SMTPUTF8
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME SMTPUTF8
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: To: jörg@example.net
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
C: xxxxxxxxxxxxxxxxxxxxxxxx
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/smtputf8-not-offered": `# title: An address beyond ASCII, and SMTPUTF8 is not offered
# shows: SMTPUTF8/SMTPUTF8/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"jürgen@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/stream-declares-8bitmime": `# title: A message that is not known beforehand declares 8-bit content
# shows: 8BITMIME/BODY=8BITMIME/555/MAIL
# note: It is a stream of 93617 octets, of which so much is read before MAIL that its header is known.
# note: The refused parameter is left out, and what is not known to be 7-bit is re-encoded from the first part on.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":1200,"stream":{"octets":78000}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded"}],"octets":97281}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 8BITMIME
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
S: 555 5.5.4 Unsupported option
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 97281 octets of content ---
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/stream-turns-out-8-bit": `# title: A message turns out to need 8BITMIME when it is under way
# shows: 8BITMIME/BODY=8BITMIME/not-offered 8BITMIME/re-encoded/taken
# note: Only its end has octets over 127. It is a stream, so that it was re-encoded from the first part on.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Long\\r\\n\\r\\n","lines":1200,"tail":"Grüße.\\r\\n","stream":{"octets":78000}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"not-offered"}],"octets":97299}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
--- 97299 octets of content ---
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "encoding/unknown-encoding": `# title: A part with an unknown Content-Transfer-Encoding is not re-encoded
# shows: 8BITMIME/BODY=8BITMIME/not-offered
# note: The error quotes the value: "8-bit" should be "8bit" (RFC 2045 6.4).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"MIME-Version: 1.0\\r\\nContent-Type: text/plain; charset=utf-8\\r\\nContent-Transfer-Encoding: 8-bit\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/all-refused": `# title: Every recipient is refused, and DATA is not said
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"later","reply":{"code":550},"recipients":[{"outcome":"rejected","temporary":false},{"outcome":"rejected","temporary":true},{"outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RCPT TO:<eve@example.net>
S: 450 4.2.1 Mailbox busy
C: RCPT TO:<joe@example.net>
S: 550 5.1.1 No such user
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/all-refused-354": `# title: Every recipient is refused, and DATA let in all the same: a lone dot ends it
# shows: ESMTP/EHLO/taken
# note: Nothing of the message is sent (RFC 2920 3.1).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 354 Go ahead
C: .
S: 554 5.5.1 No valid recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/all-refused-354-250": `# title: The lone dot is accepted, and still nobody has the message
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 354 Go ahead
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/all-refused-data-451": `# title: Every recipient is refused, and DATA for that sake with 451
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 451 4.5.0 Nobody to send to
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/all-refused-data-503": `# title: Every recipient is refused, and DATA for that sake with 503
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 503 5.5.1 Need RCPT first
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/all-refused-data-530": `# title: Every recipient is refused, and DATA for that sake with 530
# shows: CHUNKING/DATA/530/DATA
# note: The refusal follows from the recipients': it asks for no TLS.
# options: {"port":25,"features":{"CHUNKING":"avoid","TLS":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 530 5.7.0 Not for strangers
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/all-refused-data-554": `# title: Every recipient is refused, and DATA for that sake with 554
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 554 5.5.1 No valid recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/data-250": `# title: DATA is answered 250, and no content is sent after it
# shows: CHUNKING/DATA/taken
# note: Content after anything but 354 would be run as commands.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"garbage","reply":{"code":250},"extraRoundTrips":6}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 250 OK
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "envelope/data-451": `# title: DATA is refused for now
# shows: CHUNKING/DATA/451/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"envelope","retry":"later","reply":{"code":451},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 451 4.3.0 Try again later
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/data-500": `# title: DATA is answered 500, which refuses the message
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"envelope","retry":"never","reply":{"code":500},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 500 Command unrecognized
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/data-550": `# title: DATA is refused without a reason
# shows: CHUNKING/DATA/550/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 550 Not today
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/data-552": `# title: DATA is refused, for the message is too large
# shows: CHUNKING/DATA/552/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"envelope","retry":"never","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 552 5.3.4 Message too big
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/data-552-told": `# title: DATA is refused in words that speak of the size
# shows: CHUNKING/DATA/554/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"envelope","retry":"never","reply":{"code":554},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 554 Message size exceeds our limit
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/line-too-long": `# title: The sender's line is too long for the server, and would be so again
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":500},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 500 Line too long
S: 503 No sender
S: 503 No recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/line-too-long-521": `# title: The server closes over a line that it takes for too long, and a new connection serves
# shows: PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"client-fault","reply":{"code":521},"extraRoundTrips":5}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 521 Line too long
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "envelope/lost-place-data": `# title: DATA is answered 502 though a recipient was accepted
# shows: CHUNKING/DATA/502/DATA RSET/RSET/taken
# note: No server can do without DATA. The transaction is undone and begun again, once.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"bad-sequence","reply":{"code":502},"extraRoundTrips":4}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 502 Command not implemented
C: RSET
S: 250 OK
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
  "envelope/lost-place-data-for-good": `# title: DATA is answered 502 again, and so refused
# shows: CHUNKING/DATA/502/DATA
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"envelope","retry":"never","reply":{"code":502},"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"TRANSACTION","reason":"bad-sequence","reply":{"code":502},"extraRoundTrips":4}],"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 502 Command not implemented
C: RSET
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/lost-place-ehlo-refused": `# title: EHLO said again is refused, and its first answer still holds
# shows: ESMTP/EHLO/503/EHLO SIZE/declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"TRANSACTION","method":"repeated","reason":"bad-sequence","reply":{"code":503},"extraRoundTrips":2}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 503 5.5.1 Send hello first
C: EHLO client.example.org
S: 503 Duplicate EHLO
C: MAIL FROM:<ann@example.org> SIZE=23
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
  "envelope/lost-place-hello-first": `# title: MAIL is answered that hello comes first: EHLO is said again
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"bad-sequence","reply":{"code":550},"extraRoundTrips":2}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 550 Polite people say hello first
C: EHLO client.example.org
S: 250 mail.example.net
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
  "envelope/lost-place-helo": `# title: MAIL is answered 503 where HELO was taken: HELO is said again
# shows: ESMTP/HELO/taken TRANSACTION/sent-once/503/MAIL TRANSACTION/repeated/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 502 Command not implemented
C: HELO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 503 Bad sequence of commands
C: HELO client.example.org
S: 503 Duplicate HELO
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
  "envelope/lost-place-mail": `# title: MAIL is answered 503 though EHLO was said: EHLO is said again
# shows: ESMTP/EHLO/taken
# note: The server has lost its place; EHLO brings both sides to a known state (RFC 5321 4.1.4).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"bad-sequence","reply":{"code":503},"extraRoundTrips":2}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 503 5.5.1 Bad sequence of commands
C: EHLO client.example.org
S: 250 mail.example.net
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
  "envelope/lost-place-rcpt": `# title: RCPT is answered 503 though MAIL was accepted
# shows: RSET/RSET/taken
# note: The transaction is undone and begun again.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"bad-sequence","reply":{"code":503},"extraRoundTrips":3}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 503 Need MAIL first
C: RSET
S: 250 OK
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
  "envelope/lost-place-twice": `# title: MAIL is answered 503 again after EHLO, and so refused
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":503},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 503 Bad sequence of commands
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 503 Bad sequence of commands
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/mail-421-second-message": `# title: The second message is answered 421: the connection has served its time
# shows: 421/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
C: MAIL FROM:<ann@example.org>
S: 421 4.3.2 Closing
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "envelope/mail-421-session": `# title: MAIL is answered 421 for a time that is up, so a new connection is begun
# shows: 421/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"closing","reply":{"code":421},"extraRoundTrips":4}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 421 4.4.2 Session timed out
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "envelope/mail-502": `# title: MAIL is answered 502, which refuses the sender
# shows: ESMTP/EHLO/taken
# note: Every server must know MAIL (RFC 5321 4.5.1), so it is refused and not repeated.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":502},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/null-reverse-path": `# title: A message without a return address has the null reverse-path
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":null,"to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<>
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
  "envelope/odd-addresses": `# title: Quoted local parts, address literals and the bare Postmaster are written as RFC 5321 asks
# shows: ESMTP/EHLO/taken
# note: The case of local parts is kept, and a recipient that is given twice is named once.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["\\"bob smith\\"@example.net","Eve@[192.0.2.1]","joe@[IPv6:2001:db8::1]","Postmaster","Eve@[192.0.2.1]"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{},{},{},{}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<"bob smith"@example.net>
S: 250 OK
C: RCPT TO:<Eve@[192.0.2.1]>
S: 250 OK
C: RCPT TO:<joe@[IPv6:2001:db8::1]>
S: 250 OK
C: RCPT TO:<Postmaster>
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
  "envelope/partial-refuse": `# title: All or none: one recipient is refused, so nobody is sent the message
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","partial":"refuse"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"outcome":"not-sent"},{"outcome":"rejected"},{"outcome":"not-sent"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: RCPT TO:<joe@example.net>
S: 250 OK
S: 250 OK
S: 550 5.1.1 No such user
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/partial-refuse-serial": `# title: All or none, one command at a time
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","partial":"refuse"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"outcome":"not-sent"},{"outcome":"rejected"},{"outcome":"not-sent"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 550 5.1.1 No such user
C: RCPT TO:<joe@example.net>
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/rcpt-500": `# title: One RCPT of two is answered 500, which refuses the recipient
# shows: PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","outcome":"rejected","temporary":false,"reply":{"code":500}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 500 Command unrecognized
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
  "envelope/rcpt-503-for-good": `# title: RCPT is answered 503 again after RSET, and so refused
# shows: RSET/RSET/taken TRANSACTION/sent-once/503/RCPT TRANSACTION/repeated/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":503},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 503 Need MAIL first
C: RSET
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 503 Need MAIL first
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/rcpt-503-second": `# title: The second RCPT is answered 503 where the first was accepted
# shows: PIPELINING/one-command-per-flight/taken
# note: The server knows the sender, so it has not lost its place.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","outcome":"rejected","temporary":false,"reply":{"code":503}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 503 Bad sequence of commands
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
  "envelope/recipient-251": `# title: 251 accepts a recipient that is not local
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 251 User not local; will forward
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
  "envelope/recipient-551": `# title: 551 refuses a recipient and names another address, which is not followed
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":551},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 551 User not local; please try <bob@example.com>
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/recipients-forgotten": `# title: DATA is answered 554, for the server has forgotten its recipients
# shows: CHUNKING/DATA/554/DATA
# note: A recipient was accepted, so that 554 is a refusal of the message.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"envelope","retry":"never","reply":{"code":554},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 554 5.7.1 Not today
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/recipients-mixed": `# title: Of three recipients one is accepted, one refused for good, one for now
# shows: PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","temporary":false,"reply":{"code":550}},{"address":"joe@example.net","temporary":true,"reply":{"code":450}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 550 5.1.1 No such user
C: RCPT TO:<joe@example.net>
S: 450 4.2.1 Mailbox busy
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
  "envelope/recipients-mixed-bdat-at-once": `# title: Three fates of three recipients, with the message in the same flight
# shows: CHUNKING/BDAT-at-once/taken
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","temporary":false,"reply":{"code":550}},{"address":"joe@example.net","temporary":true,"reply":{"code":450}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: RCPT TO:<joe@example.net>
C: BDAT 23 LAST
C: Subject: Hello
C:
C: Hi.
S: 250 OK
S: 250 OK
S: 550 5.1.1 No such user
S: 450 4.2.1 Mailbox busy
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/recipients-mixed-in-a-group": `# title: Three fates of three recipients, in one flight
# shows: PIPELINING/envelope-in-one-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","temporary":false,"reply":{"code":550}},{"address":"joe@example.net","temporary":true,"reply":{"code":450}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: RCPT TO:<joe@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 550 5.1.1 No such user
S: 450 4.2.1 Mailbox busy
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
  "envelope/repetition-not-wanted": `# title: RCPT is answered 503, and a repetition is not wanted
# shows: TRANSACTION/sent-once/503/RCPT
# options: {"tls":"none","features":{"TRANSACTION":"require","CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":503},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 503 Need MAIL first
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/sender-451": `# title: The sender is refused for now
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"later","reply":{"code":451},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 451 4.7.1 Try again later
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/sender-501": `# title: A plain 501 is refused again without parameters, and so the sender is refused
# shows: SIZE/declared/taken TRANSACTION/repeated/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"oma@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":501},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<oma@example.org> SIZE=23
S: 501 Error: Bad sender address syntax
C: MAIL FROM:<oma@example.org>
S: 501 Error: Bad sender address syntax
C: MAIL FROM:<ann@example.org> SIZE=23
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
  "envelope/sender-501-address": `# title: A 501 about the address is refused again without parameters, and so the sender is refused
# shows: SIZE/declared/taken TRANSACTION/repeated/taken
# note: Nothing was learned of SIZE, so the next message declares it.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"oma@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":501},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<oma@example.org> SIZE=23
S: 501 5.1.7 Bad sender address syntax
C: MAIL FROM:<oma@example.org>
S: 501 5.1.7 Bad sender address syntax
C: MAIL FROM:<ann@example.org> SIZE=23
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
  "envelope/sender-501-required": `# title: A 501 about the address, where every parameter is required
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"dsn":{"ret":"headers"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":501},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 DSN
C: MAIL FROM:<ann@example.org> RET=HDRS
S: 501 5.1.7 Bad sender address syntax
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/sender-550": `# title: The sender is refused, and so is the message
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 550 5.1.8 Sender unknown
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/sender-550-cascade-554": `# title: The sender is refused in a flight, and the rest answered 554 5.5.1
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 550 5.7.1 Sender refused
S: 554 5.5.1 No sender
S: 554 5.5.1 No valid recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/sender-550-in-a-group": `# title: The sender is refused in a flight, and what follows from that says nothing
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 550 5.7.1 Sender refused
S: 503 5.5.1 Need MAIL first
S: 503 5.5.1 Need RCPT first
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/sender-553": `# title: The sender is refused with 553, whatever the parameters
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":553},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 553 5.1.0 Sender address syntax error
C: QUIT
S: 221 Bye
--- close ---
`,
  "envelope/too-many-errors": `# title: The server has counted too many errors, so a new connection is begun
# shows: PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"too-many-errors","reply":{"code":451},"extraRoundTrips":4}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 451 Too many errors on this connection
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "envelope/too-many-recipients-452": `# title: The third recipient is one too many, and gets the message in a transaction of its own
# shows: LIMITS/as-announced/452/RCPT LIMITS/as-learned/taken
# note: 452 after accepted recipients: the rest are sent to in another transaction (RFC 5321 4.5.3.1.10).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{},{},{"address":"joe@example.net"}],"rejected":[],"fallbacks":[{"feature":"SIZE"},{"feature":"LIMITS","method":"as learned","reason":"too-many-recipients","reply":{"code":452},"extraRoundTrips":0}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: RCPT TO:<joe@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 452 4.5.3 Too many recipients
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<joe@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "envelope/too-many-recipients-552": `# title: The third recipient is one too many, and an old code says so
# shows: LIMITS/as-announced/552/RCPT LIMITS/as-learned/taken
# note: Old servers say 552 for it, which is to be read as 452 (RFC 5321 4.5.3.1.10).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{},{},{"address":"joe@example.net"}],"rejected":[],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"LIMITS","method":"as learned","reason":"too-many-recipients","reply":{"code":552},"extraRoundTrips":0}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 250 OK
C: RCPT TO:<joe@example.net>
S: 552 5.5.3 Too many
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<joe@example.net>
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
  "envelope/too-many-recipients-told": `# title: The third recipient is one too many, and only the text says so
# shows: LIMITS/as-announced/550/RCPT LIMITS/as-learned/taken
# note: The words alone tell; another transaction may take the rest.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{},{},{"address":"joe@example.net"}],"rejected":[],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"LIMITS","method":"as learned","reason":"too-many-recipients","reply":{"code":550},"extraRoundTrips":0}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 250 OK
C: RCPT TO:<joe@example.net>
S: 550 Too many recipients
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<joe@example.net>
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
  "failover/required": `# title: Another server is required, and one was named
# shows: FAILOVER/next-server/taken
# note: This server takes the message. What sends a message to the next one stands in docs/mailer.md.
# options: {"tls":"none","hasOtherServers":true,"features":{"FAILOVER":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "failover/required-and-alone": `# title: Another server is required, and none was named
# shows: FAILOVER/next-server/no-other-server
# options: {"tls":"none","features":{"FAILOVER":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ready","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/never-dropped": `# title: A hold is only preferred, and still not dropped once it was refused
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/555/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid","FUTURERELEASE":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":60}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":555},"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"FUTURERELEASE","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 FUTURERELEASE 86400 2030-01-01T00:00:00Z
C: MAIL FROM:<ann@example.org> HOLDFOR=60
C: RCPT TO:<bob@example.net>
C: DATA
S: 555 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/not-offered": `# title: A hold is asked for and not offered
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":3600}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent"}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"FUTURERELEASE","outcome":"unmet","reason":"not-offered"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/preferred-not-offered": `# title: A hold is only preferred, and not offered
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/not-offered FUTURERELEASE/sent-at-once/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","FUTURERELEASE":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":3600}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"FUTURERELEASE","method":"sent at once","reason":"not-offered"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/preferred-too-long": `# title: The hold is longer than the server can do, and only preferred
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/out-of-limits FUTURERELEASE/sent-at-once/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","FUTURERELEASE":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":61}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":60}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"FUTURERELEASE","method":"sent at once","reason":"out-of-limits"}]}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 FUTURERELEASE 60 2030-01-01T00:00:00Z
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org> HOLDFOR=60
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/refused-501": `# title: A hold is offered, and refused with 501
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/501/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":3600}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":501},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"FUTURERELEASE","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 FUTURERELEASE 86400 2030-01-01T00:00:00Z
C: MAIL FROM:<ann@example.org> HOLDFOR=3600
C: RCPT TO:<bob@example.net>
C: DATA
S: 501 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/refused-504": `# title: A hold is offered, and refused with 504
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/504/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":3600}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":504},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"FUTURERELEASE","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 FUTURERELEASE 86400 2030-01-01T00:00:00Z
C: MAIL FROM:<ann@example.org> HOLDFOR=3600
C: RCPT TO:<bob@example.net>
C: DATA
S: 504 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/refused-555": `# title: A hold is offered, and refused with 555
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/555/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":3600}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":555},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"FUTURERELEASE","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 FUTURERELEASE 86400 2030-01-01T00:00:00Z
C: MAIL FROM:<ann@example.org> HOLDFOR=3600
C: RCPT TO:<bob@example.net>
C: DATA
S: 555 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/too-long": `# title: The hold is longer than the server says that it can do
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/out-of-limits
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":86401}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"FUTURERELEASE","outcome":"unmet","reason":"out-of-limits"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 FUTURERELEASE 86400 2030-01-01T00:00:00Z
C: QUIT
S: 221 Bye
--- close ---
`,
  "futurerelease/used": `# title: A hold is asked for and offered
# shows: FUTURERELEASE/HOLDFOR-HOLDUNTIL/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","holdFor":3600}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 FUTURERELEASE 86400 2030-01-01T00:00:00Z
C: MAIL FROM:<ann@example.org> HOLDFOR=3600
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/codes-by-class": `# title: Replies with unknown codes count by their first digit
# shows: ESMTP/EHLO/taken
# note: RFC 5321 4.2.1: a client that does not know a code goes by its first digit.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":299},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 229 mail.example.net
C: EHLO client.example.org
S: 266 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 277 OK
C: RCPT TO:<bob@example.net>
S: 288 OK
C: DATA
S: 399 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 299 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo": `# title: EHLO greets, and tells what the server offers
# shows: ESMTP/EHLO/taken PIPELINING/envelope-in-one-flight/taken SIZE/declared/taken QUIT/QUIT/taken
# note: What EHLO lists is used: the size is declared, and the envelope goes in one flight (RFC 5321 4.1.1.1).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING","method":"DATA","reason":"not-offered","extraRoundTrips":0}],"roundTrips":5,"octets":23}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "hello/ehlo-451": `# title: EHLO is refused for now, so all of it is for later
# shows: ESMTP/EHLO/451/EHLO
# note: A temporary refusal is no word against EHLO: HELO is not tried (RFC 5321 4.2.1).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ehlo","retry":"later","reply":{"code":451}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 451 Local error, try again later
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-500": `# title: EHLO is answered 500, so HELO is said
# shows: ESMTP/EHLO/500/EHLO ESMTP/HELO/taken
# note: 500 says that the command was not recognised (RFC 5321 3.2).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"unsupported","reply":{"code":500},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 old.example.net
C: EHLO client.example.org
S: 500 Syntax error, command unrecognized
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
  "hello/ehlo-500-synchronization": `# title: A 500 to EHLO that complains of early pipelining is no word against EHLO
# shows: ESMTP/EHLO/500/EHLO
# note: The code alone would mean HELO; the words say that the server was out of sync with what it was sent.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","reply":{"code":500}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 500 Protocol error: you talk too soon
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-501-every-name": `# title: Every name after EHLO is refused
# shows: ESMTP/EHLO/501/EHLO
# note: Each name is tried once; then the user is asked for a better one.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","retry":"never","reply":{"code":501}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 501 Syntactically invalid name
C: EHLO [127.0.0.1]
S: 501 Syntactically invalid name
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-501-name": `# title: The name after EHLO is refused, and an address literal is taken
# shows: ESMTP/EHLO/501/EHLO ESMTP/EHLO/taken
# note: 501 says that the argument is wrong: the next name is tried, never HELO (RFC 5321 4.1.4).
# note: An address literal always names the client rightly (RFC 5321 4.1.3).
# options: {"tls":"none","link":{"localAddress":"192.0.2.7"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 501 Syntactically invalid name
C: EHLO [192.0.2.7]
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "hello/ehlo-502": `# title: EHLO is answered 502, so HELO is said
# shows: ESMTP/EHLO/502/EHLO ESMTP/HELO/taken
# note: 502 is an answer for good, and the connection stays as it was (RFC 5321 3.2).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"unsupported","reply":{"code":502},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

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
  "hello/ehlo-502-half-secured": `# title: EHLO is refused for the sake of a TLS handshake that never was
# shows: ESMTP/EHLO/502/EHLO
# note: The words speak of TLS, not of EHLO: HELO would be answered the same.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","reply":{"code":502}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 502 TLS handshake required
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-502-under-tls": `# title: EHLO is refused under TLS, and HELO is not said
# shows: ESMTP/EHLO/502/EHLO-under-TLS
# note: The server knew EHLO in clear. Without EHLO nothing that it offers under TLS could be known (RFC 3207 4.2).
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","retry":"never","reply":{"code":502}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-504": `# title: EHLO is answered 504, so HELO is said
# shows: ESMTP/EHLO/504/EHLO ESMTP/HELO/taken
# note: A server that stumbles over the argument may still take it with HELO (RFC 5321 4.3.2).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"unsupported","reply":{"code":504},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 old.example.net
C: EHLO client.example.org
S: 504 Parameter not implemented
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
  "hello/ehlo-504-name": `# title: A 504 to EHLO that speaks of the name is answered with an address literal
# shows: ESMTP/EHLO/504/EHLO
# note: The enhanced status code 5.5.2 says that the argument is at fault, not the command: so no HELO.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 504 5.5.2 client.example.org: a fully-qualified name is needed
C: EHLO [127.0.0.1]
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "hello/ehlo-550": `# title: EHLO is answered 550, so HELO is said
# shows: ESMTP/EHLO/550/EHLO ESMTP/HELO/taken
# note: 550 without a word of policy only says that EHLO is not had here (RFC 5321 4.1.4).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"unsupported","reply":{"code":550},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 old.example.net
C: EHLO client.example.org
S: 550 No such command here
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
  "hello/ehlo-550-name-told": `# title: A 550 to EHLO whose words speak of the name is answered with an address literal
# shows: ESMTP/EHLO/550/EHLO
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 550 Invalid EHLO name, give a host name that exists
C: EHLO [127.0.0.1]
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "hello/ehlo-550-policy": `# title: EHLO is refused by policy, and HELO would be refused as well
# shows: ESMTP/EHLO/550/EHLO
# note: An enhanced status code X.7.x or a word of policy speaks of the client, not of the command: there is nothing to fall back to.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","retry":"never","reply":{"code":550}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 550 5.7.1 Access denied by policy
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-550-policy-told": `# title: EHLO is refused in words that speak of policy
# shows: ESMTP/EHLO/550/EHLO
# note: No enhanced status code, so that only the words tell that HELO would fare no better.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","retry":"never","reply":{"code":550}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 550 Your address is listed, access denied
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-553-name": `# title: A 553 to EHLO that speaks of the argument is answered with an address literal
# shows: ESMTP/EHLO/553/EHLO
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 553 5.5.4 client.example.org is no name of a host
C: EHLO [127.0.0.1]
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "hello/ehlo-554": `# title: EHLO is answered 554, which is never a reason for HELO
# shows: ESMTP/EHLO/554/EHLO
# note: 554 says that there is no mail service here (RFC 5321 3.1).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","retry":"never","reply":{"code":554}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 554 No mail service here
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-avoided": `# title: EHLO is avoided by wish, so HELO is said at once
# shows: ESMTP/EHLO/avoided ESMTP/HELO/taken
# options: {"tls":"none","features":{"ESMTP":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: HELO client.example.org
S: 250 mail.example.net
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
  "hello/ehlo-disconnect": `# title: The server hangs up on EHLO, so a new connection begins with HELO
# shows: ESMTP/EHLO/disconnected/EHLO disconnect/EHLO
# note: Once: a server that hangs up on HELO too will not serve.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"disconnected","extraRoundTrips":3},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 old.example.net
C: EHLO client.example.org
--- close ---
--- connect ---
S: 220 old.example.net
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
  "hello/ehlo-garbage": `# title: EHLO is answered with what is no reply
# shows: ESMTP/EHLO/garbage/EHLO garbage/EHLO
# note: Nobody can tell any more which reply answers what: the connection is closed without another word.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ehlo","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: What?
--- client closes ---
`,
  "hello/ehlo-mixed-codes": `# title: Different codes in one reply to EHLO are no reply
# shows: ESMTP/EHLO/garbage/EHLO
# note: Only a greeting may end with another code than it began with (RFC 5321 4.2.1).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"ehlo","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 550 Not you
--- client closes ---
`,
  "hello/ehlo-required": `# title: EHLO is not to be had, and was required
# shows: ESMTP/EHLO/502/EHLO
# options: {"tls":"none","features":{"ESMTP":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ehlo","retry":"never","reply":{"code":502},"decisions":[{"feature":"ESMTP","outcome":"unmet","reason":"unsupported","reply":{"code":502}}]}}

S: 220 old.example.net
C: EHLO client.example.org
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-required-by-another-wish": `# title: EHLO is not to be had, and what is required needs it
# shows: ESMTP/EHLO/500/EHLO
# note: PIPELINING is offered by EHLO alone: HELO would be of no use.
# options: {"tls":"none","features":{"PIPELINING":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ehlo","retry":"never","reply":{"code":500}}}

S: 220 old.example.net
C: EHLO client.example.org
S: 500 Command unrecognized
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/ehlo-synchronization": `# title: The server takes EHLO for early pipelining and says so
# shows: ESMTP/EHLO/554/EHLO
# note: Nothing was sent too early, so there is nothing to do otherwise; HELO would be no better.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","reply":{"code":554}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 554 SMTP synchronization error
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/greeting-450": `# title: The greeting refuses the client for now
# shows: QUIT/QUIT/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"greeting","retry":"later","reply":{"code":450}}}

S: 450 mail.example.net is busy
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/greeting-502-tls": `# title: The greeting is a complaint about TLS
# shows: QUIT/QUIT/taken
# note: The server expects to be spoken to in another way; host, port and TLS mode do not fit together.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"greeting","reply":{"code":502}}}

S: 502 TLS is needed here
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/greeting-554": `# title: The greeting refuses the client, and QUIT is all that may follow
# shows: QUIT/QUIT/taken
# note: After a greeting of 554 the server waits for QUIT (RFC 5321 3.1).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"greeting","retry":"never","reply":{"code":554}}}

S: 554 mail.example.net takes no mail
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/greeting-garbage": `# title: What answers is no SMTP server
# shows: garbage/greeting
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"greeting","retry":"later"}}

S: SSH-2.0-Sample_1.0
--- client closes ---
`,
  "hello/greeting-several-lines": `# title: A greeting of several lines is one greeting
# shows: ESMTP/EHLO/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220-mail.example.net
S: 220-No unsolicited mail, please.
S: 220 Ready
C: EHLO client.example.org
S: 250 mail.example.net
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
  "hello/greeting-teaser-421": `# title: A greeting that begins with 220- and ends with 421 refuses service for now
# shows: 421/greeting
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"greeting","retry":"later","reply":{"code":421,"enhanced":"4.3.2"}}}

S: 220-mx.example.net ESMTP
S: 421 4.3.2 All server ports are busy
--- close ---
`,
  "hello/greeting-teaser-521": `# title: A greeting that begins with 220- and ends with 521 refuses service
# shows: QUIT/QUIT/disconnected/QUIT disconnect/QUIT
# note: Postscreen sends the first line to catch clients that talk early; the last line is its reply.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"greeting","retry":"never","reply":{"code":521,"enhanced":"5.7.1","lines":["mx.example.net ESMTP","5.7.1 Service unavailable; client blocked using dnsbl.example"]}}}

S: 220-mx.example.net ESMTP
S: 521 5.7.1 Service unavailable; client blocked using dnsbl.example
C: QUIT
--- close ---
`,
  "hello/helo-451": `# title: HELO is refused for now after a refused EHLO
# shows: ESMTP/EHLO/500/EHLO ESMTP/HELO/451/HELO
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ehlo","retry":"later","reply":{"code":451}}}

S: 220 old.example.net
C: EHLO client.example.org
S: 500 Command unrecognized
C: HELO client.example.org
S: 451 Try again later
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/helo-501-name": `# title: HELO too wants another name
# shows: ESMTP/EHLO/502/EHLO ESMTP/HELO/501/HELO
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"unsupported","reply":{"code":502}},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 old.example.net
C: EHLO client.example.org
S: 502 Command not implemented
C: HELO client.example.org
S: 501 Bad domain
C: HELO [127.0.0.1]
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
  "hello/helo-503-rset": `# title: HELO is refused after a refused EHLO, and taken after RSET
# shows: ESMTP/EHLO/502/EHLO ESMTP/HELO/503/HELO
# note: Some servers are confused by the EHLO that they refused just before: RSET brings them round.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"unsupported","reply":{"code":502}},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 old.example.net
C: EHLO client.example.org
S: 502 Command not implemented
C: HELO client.example.org
S: 503 Bad sequence of commands
C: RSET
S: 250 Reset
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
  "hello/helo-554": `# title: HELO is refused for good after a refused EHLO
# shows: ESMTP/EHLO/500/EHLO ESMTP/HELO/554/HELO
# note: 554 is no confusion: RSET would not help.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","retry":"never","reply":{"code":554}}}

S: 220 old.example.net
C: EHLO client.example.org
S: 500 Command unrecognized
C: HELO client.example.org
S: 554 No mail service here
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/helo-disconnect": `# title: The server hangs up on EHLO and on HELO
# shows: ESMTP/EHLO/disconnected/EHLO ESMTP/HELO/disconnected/HELO disconnect/HELO
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"ehlo","retry":"now"}}

S: 220 old.example.net
C: EHLO client.example.org
--- close ---
--- connect ---
S: 220 old.example.net
C: HELO client.example.org
--- close ---
`,
  "hello/helo-only": `# title: A server from before EHLO takes mail with HELO, 7 bits and one command at a time
# shows: ESMTP/EHLO/500/EHLO ESMTP/HELO/taken PIPELINING/one-command-per-flight/taken CHUNKING/DATA/taken SIZE/not-declared/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"}],"fallbacks":[{"feature":"ESMTP","method":"HELO","reason":"unsupported","reply":{"code":500},"extraRoundTrips":1},{"feature":"PIPELINING","method":"one command per flight","reason":"not-offered"},{"feature":"CHUNKING","method":"DATA","reason":"not-offered"},{"feature":"SIZE","method":"not declared","reason":"not-offered"}]}

S: 220 old.example.net
C: EHLO client.example.org
S: 500 Command unrecognized
C: HELO client.example.org
S: 250 old.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 251 User not local; will forward
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
  "hello/helo-refused-for-good": `# title: EHLO and HELO are both refused, also after RSET
# shows: ESMTP/EHLO/502/EHLO ESMTP/HELO/502/HELO
# note: RSET too may be refused here: it changes nothing (RFC 5321 4.1.4).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"GREETING_REFUSED","phase":"ehlo","retry":"never","reply":{"code":502}}}

S: 220 old.example.net
C: EHLO client.example.org
S: 502 Command not implemented
C: HELO client.example.org
S: 502 Command not implemented
C: RSET
S: 502 Command not implemented
C: HELO client.example.org
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "hello/name-refused-late": `# title: The name of EHLO is refused only when the recipient is known
# shows: ESMTP/EHLO/taken
# note: Many servers judge the name late. A new connection begins with the other name.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"name-refused","reply":{"code":550},"extraRoundTrips":5}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 EHLO name rejected: host name not found
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO [127.0.0.1]
S: 250 mail.example.net
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
  "limits/all-or-none": `# title: All or none cannot be promised over several transactions
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.org"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","partial":"refuse"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent"},{"outcome":"not-sent"},{"outcome":"not-sent"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=2
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/announced-and-less": `# title: The server takes fewer recipients than it says
# shows: LIMITS/as-announced/452/RCPT LIMITS/as-learned/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.org"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{},{},{}],"rejected":[],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"LIMITS","method":"as learned","reason":"too-many-recipients","reply":{"code":452}}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 LIMITS RCPTMAX=3
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<bob@example.net>
S: 250 Recipient ok
C: RCPT TO:<eve@example.net>
S: 452 Too many recipients
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<eve@example.net>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
S: 250 Sender ok
C: RCPT TO:<joe@example.org>
S: 250 Recipient ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/avoided": `# title: Who avoids LIMITS gets one transaction, and recipients who are refused for now
# shows: LIMITS/as-announced/avoided
# options: {"tls":"none","features":{"CHUNKING":"avoid","LIMITS":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.org"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{},{}],"rejected":[{"address":"joe@example.org","outcome":"rejected","temporary":true}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=2
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: RCPT TO:<joe@example.org>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 452 Too many recipients
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/domains": `# title: Recipients of one domain at a time, as the server says
# shows: LIMITS/as-announced/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","joe@example.org","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"joe@example.org"},{"address":"eve@example.net"}],"rejected":[]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTDOMAINMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<joe@example.org>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/first-refused": `# title: All recipients of the first transaction are refused, and the second has others
# shows: LIMITS/as-announced/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"eve@example.net"}],"rejected":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 550 No such user
S: 554 No valid recipients
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Reset
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/no-room": `# title: There was no room for one recipient, and there is for the next
# shows: LIMITS/as-announced/452/RCPT LIMITS/as-learned/taken
# note: 452 without 4.5.3: another transaction may take the recipient, but nothing is learned of a number.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.org"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"},{"address":"joe@example.org"}],"rejected":[]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: RCPT TO:<joe@example.org>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 452 4.3.1 Insufficient storage
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/recipients": `# title: As many recipients at a time as the server says that it takes
# shows: LIMITS/as-announced/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.org"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{},{},{}],"rejected":[],"fallbacks":[{"feature":"SIZE"}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"},{"feature":"LIMITS","outcome":"used","method":"as announced"}]}
# expect: {"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=2
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<joe@example.org>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/second-lost": `# title: The connection is lost before the second transaction, and another takes it
# shows: LIMITS/as-announced/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"},{"address":"eve@example.net"}],"rejected":[]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
--- close ---
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
--- connect ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/second-refused": `# title: The content is refused in the second transaction, and the first stays sent
# shows: LIMITS/as-announced/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.org"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","outcome":"rejected","temporary":true,"reply":{"code":452}},{"address":"joe@example.org","outcome":"not-sent","temporary":true}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 452 4.3.1 Insufficient storage
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/second-sender-refused": `# title: The sender is refused in the second transaction, and the first stays sent
# shows: LIMITS/as-announced/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"rejected":[{"address":"eve@example.net","outcome":"rejected","temporary":true,"reply":{"code":450}}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 450 4.7.1 Slow down
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "limits/second-unknown": `# title: The answer to the second transaction never comes, and the first stays sent
# shows: LIMITS/as-announced/taken disconnect/final-reply
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","joe@example.org"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","recipients":[{"address":"bob@example.net","outcome":"accepted","reply":{"code":250}},{"address":"eve@example.net","outcome":"unknown"},{"address":"joe@example.org","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS RCPTMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
--- close ---
`,
  "limits/transactions": `# title: One transaction on a connection, as the server says
# shows: LIMITS/as-announced/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{}]}
# expect: {"accepted":[{}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS MAILMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
--- connect ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 LIMITS MAILMAX=1
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/across": `# title: In LMTP messages may overlap too
# shows: PIPELINING/across-messages/taken
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"},"maxUnacknowledged":2}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["pat@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"recipients":[{"address":"bob@example.net","outcome":"accepted","reply":{"code":250}},{"address":"eve@example.net","outcome":"rejected","temporary":true,"reply":{"code":450}}]}
# expect: {"recipients":[{"address":"pat@example.net","outcome":"accepted","reply":{"code":250}}]}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<pat@example.net>
C: DATA
S: 250 <bob@example.net> delivered
S: 450 4.2.1 <eve@example.net> is busy
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 <pat@example.net> delivered
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/bdat": `# title: In LMTP the last chunk is answered for each recipient
# shows: CHUNKING/BDAT-after-a-probe/taken
# options: {"protocol":"lmtp","tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"recipients":[{"address":"bob@example.net","outcome":"accepted","reply":{"code":250}},{"address":"eve@example.net","outcome":"rejected","temporary":false,"reply":{"code":550}}]}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: BDAT 0
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 20 LAST
C: Subject: Hi
C:
C: Hi.
S: 250 <bob@example.net> delivered
S: 550 5.2.1 <eve@example.net> is disabled
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/bdat-for-nobody": `# title: In LMTP the proof is refused where nobody is there to receive, and the connection stays
# shows: CHUNKING/BDAT-after-a-probe/503/BDAT-probe
# note: RFC 2033 4.2 asks for the 503. The proof has no octets, so that none can have been run as commands.
# options: {"protocol":"lmtp","tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","reply":{"code":550}}}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 0
S: 250 OK
S: 550 5.1.1 No such user
S: 503 5.5.0 No valid recipients
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: BDAT 0
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 21 LAST
C: Subject: Two
C:
C: Hi.
S: 250 <eve@example.net> delivered
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/each-accepted": `# title: In LMTP every accepted recipient has an answer of its own
# shows: ESMTP/EHLO/taken
# note: RFC 2033 4.2: after the content one reply for each RCPT that was accepted, in their order.
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"recipients":[{"address":"bob@example.net","outcome":"accepted","reply":{"code":250}},{"address":"eve@example.net","outcome":"accepted","reply":{"code":250}}],"rejected":[],"roundTrips":5}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 <bob@example.net> delivered
S: 250 <eve@example.net> delivered
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/each-refused": `# title: In LMTP a message that every recipient refuses is an error, which tells each one's reason
# shows: ESMTP/EHLO/taken
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false,"reply":{"code":552}},{"address":"eve@example.net","outcome":"rejected","temporary":true,"reply":{"code":450}}]}}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 552 5.2.2 <bob@example.net> is full
S: 450 4.2.1 <eve@example.net> is busy
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/each-refused-8-bit": `# title: In LMTP a message that nobody takes as it is goes again, re-encoded, to whom it was refused for that
# shows: 8BITMIME/BODY=8BITMIME/554/final-reply 8BITMIME/re-encoded/taken
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false,"reply":{"code":550}},{"address":"eve@example.net","outcome":"accepted"}]}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Grüße.
C: .
S: 550 5.2.1 <bob@example.net> is disabled
S: 554 5.6.1 <eve@example.net> takes no 8-bit content
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 <eve@example.net> delivered
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/let-in-for-nobody": `# title: In LMTP content for nobody would never be answered, so the connection is closed
# shows: ESMTP/EHLO/taken
# note: RFC 2033 4.2 forbids the 354.
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED"}}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 550 5.1.1 No such user
S: 354 Go ahead
--- client closes ---
`,
  "lmtp/lost-between-answers": `# title: When the connection breaks between the answers, only those that did not come are unknown
# shows: ESMTP/EHLO/taken
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"OUTCOME_UNKNOWN","recipients":[{"address":"bob@example.net","outcome":"accepted","reply":{"code":250}},{"address":"eve@example.net","outcome":"unknown"}]}}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 <bob@example.net> delivered
--- close ---
`,
  "lmtp/no-lhlo": `# title: A server that does not know LHLO speaks no LMTP, and nothing else is tried
# shows: ESMTP/EHLO/500/EHLO
# options: {"protocol":"lmtp","tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ehlo","reply":{"code":500}}}

S: 220 mail.example.net ESMTP
C: LHLO client.example.org
S: 500 5.5.1 Command not recognized
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/one-refused": `# title: In LMTP the content may be refused for one recipient alone
# shows: ESMTP/EHLO/taken
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true,"reply":{"code":452}},{"address":"eve@example.net","outcome":"accepted","reply":{"code":250}}]}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 452 4.2.2 <bob@example.net> is over quota
S: 250 <eve@example.net> delivered
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/one-refused-8-bit": `# title: In LMTP a message that one recipient cannot take as it is goes to that one again, re-encoded
# shows: 8BITMIME/BODY=8BITMIME/554/final-reply 8BITMIME/re-encoded/taken
# note: The others have it; it is not sent to them twice.
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net","pat@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nGrüße.\\r\\n"}
# expect: {"reply":{"code":250},"recipients":[{"address":"bob@example.net","outcome":"accepted"},{"address":"eve@example.net","outcome":"accepted"},{"address":"pat@example.net","outcome":"rejected","temporary":true,"reply":{"code":452}}],"fallbacks":[{"feature":"SIZE"},{"feature":"8BITMIME","method":"re-encoded","reason":"content-unacceptable","reply":{"code":554}}]}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250-8BITMIME
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org> BODY=8BITMIME
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: RCPT TO:<pat@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Grüße.
C: .
S: 250 <bob@example.net> delivered
S: 554 5.6.1 <eve@example.net> takes no 8-bit content
S: 452 4.2.2 <pat@example.net> is over quota
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C: MIME-Version: 1.0
C: Content-Transfer-Encoding: quoted-printable
C:
C: Gr=C3=BC=C3=9Fe.
C: .
S: 250 <eve@example.net> delivered
C: QUIT
S: 221 Bye
--- close ---
`,
  "lmtp/recipient-refused": `# title: In LMTP a refused RCPT has no answer after the content
# shows: ESMTP/EHLO/taken
# options: {"protocol":"lmtp","tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hi\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false,"reply":{"code":550}},{"address":"eve@example.net","outcome":"accepted","reply":{"code":250}}]}

S: 220 mail.example.net LMTP
C: LHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 250 OK
S: 354 Go ahead
C: Subject: Hi
C:
C: Hi.
C: .
S: 250 <eve@example.net> delivered
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/header": `# title: A priority is asked for and not offered, so the header says it
# shows: MT-PRIORITY/MT-PRIORITY/not-offered MT-PRIORITY/MT-Priority-header/taken
# note: RFC 6758: the field goes before the message, and counts for SIZE; \`octets\` counts what was handed in.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":-3}
# expect: {"accepted":[{}],"octets":23,"fallbacks":[]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=40
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: MT-Priority: -3
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/header-by-bdat": `# title: The priority goes before a message that is sent with BDAT
# shows: MT-PRIORITY/MT-Priority-header/taken CHUNKING/BDAT-at-once/taken
# options: {"tls":"none","proven":["CHUNKING"]}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":4}
# expect: {"accepted":[{}],"octets":23}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 CHUNKING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: BDAT 39 LAST
C: MT-Priority: 4
C: Subject: Hello
C:
C: Hi.
S: 250 Sender ok
S: 250 Recipient ok
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/header-of-another": `# title: The message has a field that says another priority than is asked for
# shows: MT-PRIORITY/MT-PRIORITY/not-offered
# note: Which of the two is meant is for the caller to say.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"MT-Priority: 2\\r\\nSubject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":4}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope"}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/header-there": `# title: The message has the field that says its priority
# shows: MT-PRIORITY/MT-Priority-header/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"MT-Priority: 4\\r\\nSubject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":4}
# expect: {"accepted":[{}],"octets":39}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: MT-Priority: 4
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/preferred-header-of-another": `# title: The message says another priority than is preferred, and goes as it is
# shows: MT-PRIORITY/no-priority/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","MT-PRIORITY":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"MT-Priority: 2\\r\\nSubject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":4}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"MT-PRIORITY","method":"no priority","reason":"not-offered"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: MT-Priority: 2
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/refused-501": `# title: A priority is offered and refused with 501, so the header says it
# shows: MT-PRIORITY/MT-PRIORITY/501/MAIL MT-PRIORITY/MT-Priority-header/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":3}
# expect: {"accepted":[{}],"octets":23,"fallbacks":[{"feature":"SIZE"},{"feature":"MT-PRIORITY","method":"MT-Priority header","reason":"parameter-unsupported","reply":{"code":501},"extraRoundTrips":1}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 MT-PRIORITY MIXER
C: MAIL FROM:<ann@example.org> MT-PRIORITY=3
C: RCPT TO:<bob@example.net>
C: DATA
S: 501 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: MT-Priority: 3
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/refused-504": `# title: A priority is offered and refused with 504, so the header says it
# shows: MT-PRIORITY/MT-PRIORITY/504/MAIL MT-PRIORITY/MT-Priority-header/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":3}
# expect: {"accepted":[{}],"octets":23,"fallbacks":[{"feature":"SIZE"},{"feature":"MT-PRIORITY","method":"MT-Priority header","reason":"parameter-unsupported","reply":{"code":504},"extraRoundTrips":1}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 MT-PRIORITY MIXER
C: MAIL FROM:<ann@example.org> MT-PRIORITY=3
C: RCPT TO:<bob@example.net>
C: DATA
S: 504 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: MT-Priority: 3
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/refused-555": `# title: A priority is offered and refused with 555, so the header says it
# shows: MT-PRIORITY/MT-PRIORITY/555/MAIL MT-PRIORITY/MT-Priority-header/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":3}
# expect: {"accepted":[{}],"octets":23,"fallbacks":[{"feature":"SIZE"},{"feature":"MT-PRIORITY","method":"MT-Priority header","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 MT-PRIORITY MIXER
C: MAIL FROM:<ann@example.org> MT-PRIORITY=3
C: RCPT TO:<bob@example.net>
C: DATA
S: 555 5.5.4 Not here
S: 503 Need MAIL command
S: 503 Need MAIL command
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: MT-Priority: 3
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "mt-priority/used": `# title: A priority is asked for and offered
# shows: MT-PRIORITY/MT-PRIORITY/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","priority":3}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 MT-PRIORITY MIXER
C: MAIL FROM:<ann@example.org> MT-PRIORITY=3
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "pipelining/avoided": `# title: PIPELINING is offered and avoided by wish
# shows: PIPELINING/envelope-in-one-flight/avoided PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","features":{"PIPELINING":"avoid","CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/data-502": `# title: DATA is answered 502 behind commands that were accepted in the same flight
# shows: PIPELINING/envelope-in-one-flight/taken TRANSACTION/sent-once/502/DATA TRANSACTION/repeated/taken
# note: The flight is not the cause. Coremail answers an empty line that nobody sent with this, and takes the next DATA.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"},{"feature":"TRANSACTION","method":"repeated","reason":"bad-sequence","reply":{"code":502},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 502 Error: command not implemented
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
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
  "pipelining/data-503-for-good": `# title: DATA is answered 503 one by one as well, so the flight was not the cause
# shows: PIPELINING/envelope-in-one-flight/503/DATA TRANSACTION/repeated/taken
# note: The next message is sent in one flight again.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_REFUSED","phase":"envelope","retry":"never","reply":{"code":503},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 503 Bad sequence of commands
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 503 Bad sequence of commands
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
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
  "pipelining/disconnect": `# title: The server hangs up on a flight, so a new connection goes one by one
# shows: PIPELINING/envelope-in-one-flight/disconnected/RCPT disconnect/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"disconnected","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/garbage": `# title: What answers a flight is no reply
# shows: PIPELINING/envelope-in-one-flight/garbage/RCPT garbage/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"garbage","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: bob is welcome
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/hint": `# title: An earlier session learned that this server cannot do what it offers
# shows: PIPELINING/envelope-in-one-flight/hint PIPELINING/one-command-per-flight/taken
# options: {"tls":"none","hints":[{"feature":"PIPELINING","method":"envelope in one flight","reason":"bad-sequence","tls":false}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"hint","extraRoundTrips":0},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/hint-of-the-other-side": `# title: What was learned under TLS says nothing about clear text
# shows: PIPELINING/envelope-in-one-flight/taken
# options: {"tls":"none","hints":[{"feature":"PIPELINING","method":"envelope in one flight","reason":"bad-sequence","tls":true}]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "pipelining/masked": `# title: A firewall has overwritten the keywords, and each command waits for its reply
# shows: PIPELINING/envelope-in-one-flight/masked CHUNKING/BDAT-after-a-probe/masked SIZE/declared/masked
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","reason":"masked"},{"feature":"CHUNKING","reason":"masked"},{"feature":"SIZE","reason":"masked"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-XXXXXXXXXA
S: 250 XXXXXXXB
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
  "pipelining/not-offered": `# title: Without PIPELINING each command waits for its reply
# shows: PIPELINING/envelope-in-one-flight/not-offered PIPELINING/one-command-per-flight/taken
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"not-offered","extraRoundTrips":0},{"feature":"CHUNKING"}],"roundTrips":7}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
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
  "pipelining/once": `# title: One by one the server fails in the same way, and that is the end of it
# shows: PIPELINING/envelope-in-one-flight/disconnected/MAIL disconnect/MAIL
# note: One retry per cause.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CONNECTION_LOST","phase":"envelope","retry":"now","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
--- close ---
`,
  "pipelining/out-of-step-500": `# title: MAIL in a flight is answered 500, so a new connection goes one by one
# shows: PIPELINING/envelope-in-one-flight/500/MAIL PIPELINING/one-command-per-flight/taken
# note: No server can do without MAIL, and nothing of the flight was accepted: the flight may be the cause (RFC 2920 3.2).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"bad-sequence","reply":{"code":500},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 500 Command unrecognized
S: 500 Command unrecognized
S: 500 Command unrecognized
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/out-of-step-502": `# title: MAIL in a flight is answered 502, so a new connection goes one by one
# shows: PIPELINING/envelope-in-one-flight/502/MAIL PIPELINING/one-command-per-flight/taken
# note: No server can do without MAIL, and nothing of the flight was accepted: the flight may be the cause (RFC 2920 3.2).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"bad-sequence","reply":{"code":502},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 502 Command not implemented
S: 503 No sender
S: 503 No recipients
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/out-of-step-503": `# title: DATA in a flight is answered 503, so a new connection goes one by one
# shows: PIPELINING/envelope-in-one-flight/503/DATA PIPELINING/one-command-per-flight/taken
# note: The recipient was accepted, so the server cannot have seen it in time: the flight may be the cause (RFC 2920 3.2).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"bad-sequence","reply":{"code":503},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 503 Bad sequence of commands
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/out-of-step-554": `# title: A protocol error in a flight is answered by going one by one
# shows: PIPELINING/envelope-in-one-flight/554/MAIL
# note: 5.5.0 and 5.5.1 speak of the protocol, not of the sender.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"bad-sequence","reply":{"code":554},"extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 554 5.5.0 Error
S: 554 5.5.1 Error
S: 554 5.5.1 Error
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/out-of-step-told": `# title: A refusal that complains of synchronisation is answered by going one by one
# shows: PIPELINING/envelope-in-one-flight/550/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"bad-sequence","reply":{"code":550}},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 Improper use of SMTP command pipelining
S: 503 No recipients
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/partial-refuse": `# title: All or none: DATA waits until every recipient has answered
# shows: PIPELINING/envelope-in-one-flight/taken
# note: \`partial: "refuse"\` never shares a flight with DATA, for 354 could not be taken back.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","partial":"refuse"}
# expect: {"reply":{"code":250},"accepted":[{},{}],"rejected":[]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
S: 250 OK
S: 250 OK
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
  "pipelining/refused-for-the-same-cause": `# title: Recipients that were refused with the flight are tried again one by one
# shows: PIPELINING/envelope-in-one-flight/503/RCPT
# note: 550 5.5.1 behind a 503 speaks of the sequence, not of the recipient.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{},{}],"rejected":[]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 503 5.5.1 Bad sequence
S: 550 5.5.1 Bad sequence
S: 503 5.5.1 Bad sequence
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "pipelining/required-and-out-of-step": `# title: PIPELINING is required, and the server loses step
# shows: PIPELINING/envelope-in-one-flight/503/MAIL
# options: {"tls":"none","features":{"PIPELINING":"require","CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":503},"recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 503 Bad sequence of commands
S: 503 Bad sequence of commands
S: 503 Bad sequence of commands
C: QUIT
S: 221 Bye
--- close ---
`,
  "pipelining/required-not-offered": `# title: PIPELINING is required and not offered
# shows: ESMTP/EHLO/taken
# options: {"tls":"none","features":{"PIPELINING":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ready","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"PIPELINING","outcome":"unmet","reason":"not-offered"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: QUIT
S: 221 Bye
--- close ---
`,
  "pipelining/senseless-reply": `# title: A flight's command is answered by a reply that makes no sense there
# shows: PIPELINING/one-command-per-flight/taken
# note: 354 to MAIL: server and client are out of sync.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"garbage","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 354 Go ahead
S: 250 OK
S: 250 OK
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/silence": `# title: The server answers a flight in part and then waits, so a new connection goes one by one
# shows: PIPELINING/envelope-in-one-flight/silence/RCPT silence/RCPT
# note: It has read the flight as one command, and waits for what it has thrown away.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"silence","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/too-many-replies": `# title: The server sends more replies than it was given commands
# shows: PIPELINING/envelope-in-one-flight/too-many-replies/DATA PIPELINING/one-command-per-flight/taken
# note: Nobody can tell which reply answers what. No content was sent, so a new connection goes one by one.
# note: The packet matters: only while the replies are unread together can they be counted.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# play: whole
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING","method":"one command per flight","reason":"garbage","extraRoundTrips":4},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
S: 250 OK
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
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
  "pipelining/used": `# title: The envelope and DATA go in one flight
# shows: PIPELINING/envelope-in-one-flight/taken
# note: DATA is the last command of its flight: the content waits for 354 (RFC 2920 3.1).
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{},{}],"fallbacks":[{"feature":"CHUNKING"},{"feature":"SIZE"}],"roundTrips":5}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
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
  "questions/etrn": `# title: The queue for a host is started
# shows: ETRN/asked/taken
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# expect: {"answer":"yes","reply":{"code":250}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 250 Queuing started
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-252": `# title: The queue is started, and 252 says that something waits
# shows: ETRN/asked/taken
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# expect: {"answer":"yes","reply":{"code":252}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 252 OK, pending messages for node started
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-421": `# title: The server closes over ETRN
# shows: ETRN/asked/421/ETRN
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","reply":{"code":421}}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 421 4.3.2 Closing
--- close ---
`,
  "questions/etrn-458": `# title: The queue cannot be started now
# shows: ETRN/asked/458/ETRN
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# expect: {"answer":"unknown","reply":{"code":458}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 458 Unable to queue messages for node
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-459": `# title: The queue of another host is not for us to start
# shows: ETRN/asked/459/ETRN
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# expect: {"answer":"no","reply":{"code":459}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 459 Node not allowed: other.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-500": `# title: ETRN is offered, and 500 says that it is not there
# shows: ETRN/asked/500/ETRN ETRN/unknown/taken
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# message: {"ask":"ETRN","about":"third.example.net"}
# expect: {"answer":"unknown","reply":{"code":500}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 500 Unrecognized command
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-502": `# title: ETRN is offered, and 502 says that it is not there
# shows: ETRN/asked/502/ETRN ETRN/unknown/taken
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# message: {"ask":"ETRN","about":"third.example.net"}
# expect: {"answer":"unknown","reply":{"code":502}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-504": `# title: ETRN is offered, and 504 says that it is not there
# shows: ETRN/asked/504/ETRN ETRN/unknown/taken
# options: {"tls":"none"}
# message: {"ask":"ETRN","about":"other.example.net"}
# message: {"ask":"ETRN","about":"third.example.net"}
# expect: {"answer":"unknown","reply":{"code":504}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 ETRN
C: ETRN other.example.net
S: 504 Not here
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-not-offered": `# title: ETRN is not offered, so it is not asked
# shows: ETRN/asked/not-offered
# options: {"tls":"none","features":{"ETRN":"prefer"}}
# message: {"ask":"ETRN","about":"other.example.net"}
# expect: {"answer":"unknown"}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/etrn-then-mail": `# title: ETRN is refused, and mail goes on
# shows: ETRN/asked/502/ETRN ETRN/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"ETRN","about":"other.example.net"}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"answer":"unknown"}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"ETRN","method":"unknown","reason":"unsupported","reply":{"code":502}},{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 ETRN
C: ETRN other.example.net
S: 502 Command not implemented
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/expn": `# title: EXPN names the members of a list
# shows: EXPN/asked/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"answer":"yes","reply":{"code":250,"lines":["Bob <bob@example.net>","Eve <eve@example.net>"]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: 250-Bob <bob@example.net>
S: 250 Eve <eve@example.net>
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/expn-252": `# title: EXPN is answered 252, which says nothing
# shows: EXPN/asked/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: 252 Cannot expand
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/expn-500": `# title: EXPN is answered 500, and not asked again
# shows: EXPN/asked/500/EXPN EXPN/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"answer":"unknown","reply":{"code":500}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: 500 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/expn-502": `# title: EXPN is answered 502, and not asked again
# shows: EXPN/asked/502/EXPN EXPN/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"answer":"unknown","reply":{"code":502}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/expn-504": `# title: EXPN is answered 504, and not asked again
# shows: EXPN/asked/504/EXPN EXPN/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# message: {"ask":"EXPN","about":"staff"}
# expect: {"answer":"unknown","reply":{"code":504}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: 504 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/expn-then-mail": `# title: EXPN is not implemented, and the message after it tells so
# shows: EXPN/asked/502/EXPN EXPN/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"EXPN","about":"staff"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"answer":"unknown"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"EXPN","reason":"unsupported","reply":{"code":502}},{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: EXPN staff
S: 502 Command not implemented
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
  "questions/help": `# title: HELP is answered with text
# shows: HELP/asked/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# expect: {"answer":"yes","reply":{"code":214}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
S: 214 See RFC 5321
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/help-500": `# title: HELP is answered 500, and not asked again
# shows: HELP/asked/500/HELP HELP/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# message: {"ask":"HELP"}
# expect: {"answer":"unknown","reply":{"code":500}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
S: 500 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/help-502": `# title: HELP is answered 502, and not asked again
# shows: HELP/asked/502/HELP HELP/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# message: {"ask":"HELP"}
# expect: {"answer":"unknown","reply":{"code":502}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/help-504": `# title: HELP is answered 504, and not asked again
# shows: HELP/asked/504/HELP HELP/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP"}
# message: {"ask":"HELP"}
# expect: {"answer":"unknown","reply":{"code":504}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP
S: 504 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/help-then-mail": `# title: A refused question does not harm the message after it
# shows: HELP/asked/502/HELP HELP/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"HELP","about":"MAIL"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"answer":"unknown"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"HELP","reason":"unsupported","reply":{"code":502}},{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: HELP MAIL
S: 502 Command not implemented
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
  "questions/vrfy": `# title: VRFY says that a mailbox exists
# shows: VRFY/asked/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"yes","reply":{"code":250}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 250 Bob <bob@example.net>
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-252": `# title: VRFY is answered 252, which says nothing
# shows: VRFY/asked/taken
# note: The server will take mail for the address, and does not say whether it exists (RFC 5321 3.5.3).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":252}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 252 Cannot verify, but will try
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-451": `# title: VRFY cannot be answered now
# shows: VRFY/asked/451/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":451}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 451 Try again later
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-500": `# title: VRFY is answered 500, and not asked again
# shows: VRFY/asked/500/VRFY VRFY/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":500}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 500 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-502": `# title: VRFY is answered 502, and not asked again
# shows: VRFY/asked/502/VRFY VRFY/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":502}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-503": `# title: VRFY is answered 503, and not asked again
# shows: VRFY/asked/503/VRFY VRFY/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":503}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 503 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-503-hello-first": `# title: VRFY is answered that hello comes first
# shows: VRFY/asked/503/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":503}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 503 Polite people say hello first
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-504": `# title: VRFY is answered 504, and not asked again
# shows: VRFY/asked/504/VRFY VRFY/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":504}}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 504 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-530": `# title: VRFY is kept for those who have proved who they are
# shows: VRFY/asked/530/VRFY
# note: For a question nothing is begun anew.
# options: {"port":25}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":530}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 530 5.7.0 Must issue a STARTTLS command first
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-550": `# title: VRFY says that there is no such mailbox
# shows: VRFY/asked/550/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# message: {"ask":"VRFY","about":"eve@example.net"}
# expect: {"answer":"no","reply":{"code":550}}
# expect: {"answer":"yes"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 550 5.1.1 No such user
C: VRFY eve@example.net
S: 250 Eve <eve@example.net>
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-avoided": `# title: VRFY is avoided by wish, and not asked
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"VRFY":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown"}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-policy": `# title: VRFY is refused by policy, which says nothing of the mailbox
# shows: VRFY/asked/550/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":550}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 550 5.7.1 Not for you
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-policy-told": `# title: VRFY is refused by policy in so many words, which says nothing of the mailbox
# shows: VRFY/asked/550/VRFY
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# expect: {"answer":"unknown","reply":{"code":550}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 550 Access denied
C: QUIT
S: 221 Bye
--- close ---
`,
  "questions/vrfy-then-mail": `# title: VRFY is not implemented, and the message after it tells so
# shows: VRFY/asked/502/VRFY VRFY/unknown/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"answer":"unknown"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"VRFY","reason":"unsupported","reply":{"code":502}},{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 502 Command not implemented
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
  "questions/vrfy-too-many-errors": `# title: The server has enough of questions and says so
# shows: VRFY/asked/502/VRFY
# note: The connection is of no more use: the next message begins another.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"ask":"VRFY","about":"bob@example.net"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"ready","reply":{"code":502}}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: VRFY bob@example.net
S: 502 Too many unrecognized commands
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "required/bare-server": `# title: Nothing is required, and nothing is there
# shows: PIPELINING/one-command-per-flight/taken CHUNKING/DATA/taken SIZE/not-declared/taken TLS/clear-text/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "required/everything-there": `# title: All that is required is there
# shows: ESMTP/EHLO/taken TLS/implicit-TLS/taken AUTH/PLAIN/taken PIPELINING/envelope-in-one-flight/taken CHUNKING/BDAT-after-a-probe/taken SIZE/declared/taken ENHANCEDSTATUSCODES/as-sent/taken TRANSACTION/sent-once/taken KEEPALIVE/RSET-with-the-next-transaction/taken
# options: {"tls":"implicit","auth":{"user":"ann","pass":"rosebud-49"},"features":{"ESMTP":"require","TLS":"require","AUTH":"require","PIPELINING":"require","CHUNKING":"require","SIZE":"require","8BITMIME":"require","SMTPUTF8":"require","ENHANCEDSTATUSCODES":"require","RSET":"require","TRANSACTION":"require","KEEPALIVE":"require","VRFY":"require","EXPN":"require","HELP":"require","QUIT":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[]}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-AUTH PLAIN
S: 250-PIPELINING
S: 250-CHUNKING
S: 250-SIZE
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250 ENHANCEDSTATUSCODES
C: AUTH PLAIN ***
S: 235 Authenticated
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: BDAT 4
C: Subj\\
S: 250 OK
S: 250 OK
S: 250 OK
C: BDAT 19 LAST
C: ect: Hello
C:
C: Hi.
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "required/several-unmet": `# title: Every unmet requirement is told at once
# shows: ESMTP/EHLO/taken
# note: So that a server can be judged by one try.
# options: {"tls":"none","features":{"PIPELINING":"require","CHUNKING":"require","8BITMIME":"require","ENHANCEDSTATUSCODES":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"ready","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"PIPELINING","method":"nothing","outcome":"unmet","reason":"not-offered"},{"feature":"CHUNKING","method":"nothing","outcome":"unmet","reason":"not-offered"},{"feature":"8BITMIME","outcome":"unmet","reason":"not-offered"},{"feature":"ENHANCEDSTATUSCODES","method":"nothing","outcome":"unmet","reason":"not-offered"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: QUIT
S: 221 Bye
--- close ---
`,
  "required/wished-not-asked-for": `# title: What no message asks for is preferred and offered, and nothing is made of it
# shows: PIPECONNECT/greeting-first/taken ENHANCEDSTATUSCODES/by-reply-code/taken
# options: {"tls":"none","features":{"DSN":"prefer","DELIVERBY":"prefer","FUTURERELEASE":"prefer","MT-PRIORITY":"prefer","RRVS":"prefer","PIPECONNECT":"prefer","ENHANCEDSTATUSCODES":"prefer","CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-DSN
S: 250-DELIVERBY
S: 250-FUTURERELEASE
S: 250-MT-PRIORITY
S: 250-RRVS
S: 250 PIPECONNECT
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
  "requiretls/in-clear": `# title: TLS on every hop is demanded over a connection in clear
# shows: REQUIRETLS/REQUIRETLS/tls-required
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","requireTls":true}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"REQUIRETLS","outcome":"unmet","reason":"tls-required"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 REQUIRETLS
C: QUIT
S: 221 Bye
--- close ---
`,
  "requiretls/not-offered": `# title: TLS on every hop is demanded, and the server knows nothing of it
# shows: REQUIRETLS/REQUIRETLS/not-offered
# note: It is never dropped, whatever the wish.
# options: {"tls":"implicit","features":{"CHUNKING":"avoid","REQUIRETLS":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","requireTls":true}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"REQUIRETLS","outcome":"unmet","reason":"not-offered"}]}}

--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "requiretls/of-every-message": `# title: Who requires REQUIRETLS of the session has it on every message
# shows: REQUIRETLS/REQUIRETLS/taken
# options: {"tls":"implicit","features":{"CHUNKING":"avoid","REQUIRETLS":"require"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 REQUIRETLS
C: MAIL FROM:<ann@example.org> REQUIRETLS
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "requiretls/refused-555": `# title: TLS on every hop is offered, and refused
# shows: REQUIRETLS/REQUIRETLS/555/MAIL
# options: {"tls":"implicit","features":{"CHUNKING":"avoid","REQUIRETLS":"prefer"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","requireTls":true}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":555},"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"REQUIRETLS","outcome":"unmet","reason":"parameter-unsupported"}]}}

--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 REQUIRETLS
C: MAIL FROM:<ann@example.org> REQUIRETLS
C: RCPT TO:<bob@example.net>
C: DATA
S: 555 5.5.4 Unsupported option
S: 503 Need MAIL command
S: 503 Need MAIL command
C: QUIT
S: 221 Bye
--- close ---
`,
  "requiretls/unverified": `# title: TLS on every hop is demanded, and the server's certificate was not checked
# shows: REQUIRETLS/REQUIRETLS/unverified
# options: {"tls":"implicit","features":{"CHUNKING":"avoid"},"link":{"verified":false}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","requireTls":true}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"REQUIRETLS","outcome":"unmet","reason":"unverified"}]}}

--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 REQUIRETLS
C: QUIT
S: 221 Bye
--- close ---
`,
  "requiretls/used": `# title: TLS on every hop is demanded of a server that was checked
# shows: REQUIRETLS/REQUIRETLS/taken
# options: {"tls":"implicit","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":"bob@example.net","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n","requireTls":true}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

--- TLS ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 REQUIRETLS
C: MAIL FROM:<ann@example.org> REQUIRETLS
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/in-the-header": `# title: The header asks for the same check, so the parameter can be spared
# shows: RRVS/RRVS/not-offered RRVS/not-checked/taken
# note: RFC 7293 4: Require-Recipient-Valid-Since goes on where no server knows the parameter.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05Z"},"raw":"Require-Recipient-Valid-Since: bob@example.net;\\r\\n Fri, 2 Jan 2026 03:04:05 +0000\\r\\nSubject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"RRVS","method":"not checked","reason":"not-offered","wish":"prefer"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Require-Recipient-Valid-Since: bob@example.net;
C:  Fri, 2 Jan 2026 03:04:05 +0000
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/in-the-header-of-one": `# title: The header asks for the check for one of two recipients, which is not enough
# shows: RRVS/RRVS/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":[{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05Z"},{"address":"eve@example.net","rrvs":"2026-01-02T03:04:05Z"}],"raw":"Require-Recipient-Valid-Since: bob@example.net; Fri, 2 Jan 2026 03:04:05 +0000\\r\\nSubject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope"}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/not-offered": `# title: A check that the mailbox has not changed hands is asked for and not offered
# shows: RRVS/RRVS/not-offered
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05.000Z"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","recipients":[{"outcome":"not-sent"}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"RRVS","outcome":"unmet","reason":"not-offered"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/preferred-not-offered": `# title: A check that the mailbox has not changed hands is only preferred, and not offered
# shows: RRVS/RRVS/not-offered RRVS/not-checked/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","RRVS":"prefer"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05.000Z"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"RRVS","method":"not checked","reason":"not-offered"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/preferred-refused-555": `# title: A check that the mailbox has not changed hands is only preferred, and refused
# shows: RRVS/RRVS/555/RCPT RRVS/not-checked/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","RRVS":"prefer"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05.000Z"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"},{"feature":"RRVS","method":"not checked","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 RRVS
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net> RRVS=2026-01-02T03:04:05Z
C: DATA
S: 250 Sender ok
S: 555 5.5.4 Not here
S: 554 No valid recipients
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 Reset
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/refused-501": `# title: A check that the mailbox has not changed hands is offered, and refused with 501
# shows: RRVS/RRVS/501/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05.000Z"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":501},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"RRVS","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 RRVS
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net> RRVS=2026-01-02T03:04:05Z
C: DATA
S: 250 Sender ok
S: 501 5.5.4 Not here
S: 554 No valid recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/refused-504": `# title: A check that the mailbox has not changed hands is offered, and refused with 504
# shows: RRVS/RRVS/504/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05.000Z"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":504},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"RRVS","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 RRVS
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net> RRVS=2026-01-02T03:04:05Z
C: DATA
S: 250 Sender ok
S: 504 5.5.4 Not here
S: 554 No valid recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/refused-555": `# title: A check that the mailbox has not changed hands is offered, and refused with 555
# shows: RRVS/RRVS/555/RCPT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05.000Z"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":555},"recipients":[{"outcome":"rejected","temporary":false}],"decisions":[{"feature":"ESMTP"},{"feature":"TLS"},{"feature":"RRVS","outcome":"unmet","reason":"parameter-unsupported"}]}}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 RRVS
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net> RRVS=2026-01-02T03:04:05Z
C: DATA
S: 250 Sender ok
S: 555 5.5.4 Not here
S: 554 No valid recipients
C: QUIT
S: 221 Bye
--- close ---
`,
  "rrvs/used": `# title: A check that the mailbox has not changed hands is asked for and offered
# shows: RRVS/RRVS/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":{"address":"bob@example.net","rrvs":"2026-01-02T03:04:05.000Z"},"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 RRVS
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net> RRVS=2026-01-02T03:04:05Z
C: DATA
S: 250 Sender ok
S: 250 Recipient ok
S: 354 End data with <CR><LF>.<CR><LF>
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "session/final-421-then-another": `# title: The first message is answered 421, and the second begins a new connection
# shows: 421/final-reply
# note: 421 in place of the final reply refuses the message for now (RFC 5321 3.8).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"final","retry":"later","reply":{"code":421},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}
# expect: {"accepted":[{"address":"eve@example.net"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 421 4.3.2 Closing
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/kept": `# title: A second message goes over the same connection, without RSET or NOOP between
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"SIZE"}],"roundTrips":5}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"SIZE"}],"roundTrips":2}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 OK
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "session/kept-after-closing": `# title: The server closes behind the first message, and the second begins a new connection
# shows: disconnect/MAIL
# note: Nothing was lost with the old connection, so nobody need hear of it.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}
# expect: {"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
--- close ---
C: MAIL FROM:<ann@example.org>
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/quit-500": `# title: QUIT is refused, and the client leaves all the same
# shows: QUIT/QUIT/500/QUIT
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
S: 500 Command unrecognized
--- client closes ---
`,
  "session/quit-avoided": `# title: QUIT is avoided by wish
# shows: QUIT/QUIT/avoided QUIT/closed/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","QUIT":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
--- client closes ---
`,
  "session/rested-and-silent": `# title: A connection that rested and died silently is replaced, and no method is blamed
# shows: PIPELINING/envelope-in-one-flight/taken
# note: A router or a suspended machine forgets connections without a word. The first flight behind a rest waits shortly.
# options: {"tls":"none"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: One\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Two\\r\\n\\r\\nHi.\\r\\n","idle":true}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"},{"feature":"SIZE"}]}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: One
C:
C: Hi.
C: .
S: 250 Queued
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 354 Go ahead
C: Subject: Two
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- close ---
`,
  "session/rset": `# title: What a refused message left open is undone by RSET before the next
# shows: RSET/RSET/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
S: 250 OK
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-421": `# title: RSET is answered 421, so a new connection takes the next message
# shows: RSET/RSET/421/RSET RSET/new-connection/taken 421/RSET
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"unsupported","reply":{"code":421}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
S: 421 Closing
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-451": `# title: RSET is answered 451, so a new connection takes the next message
# shows: RSET/RSET/451/RSET RSET/new-connection/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"unsupported","reply":{"code":451}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
S: 451 Not now
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-500": `# title: RSET is answered 500, so a new connection takes the next message
# shows: RSET/RSET/500/RSET RSET/new-connection/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"unsupported","reply":{"code":500}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
S: 500 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-502": `# title: RSET is answered 502, so a new connection takes the next message
# shows: RSET/RSET/502/RSET RSET/new-connection/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"unsupported","reply":{"code":502}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
S: 502 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-502-in-a-group": `# title: RSET in a flight is answered 502, so a new connection takes the message
# shows: RSET/RSET/502/RSET RSET/new-connection/taken
# note: The content was let in; closing without it is all that takes that back.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"unsupported","reply":{"code":502}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 503 5.5.1 No recipients
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 502 Command not implemented
S: 250 OK
S: 250 OK
S: 354 Go ahead
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "session/rset-avoided": `# title: RSET is avoided by wish, so a new connection takes the next message
# shows: RSET/RSET/avoided
# options: {"tls":"none","features":{"CHUNKING":"avoid","RSET":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-behind-a-refusal-disconnect": `# title: A close on the RSET behind a refusal is no fault of RSET
# shows: disconnect/RSET
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-disconnect": `# title: RSET is answered by hanging up, so a new connection takes the next message
# shows: RSET/RSET/disconnected/RSET RSET/new-connection/taken disconnect/RSET
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net","eve@example.net"],"partial":"refuse","raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false},{"address":"eve@example.net","outcome":"not-sent"}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"disconnected"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RCPT TO:<eve@example.net>
S: 250 OK
C: RSET
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-garbage": `# title: RSET is answered by garbage, so a new connection takes the next message
# shows: RSET/RSET/garbage/RSET RSET/new-connection/taken garbage/RSET
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"garbage"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
S: Reset?
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "session/rset-refused-later-on": `# title: A refused RSET changes nothing of what is known already
# shows: RSET/RSET/502/RSET
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"}]}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550}}}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"unsupported","reply":{"code":502}}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
S: 550 5.1.1 No such user
C: RSET
S: 502 Command not implemented
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "session/rset-rides-along": `# title: RSET rides in the flight of the next message
# shows: RSET/RSET/taken KEEPALIVE/RSET-with-the-next-transaction/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 550 5.1.1 No such user
S: 503 5.5.1 No recipients
C: RSET
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<eve@example.net>
C: DATA
S: 250 OK
S: 250 OK
S: 250 OK
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
  "session/rset-silence": `# title: RSET is answered by silence, so a new connection takes the next message
# shows: RSET/RSET/silence/RSET RSET/new-connection/taken silence/RSET
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["eve@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"RECIPIENTS_REFUSED","phase":"envelope","retry":"never","reply":{"code":550},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}
# expect: {"reply":{"code":250},"accepted":[{"address":"eve@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE"},{"feature":"RSET","method":"new connection","reason":"silence"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 550 5.1.1 No such user
C: RSET
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<eve@example.net>
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
  "size/avoided": `# title: SIZE is offered and avoided by wish
# shows: SIZE/declared/avoided SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid","SIZE":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
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
  "size/counts-line-ends": `# title: The declared size counts line ends as they will be sent
# shows: SIZE/declared/taken
# note: A bare LF becomes CRLF, and the missing last one is added: 23 octets as given are 28 on the wire (RFC 1870 3).
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\n\\nHi.\\nBye"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"}],"octets":28}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=28
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go ahead
C: Subject: Hello
C:
C: Hi.
C: Bye
C: .
S: 250 OK
C: QUIT
S: 221 Bye
--- close ---
`,
  "size/declared": `# title: The size is declared before a byte is sent
# shows: SIZE/declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
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
  "size/mail-452": `# title: MAIL with SIZE finds no room now
# shows: SIZE/declared/452/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"later","reply":{"code":452},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":true}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 452 4.3.1 Insufficient system storage
C: QUIT
S: 221 Bye
--- close ---
`,
  "size/mail-552": `# title: MAIL with SIZE is refused as too large
# shows: SIZE/declared/552/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"envelope","retry":"never","reply":{"code":552},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 552 Message exceeds fixed maximum size
C: QUIT
S: 221 Bye
--- close ---
`,
  "size/not-offered": `# title: SIZE is not offered, and not declared
# shows: SIZE/declared/not-offered SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"not-offered","extraRoundTrips":0}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "size/over-the-limit": `# title: The message is larger than the server takes, and nothing is sent
# shows: QUIT/QUIT/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"MESSAGE_TOO_LARGE","phase":"envelope","retry":"never","recipients":[{"address":"bob@example.net","outcome":"not-sent","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 20
C: QUIT
S: 221 Bye
--- close ---
`,
  "size/parameter-455": `# title: MAIL with SIZE is answered 455, so it is said without
# shows: SIZE/declared/455/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":455},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 455 Cannot do that now
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
  "size/parameter-500": `# title: MAIL with SIZE is answered 500, so it is said without
# shows: SIZE/declared/500/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":500},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 500 Line not understood
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
  "size/parameter-501": `# title: MAIL with SIZE is answered 501, so it is said without
# shows: SIZE/declared/501/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":501},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 501 Syntax error in parameters
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
  "size/parameter-501-address": `# title: MAIL with SIZE is answered 501 5.1.7, and accepted without it
# shows: SIZE/declared/501/MAIL SIZE/not-declared/taken
# note: The server took the parameter for a part of the address.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":501},"extraRoundTrips":1}]}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":501},"extraRoundTrips":0}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 501 5.1.7 Bad sender
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
  "size/parameter-502": `# title: MAIL with SIZE is answered 502, so it is said without
# shows: SIZE/declared/502/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":502},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 502 Not implemented
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
  "size/parameter-503-told": `# title: MAIL with SIZE is answered 503 in words that speak of options
# shows: SIZE/declared/503/MAIL SIZE/not-declared/taken
# note: 503 alone would mean that the session lost its place.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":503},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 503 5.5.4 Unsupported option
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
  "size/parameter-504": `# title: MAIL with SIZE is answered 504, so it is said without
# shows: SIZE/declared/504/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":504},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 504 Parameter not implemented
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
  "size/parameter-550-554": `# title: MAIL with SIZE is answered 550 5.5.4, which speaks of its arguments
# shows: SIZE/declared/550/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":550},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 550 5.5.4 Invalid
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
  "size/parameter-550-named": `# title: MAIL with SIZE is answered 550 by a reply that names SIZE
# shows: SIZE/declared/550/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":550},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 550 SIZE is nothing that we know
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
  "size/parameter-550-words": `# title: MAIL with SIZE is answered 550 in words that speak of options
# shows: SIZE/declared/550/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":550},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 550 Extended options are not understood
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
  "size/parameter-553-address": `# title: MAIL with SIZE is answered 553 5.1.7, and accepted without it
# shows: SIZE/declared/553/MAIL SIZE/not-declared/taken
# note: The server took the parameter for a part of the address.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":553},"extraRoundTrips":1}]}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":553},"extraRoundTrips":0}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 553 5.1.7 Bad sender
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
  "size/parameter-553-domain": `# title: MAIL with SIZE is answered 553 5.1.8, and accepted without it
# shows: SIZE/declared/553/MAIL SIZE/not-declared/taken
# note: The server took the parameter for a part of the address.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":553},"extraRoundTrips":1}]}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":553},"extraRoundTrips":0}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE
C: MAIL FROM:<ann@example.org> SIZE=23
S: 553 5.1.8 Bad sender
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
  "size/parameter-555": `# title: MAIL with SIZE is answered 555, so it is said without
# shows: SIZE/declared/555/MAIL SIZE/not-declared/taken
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"SIZE","method":"not declared","reason":"parameter-unsupported","reply":{"code":555},"extraRoundTrips":1}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 555 5.5.4 Unsupported option
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
  "size/parameter-twice": `# title: Without SIZE the same refusal comes again, and is the end of it
# shows: SIZE/declared/555/MAIL
# note: One retry per cause.
# options: {"tls":"none","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SENDER_REFUSED","phase":"envelope","retry":"never","reply":{"code":555},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 555 Unsupported option
C: MAIL FROM:<ann@example.org>
S: 555 Unsupported option
C: QUIT
S: 221 Bye
--- close ---
`,
  "size/required-and-refused": `# title: SIZE is required, and its parameter refused
# shows: SIZE/declared/555/MAIL
# options: {"tls":"none","features":{"CHUNKING":"avoid","SIZE":"require"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":555},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
S: 555 5.5.4 Unsupported option
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/465-certificate": `# title: The certificate on 465 is not accepted, which is always an error
# shows: TLS/implicit-TLS-on-port-465/certificate/connect
# note: A peer that cannot prove its name may be somebody else: the way back to clear text is closed.
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CERTIFICATE_REFUSED","phase":"connect","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
--- client closes ---
--- connect ---
--- certificate refused ---
`,
  "tls/465-handshake": `# title: The handshake on 465 fails, so mail without credentials goes in clear on 587
# shows: TLS/STARTTLS/not-offered TLS/implicit-TLS-on-port-465/handshake-failed/connect TLS/clear-text/taken
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"handshake-failed"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"port":587,"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
--- client closes ---
--- connect ---
--- TLS fails ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/465-refused": `# title: Nobody listens on 465, so mail without credentials goes in clear on 587
# shows: TLS/STARTTLS/not-offered TLS/implicit-TLS-on-port-465/disconnected/connect TLS/clear-text/taken
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"disconnected"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"port":587,"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
--- client closes ---
--- connect refused ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/465-refused-with-credentials": `# title: Neither STARTTLS nor 465 is to be had, and credentials need TLS
# shows: TLS/STARTTLS/not-offered TLS/implicit-TLS-on-port-465/disconnected/connect
# note: The password is not sent, nor anything else.
# options: {"auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"tls","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
--- client closes ---
--- connect refused ---
`,
  "tls/530-and-avoided": `# title: MAIL is answered 530, and TLS is avoided by wish
# shows: TLS/STARTTLS/avoided
# options: {"port":25,"features":{"TLS":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":530},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Must issue a STARTTLS command first
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/530-and-refused": `# title: MAIL asks for TLS, and STARTTLS is refused
# shows: TLS/STARTTLS/502/STARTTLS
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"envelope","retry":"never","reply":{"code":530},"recipients":[{"address":"bob@example.net","outcome":"rejected","temporary":false}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Must issue a STARTTLS command first
C: STARTTLS
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/530-to-mail": `# title: MAIL is answered 530, so STARTTLS is said though it was not offered
# shows: TLS/STARTTLS/taken
# note: The reply asks for what EHLO did not list. Under TLS the envelope is sent again (RFC 3207 4).
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 530 5.7.0 Must issue a STARTTLS command first
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/530-to-mail-in-a-group": `# title: MAIL and all behind it are answered 530, so STARTTLS comes first
# shows: TLS/STARTTLS/taken
# note: What follows the refused MAIL in the flight is refused for its sake, and says nothing of its own.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 530 5.7.0 Must issue a STARTTLS command first
S: 530 5.7.0 Must issue a STARTTLS command first
S: 530 5.7.0 Must issue a STARTTLS command first
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: MAIL FROM:<ann@example.org>
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "tls/530-to-rcpt": `# title: RCPT is answered 530: the transaction is undone, and TLS comes first
# shows: TLS/STARTTLS/taken RSET/RSET/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 530 5.7.0 Must issue a STARTTLS command first
C: RSET
S: 250 OK
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/550-told": `# title: MAIL is refused by a code that does not tell, in words that speak of TLS
# shows: TLS/STARTTLS/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 550 Please use TLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/avoided": `# title: STARTTLS is offered and avoided by wish
# shows: TLS/STARTTLS/avoided TLS/clear-text/taken
# options: {"port":25,"features":{"TLS":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
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
  "tls/certificate-refused": `# title: The certificate is not accepted, which is always an error
# shows: TLS/STARTTLS/certificate/handshake
# note: Also where TLS is only preferred: somebody may stand between, and clear text would serve them.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CERTIFICATE_REFUSED","phase":"tls","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- certificate refused ---
--- client closes ---
`,
  "tls/credentials-allowed-in-clear": `# title: With the named opt-in credentials go in clear
# shows: TLS/STARTTLS/not-offered TLS/clear-text/taken AUTH/PLAIN/taken
# options: {"port":25,"auth":{"user":"ann","pass":"rosebud-49","allowCleartext":true}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"not-offered"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Authenticated
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
  "tls/credentials-never-in-clear-by-wish": `# title: TLS is only preferred, and still the password is not sent in clear
# shows: TLS/STARTTLS/not-offered AUTH/PLAIN/tls-unavailable/EHLO AUTH/no-authentication/taken
# note: Both wishes are lowered, so the message goes without authentication; only \`allowCleartext\` would send the password.
# options: {"port":587,"auth":{"user":"ann","pass":"rosebud-49"},"features":{"TLS":"prefer","AUTH":"prefer"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"not-offered"},{"feature":"AUTH","method":"no authentication","reason":"tls-unavailable"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
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
  "tls/credentials-not-offered": `# title: STARTTLS is not offered, and the password is not sent in clear
# shows: TLS/STARTTLS/not-offered
# note: AUTH is offered in clear, and not used: credentials need TLS.
# options: {"port":587,"auth":{"user":"ann","pass":"rosebud-49"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"tls","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-AUTH PLAIN LOGIN
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/encryption-needed-5711": `# title: MAIL is refused with 5.7.11, which asks for encryption
# shows: TLS/STARTTLS/taken
# note: X.7.10 and X.7.11 ask for encryption, whatever the reply code (RFC 5248 2.4).
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 554 5.7.11 Not like this
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/handshake-fails": `# title: The handshake fails, so a new connection goes on in clear
# shows: TLS/STARTTLS/handshake-failed/handshake TLS/clear-text/taken
# note: Nobody can say anything sensible on the old connection any more.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"handshake-failed","extraRoundTrips":4},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS fails ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
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
  "tls/handshake-fails-465": `# title: The handshake fails on 587, so the server's other port is tried
# shows: TLS/STARTTLS/handshake-failed/handshake TLS/implicit-TLS-on-port-465/taken
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"implicit TLS on port 465","reason":"handshake-failed"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS fails ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
--- client closes ---
--- connect ---
--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/handshake-fails-required": `# title: The handshake fails, and TLS is required
# shows: TLS/STARTTLS/handshake-failed/handshake
# options: {"port":587,"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TLS_FAILED","phase":"tls","retry":"later"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS fails ---
--- client closes ---
`,
  "tls/implicit": `# title: TLS from the first octet
# shows: TLS/implicit-TLS/taken
# options: {"tls":"implicit"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"}],"server":{"host":"mail.example.net","port":465,"tls":true}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "tls/implicit-by-port": `# title: Port 465 alone asks for TLS from the first octet
# shows: TLS/implicit-TLS/taken
# note: Port 465 is for submission over implicit TLS (RFC 8314 3.3).
# options: {"port":465}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"port":465,"tls":true}}

--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/injected-blank-line": `# title: A blank line behind the consent to STARTTLS ends the session
# shows: TLS/STARTTLS/too-many-replies/STARTTLS
# note: Blank lines are skipped anywhere else; here any byte may have been injected.
# options: {"tls":"starttls"}
# play: whole
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"tls","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
S:
--- client closes ---
`,
  "tls/injected-commands-454": `# title: The server complains of bytes behind STARTTLS that the client never sent
# shows: TLS/STARTTLS/454/STARTTLS
# note: 454 5.5.x is about the syntax of what came with the command: somebody else wrote it.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"tls","reply":{"code":454}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 454 4.5.2 Commands behind STARTTLS
--- client closes ---
`,
  "tls/injected-commands-told": `# title: The server complains of pipelined STARTTLS, which the client never does
# shows: TLS/STARTTLS/554/STARTTLS
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"tls","reply":{"code":554}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 554 Pipelining of STARTTLS is a protocol error
--- client closes ---
`,
  "tls/injected-replies": `# title: Bytes that came in clear behind the consent to STARTTLS end the session
# shows: TLS/STARTTLS/too-many-replies/STARTTLS
# note: Taken for an answer under TLS they would forge one (CVE-2011-0411, CVE-2021-38371).
# options: {"tls":"starttls"}
# play: whole
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"PROTOCOL_VIOLATION","phase":"tls","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
S: 250-mail.example.net
S: 250 AUTH PLAIN
--- client closes ---
`,
  "tls/masked": `# title: A firewall has overwritten STARTTLS, so mail without credentials goes in clear
# shows: TLS/STARTTLS/masked TLS/clear-text/taken
# note: Firewalls put as many X where a keyword stood as it had letters.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"masked"},{"feature":"PIPELINING","reason":"masked"},{"feature":"CHUNKING","reason":"masked"},{"feature":"SIZE","reason":"masked"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 XXXXXXXA
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
  "tls/masked-required": `# title: A firewall has overwritten STARTTLS, and TLS is required
# shows: TLS/STARTTLS/masked
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"tls","retry":"never","decisions":[{"feature":"ESMTP","outcome":"used"},{"feature":"TLS","outcome":"unmet","reason":"masked"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 XXXXXXXA
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/not-offered": `# title: STARTTLS is not offered, so mail without credentials goes in clear
# shows: TLS/STARTTLS/not-offered TLS/clear-text/taken
# note: A port was given, so that no other one is tried. Without credentials TLS is only preferred.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"not-offered","extraRoundTrips":0},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/not-offered-465": `# title: STARTTLS is not offered on 587, so the server's other port is tried
# shows: TLS/implicit-TLS-on-port-465/taken
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"port":465,"tls":true},"decisions":[{"feature":"ESMTP"},{"feature":"TLS","outcome":"used","method":"implicit TLS on port 465"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
--- client closes ---
--- connect ---
--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/required-454": `# title: STARTTLS is required and refused for now
# shows: TLS/STARTTLS/454/STARTTLS
# note: The same may work later, and the error says so.
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"tls","retry":"later","reply":{"code":454}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 454 TLS not available due to temporary reason
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/required-502": `# title: STARTTLS is required and refused
# shows: TLS/STARTTLS/502/STARTTLS
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"tls","retry":"never","reply":{"code":502}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 502 Command not implemented
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/required-not-offered": `# title: STARTTLS is required and not offered
# shows: TLS/STARTTLS/not-offered
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"tls","retry":"never"}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 PIPELINING
C: QUIT
S: 221 Bye
--- close ---
`,
  "tls/runtime-cannot": `# title: This runtime cannot start TLS on an open connection
# shows: TLS/STARTTLS/not-possible-here TLS/clear-text/taken
# options: {"port":25,"link":{"canStartTls":false}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"not-possible-here"},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
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
  "tls/silent": `# title: The port begins with TLS and is silent in clear text
# shows: TLS/implicit-TLS-on-a-second-connection/taken TLS/STARTTLS/silence
# note: The first connection stays open, with nothing written to it, until the second one has a greeting.
# options: {"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","wish":"prefer","outcome":"fallback","method":"implicit TLS on a second connection","reason":"silence","extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"SIZE"}]}

--- silence ---
--- connect beside ---
--- TLS ---
S: 220 mail.example.net ESMTP
--- client closes the other ---
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "tls/silent-beside-closes": `# title: The server greets late and closes the second connection
# shows: TLS/clear-text/taken
# options: {"port":587,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- silence ---
--- connect beside ---
--- TLS ---
--- close ---
S: 220 mail.example.net ESMTP
--- client closes the other ---
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "tls/silent-beside-refused": `# title: The server greets late and takes no second connection
# shows: TLS/clear-text/taken
# options: {"port":587,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- silence ---
--- connect beside ---
--- connect refused ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "tls/silent-both": `# title: The server is silent in clear text and under TLS
# shows: silence/greeting
# options: {"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"greeting","retry":"later"}}

--- silence ---
--- connect beside ---
--- TLS ---
--- silence ---
--- client closes the other ---
--- silence ---
--- client closes ---
`,
  "tls/silent-certificate": `# title: The port begins with TLS, is silent in clear text and cannot prove its name
# shows: TLS/implicit-TLS-on-a-second-connection/certificate/connect
# options: {"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"CERTIFICATE_REFUSED","phase":"greeting","retry":"never"}}

--- silence ---
--- connect beside ---
--- certificate refused ---
--- silence ---
--- client closes ---
`,
  "tls/silent-credentials": `# title: Credentials go over the second connection, which is under TLS
# shows: TLS/implicit-TLS-on-a-second-connection/taken AUTH/PLAIN/taken
# options: {"auth":{"user":"ann","pass":"secret"},"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- silence ---
--- connect beside ---
--- TLS ---
S: 220 mail.example.net ESMTP
--- client closes the other ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 AUTH PLAIN
C: AUTH PLAIN ***
S: 235 Welcome
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "tls/silent-other-port": `# title: A port of its own begins with TLS and is silent in clear text
# shows: TLS/implicit-TLS-on-a-second-connection/taken
# options: {"port":2465,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","wish":"prefer","outcome":"fallback","method":"implicit TLS on a second connection","reason":"silence","extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"SIZE"}]}

--- silence ---
--- connect beside ---
--- TLS ---
S: 220 mail.example.net ESMTP
--- client closes the other ---
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "tls/silent-port-25": `# title: Port 25 is silent and never tried with TLS from the first byte
# shows: silence/greeting
# options: {"port":25,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"greeting","retry":"later"}}

--- silence ---
--- client closes ---
`,
  "tls/silent-starttls-given": `# title: The mode of TLS was given, so that no other is tried on a silent port
# shows: silence/greeting
# options: {"tls":"starttls","features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"TIMEOUT","phase":"greeting","retry":"later"}}

--- silence ---
--- client closes ---
`,
  "tls/silent-then-greets": `# title: The server greets late and has no TLS from the first byte
# shows: TLS/clear-text/taken
# note: Nothing is written before the greeting: a server that holds it back turns early talkers away.
# options: {"port":587,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- silence ---
--- connect beside ---
--- TLS fails ---
S: 220 mail.example.net ESMTP
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "tls/silent-then-greets-first": `# title: The server greets late, before the second connection has a greeting
# shows: TLS/clear-text/taken
# options: {"port":587,"features":{"CHUNKING":"avoid"}}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"accepted":[{"address":"bob@example.net"}]}

--- silence ---
--- connect beside ---
--- TLS ---
--- silence ---
S: 220 mail.example.net ESMTP
--- client closes the other ---
C: EHLO client.example.org
S: 250 mail.example.net
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<bob@example.net>
S: 250 OK
C: DATA
S: 354 Go on
C: Subject: Hello
C:
C: Hi.
C: .
S: 250 Queued
C: QUIT
S: 221 Bye
--- client closes ---
`,
  "tls/starttls": `# title: STARTTLS secures the connection before anything else is said
# shows: TLS/STARTTLS/taken
# note: After the handshake the server is greeted anew: what it said in clear counts for nothing (RFC 3207 4.2).
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"CHUNKING"}],"server":{"host":"mail.example.net","port":587,"tls":true},"roundTrips":8}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 SIZE 10000000
C: MAIL FROM:<ann@example.org> SIZE=23
C: RCPT TO:<bob@example.net>
C: DATA
S: 250 OK
S: 250 OK
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
  "tls/starttls-421": `# title: STARTTLS is answered 421, which is never a reason for clear text
# shows: TLS/STARTTLS/421/STARTTLS 421/STARTTLS
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"SERVER_UNAVAILABLE","phase":"tls","retry":"later","reply":{"code":421}}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 421 4.3.2 Closing
--- close ---
`,
  "tls/starttls-454": `# title: STARTTLS is answered 454, so mail without credentials goes in clear
# shows: TLS/STARTTLS/454/STARTTLS TLS/clear-text/taken
# note: 454 is for now; the message would rather go than wait, for TLS is only preferred (RFC 3207 4).
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"tls-unavailable","reply":{"code":454},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 454 TLS not available due to temporary reason
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
  "tls/starttls-500": `# title: STARTTLS is answered 500, so mail without credentials goes in clear
# shows: TLS/STARTTLS/500/STARTTLS TLS/clear-text/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"tls-unavailable","reply":{"code":500},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 500 Command unrecognized
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
  "tls/starttls-501": `# title: STARTTLS is answered 501, so mail without credentials goes in clear
# shows: TLS/STARTTLS/501/STARTTLS TLS/clear-text/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"tls-unavailable","reply":{"code":501},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 501 Syntax error (no parameters allowed)
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
  "tls/starttls-502": `# title: STARTTLS is answered 502, so mail without credentials goes in clear
# shows: TLS/STARTTLS/502/STARTTLS TLS/clear-text/taken
# note: What EHLO listed is not there: the reply is believed.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"tls-unavailable","reply":{"code":502},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 502 5.5.1 Command not implemented
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
  "tls/starttls-502-465": `# title: STARTTLS is refused on 587, so the server's other port is tried
# shows: TLS/STARTTLS/502/STARTTLS TLS/implicit-TLS-on-port-465/taken
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"implicit TLS on port 465","reason":"tls-unavailable","reply":{"code":502}},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"port":465,"tls":true}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 502 Command not implemented
--- client closes ---
--- connect ---
--- TLS ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/starttls-503": `# title: STARTTLS is answered 503, so mail without credentials goes in clear
# shows: TLS/STARTTLS/503/STARTTLS TLS/clear-text/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"tls-unavailable","reply":{"code":503},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 503 Not now
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
  "tls/starttls-504": `# title: STARTTLS is answered 504, so mail without credentials goes in clear
# shows: TLS/STARTTLS/504/STARTTLS TLS/clear-text/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"tls-unavailable","reply":{"code":504},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 504 Not implemented
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
  "tls/starttls-554": `# title: STARTTLS is answered 554, so mail without credentials goes in clear
# shows: TLS/STARTTLS/554/STARTTLS TLS/clear-text/taken
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"tls-unavailable","reply":{"code":554},"extraRoundTrips":1},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: 554 TLS is broken here
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
  "tls/starttls-disconnect": `# title: STARTTLS is answered by hanging up, so a new connection goes on in clear
# shows: TLS/STARTTLS/disconnected/STARTTLS TLS/clear-text/taken
# note: TLS is only preferred here; the old connection is dead.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"disconnected","extraRoundTrips":4},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
--- close ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
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
  "tls/starttls-garbage": `# title: STARTTLS is answered with what is no reply, so a new connection goes on in clear
# shows: TLS/STARTTLS/garbage/STARTTLS TLS/clear-text/taken
# note: TLS is only preferred here; the old connection is dead.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"garbage","extraRoundTrips":4},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
S: What?
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
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
  "tls/starttls-silence": `# title: STARTTLS is never answered, so a new connection goes on in clear
# shows: TLS/STARTTLS/silence/STARTTLS TLS/clear-text/taken
# note: TLS is only preferred here; the old connection is dead.
# options: {"port":25}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"silence","extraRoundTrips":4},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
C: STARTTLS
--- silence ---
--- client closes ---
--- connect ---
S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250 STARTTLS
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
  "tls/what-was-learned-in-clear": `# title: What the server offered in clear is gone under TLS
# shows: TLS/STARTTLS/taken PIPELINING/envelope-in-one-flight/not-offered
# note: In clear PIPELINING was offered; under TLS it is not, so that each command waits.
# options: {"tls":"starttls"}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}]}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-STARTTLS
S: 250-PIPELINING
S: 250-SIZE 10000000
S: 250 CHUNKING
C: STARTTLS
S: 220 Ready to start TLS
--- TLS ---
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/withdrawn": `# title: STARTTLS was offered yesterday and is not today, which is told as a possible attack
# shows: TLS/STARTTLS/withdrawn TLS/clear-text/taken
# note: Without credentials TLS is only preferred, so the mail goes; a session that wants more requires TLS.
# options: {"port":25,"offeredBefore":["STARTTLS"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"reply":{"code":250},"accepted":[{"address":"bob@example.net"}],"fallbacks":[{"feature":"TLS","method":"clear text","reason":"withdrawn","extraRoundTrips":0},{"feature":"PIPELINING"},{"feature":"CHUNKING"},{"feature":"SIZE"}],"server":{"tls":false}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250 mail.example.net
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
  "tls/withdrawn-required": `# title: STARTTLS is required, and something on the way hides what the server offered before
# shows: TLS/STARTTLS/withdrawn
# options: {"tls":"starttls","offeredBefore":["STARTTLS"]}
# message: {"from":"ann@example.org","to":["bob@example.net"],"raw":"Subject: Hello\\r\\n\\r\\nHi.\\r\\n"}
# expect: {"error":{"code":"FEATURE_UNMET","phase":"tls","retry":"never","decisions":[{"feature":"ESMTP"},{"feature":"TLS","outcome":"unmet","reason":"withdrawn"}]}}

S: 220 mail.example.net
C: EHLO client.example.org
S: 250-mail.example.net
S: 250-PIPELINING
S: 250 XXXXXXXA
C: QUIT
S: 221 Bye
--- close ---
`,
};

"""Reads messages with Python's email package: base64 lines in, one JSON line for each out."""
import base64
import email
import email.policy
import json
import sys

for line in sys.stdin:
    message = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)

    def boxes(name):
        field = message[name]
        return [] if field is None else [[a.display_name, a.addr_spec] for a in field.addresses]

    def content(kind):
        part = message.get_body((kind,))
        return None if part is None else part.get_content()

    files = []
    for part in message.walk():
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        if part.get_content_disposition() is None:
            continue
        if part.get_content_type() == "message/rfc822":
            data = part.get_content().as_bytes()
        else:
            data = part.get_payload(decode=True)
        files.append([part.get_filename(), part.get_content_type(), part.get_content_disposition(), base64.b64encode(data).decode()])
    print(json.dumps({
        "subject": str(message["subject"]) if message["subject"] is not None else None,
        "from": boxes("from"), "to": boxes("to"),
        "text": content("plain"), "html": content("html"),
        "files": files,
        "defects": [type(d).__name__ for p in message.walk() for d in p.defects],
    }))

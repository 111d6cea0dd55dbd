"""Serves aiosmtpd on free ports, as told by one JSON argument; prints the ports as JSON."""

import asyncio
import json
import pathlib
import ssl
import sys

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

config = json.loads(sys.argv[1])
mail = pathlib.Path(config["mail"])
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(config["cert"], config["key"])
accepted = {f"{box}@lab.test" for box in config["mailboxes"]}


class Handler:
    """Refuses unknown recipients and stores a copy for each of the others."""

    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address not in accepted and address.endswith("@lab.test"):
            return "550 5.1.1 no such user here"
        if address not in accepted and not session.authenticated:
            return "550 5.7.1 relaying needs AUTH"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        Handler.count += 1
        content = envelope.original_content
        for address in accepted.intersection(envelope.rcpt_tos):
            (mail / address.split("@")[0] / f"{Handler.count:09}").write_bytes(content)
        return "250 2.0.0 stored"


class EachAnswered(Handler):
    """As above, with a reply for each recipient (RFC 2033 4.2), which aiosmtpd leaves to its handler."""

    async def handle_DATA(self, server, session, envelope):
        reply = await super().handle_DATA(server, session, envelope)
        return "\r\n".join(reply for _ in envelope.rcpt_tos)


def authenticate(server, session, envelope, mechanism, data):
    known = (config["user"].encode(), f"{config['user']}@lab.test".encode())
    right = (
        isinstance(data, LoginPassword)
        and data.login in known
        and data.password == config["pass"].encode()
    )
    return AuthResult(success=right, handled=False)


async def main():
    loop = asyncio.get_running_loop()
    full = dict(
        hostname="aiosmtpd.lab.test",
        data_size_limit=config["sizeLimit"],
        enable_SMTPUTF8=True,
        authenticator=authenticate,
        auth_require_tls=False,
    )
    # The fewest keywords: 7-bit content, no SIZE, and an AUTH line without mechanisms, which cannot be turned off.
    bare = dict(
        hostname="aiosmtpd.lab.test",
        data_size_limit=None,
        decode_data=True,
        auth_require_tls=False,
        auth_exclude_mechanism=["LOGIN", "PLAIN"],
    )
    profiles = dict(
        plain=(lambda: SMTP(Handler(), tls_context=tls, **full), None),
        implicit=(lambda: SMTP(Handler(), **full), tls),
        bare=(lambda: SMTP(Handler(), **bare), None),
        lmtp=(lambda: LMTP(EachAnswered(), **full), None),
        tlsRequired=(lambda: SMTP(Handler(), tls_context=tls, require_starttls=True, **full), None),
    )
    ports, servers = {}, []
    for name, (make, context) in profiles.items():
        server = await loop.create_server(make, "127.0.0.1", 0, ssl=context)
        servers.append(server)
        ports[name] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


asyncio.run(main())

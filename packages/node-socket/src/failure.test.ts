import { describe, expect, it } from "vitest";
import { broken, certificateFailure, connectFailure, handshakeFailure } from "./failure.ts";

const WHERE = "mail.example.com:587";

function nodeError(code: string, more: object = {}): Error {
  return Object.assign(new Error(`something ${code}`), { code, ...more });
}

describe("a connection that could not be made", () => {
  it.each([
    ["ECONNREFUSED", "refused", "nothing listens there"],
    ["ENOTFOUND", "unresolved", "check its spelling"],
    ["EAI_AGAIN", "unresolved", "name server did not answer"],
    ["EHOSTUNREACH", "unreachable", "a firewall on the way"],
    ["ENETUNREACH", "unreachable", "no way to its network"],
    ["ETIMEDOUT", "unreachable", "as they do port 25"],
    ["EADDRNOTAVAIL", "unreachable", "check localAddress"],
    ["EACCES", "not-permitted", "The system forbids"],
    ["EPERM", "not-permitted", "The system forbids"],
    ["ERR_ACCESS_DENIED", "not-permitted", "--allow-net"],
    ["EUNHEARDOF", "unreachable", "The system says: something EUNHEARDOF"],
  ])("is reported for %s as %s", (code, kind, words) => {
    const cause = nodeError(code);
    const error = connectFailure(WHERE, 587, cause);
    expect(error).toMatchObject({ name: "TransportError", kind, cause });
    expect(error.message).toContain(`Cannot connect to ${WHERE}. `);
    expect(error.message).toContain(words);
  });

  it("is reported from the errors of several addresses", () => {
    const code = "ECONNREFUSED";
    const several = Object.assign(new AggregateError([nodeError(code)], "several"), { code });
    expect(connectFailure(WHERE, 587, several).kind).toBe("refused");
  });
});

describe("a certificate that is not accepted", () => {
  it.each([
    ["CERT_HAS_EXPIRED", "it has expired"],
    ["CERT_NOT_YET_VALID", "check this machine's clock"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "its issuer is not trusted here"],
    ["UNABLE_TO_GET_ISSUER_CERT", "its issuer is not trusted here"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "its issuer is not trusted here"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "incomplete chain"],
    ["INVALID_PURPOSE", "the check says: something INVALID_PURPOSE"],
  ])("is explained for %s", (code, words) => {
    const error = certificateFailure(WHERE, "mail.example.com", nodeError(code));
    expect(error.kind).toBe("certificate");
    expect(error.message).toContain(`The certificate of ${WHERE} is not accepted: `);
    expect(error.message).toContain(words);
  });

  it("lists the hosts that the certificate names", () => {
    const cause = nodeError("ERR_TLS_CERT_ALTNAME_INVALID", {
      cert: { subjectaltname: "DNS:other.example" },
    });
    expect(certificateFailure(WHERE, "mail.example.com", cause).message).toBe(
      `The certificate of ${WHERE} is not accepted: it names DNS:other.example and not ` +
        "mail.example.com; connect by a name that it carries, or set servername.",
    );
  });
});

describe("a handshake that failed", () => {
  it.each([
    ["ECONNRESET", "closed the connection during the handshake"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "wants STARTTLS"],
    ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "wants STARTTLS"],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL", "nothing above TLS 1.1"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "nothing above TLS 1.1"],
  ])("is explained for %s", (code, words) => {
    const error = handshakeFailure(WHERE, nodeError(code));
    expect(error.kind).toBe("handshake");
    expect(error.message).toContain(words);
  });

  it.each<[string, boolean, string]>([
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", true, "requires a client certificate"],
    ["ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED", true, "requires a client certificate"],
    ["ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE", true, "does not accept the client certificate"],
    ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", true, "does not accept the client certificate"],
    ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", true, "no version and cipher in common"],
    ["ERR_SSL_DH_KEY_TOO_SMALL", true, "Diffie-Hellman group that is too weak"],
    ["ERR_SSL_EE_KEY_TOO_SMALL", true, "too weak to be safe"],
    ["ERR_SSL_CA_MD_TOO_WEAK", true, "too weak to be safe"],
    ["ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED", true, "lacks secure renegotiation"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", true, 'set tls: "starttls"'],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL", true, "must be updated"],
    ["ECONNRESET", false, "closed the connection"],
    ["ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR", false, "OpenSSL says"],
  ])("says for %s whether trying again may help: permanent %s", (code, permanent, words) => {
    const error = handshakeFailure(WHERE, nodeError(code));
    expect(error).toMatchObject({ kind: "handshake", permanent });
    expect(error.message).toContain(words);
  });

  it("gives OpenSSL's own words where there are no better ones", () => {
    const error = handshakeFailure(WHERE, nodeError("ERR_SSL_X", { reason: "bad record mac" }));
    expect(error.message).toBe(`TLS with ${WHERE} failed. OpenSSL says: bad record mac.`);
  });
});

describe("a connection that broke in use", () => {
  it("quotes the system, or says that it was closed on this side", () => {
    expect(broken(WHERE, nodeError("ECONNRESET")).message).toContain("something ECONNRESET");
    const closed = broken(WHERE, undefined);
    expect(closed).toMatchObject({ kind: "reset" });
    expect(closed.message).toContain("it was closed on this side");
  });
});

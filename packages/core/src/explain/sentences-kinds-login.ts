/** The English sentences about refusals of a login, of TLS, and of commands. */
import { type KindsProse, kindProse as of } from "./kinds.ts";

const EHLO_FIRST =
  "Look at the reply to EHLO first: it lists what the server supports, before and after TLS. `parley probe` shows that list and tries each method, `parley matrix` compares servers, and `parley ledger` shows what servers refused before.";
const EHLO_AUTH =
  "Look at the AUTH line of the reply to EHLO, after TLS: it lists the methods that the server accepts. `parley probe` shows that list.";

export const LOGIN_KINDS: Pick<
  KindsProse,
  | "relay-denied"
  | "auth-required"
  | "auth-failed"
  | "auth-method-disabled"
  | "app-password-needed"
  | "oauth-refused"
  | "login-blocked"
  | "account-suspended"
  | "account-limit"
  | "tls-required"
  | "tls-failed"
  | "command-not-implemented"
  | "parameter-unsupported"
  | "syntax"
  | "bad-sequence"
> = {
  "relay-denied": of(
    [
      "The client did not log in, and the recipient's domain is not one of the server's own.",
      "The wrong server is set: this one only receives mail for its own domains.",
      "The client's IP address is not on the server's list of trusted networks.",
    ],
    "Turn on the login for outgoing mail in your mail program, or use the outgoing server of your own provider.",
    "Set `auth`, and connect to the submission port (587 or 465) of the sender's provider.",
    "Allow the client to relay after a login or by its network, or accept the recipient's domain. Do not allow everybody.",
    "`parley probe` shows whether the server offers AUTH and whether the port is for submission.",
  ),
  "auth-required": of(
    [
      "The client did not log in.",
      "Port 25 is set, where the server expects other servers and not users.",
    ],
    "Turn on the login for outgoing mail in your mail program.",
    "Set `auth` with user name and password or token, and use port 587 or 465.",
    "If this client should send without a login, allow its network. Otherwise, nothing has to be changed.",
    EHLO_AUTH,
  ),
  "auth-failed": of(
    [
      "The password is wrong, or was changed.",
      "The user name has another form, such as the whole address.",
      "The provider wants an app password or OAuth in place of the normal password.",
    ],
    "Check the user name and the password. Log in to the web mail with the same ones.",
    "Check that the configuration has the user name and password you expect, without spaces or line ends. Do not repeat a refused login.",
    "Check that the account exists, is not locked, and may use SMTP.",
    "Log in to the provider's web mail. If that works, the provider wants an app password or OAuth for SMTP, or SMTP is off for the account.",
  ),
  "auth-method-disabled": of(
    [
      "The method is switched off for the account or the whole organization.",
      "The server does not support this method.",
      "The server offers the method only after TLS, or only on port 587 or 465.",
      "A proxy or mail filter between client and server does not pass the method on.",
    ],
    "Ask the administrator of your mail account which kind of login is allowed.",
    "Use a method that the server lists in EHLO, such as XOAUTH2 with `auth.token`, over TLS.",
    "Switch on SMTP AUTH for the account if the rules of your organization allow it, or offer OAuth.",
    EHLO_AUTH,
  ),
  "app-password-needed": of(
    [
      "Two-factor authentication is on, so the provider does not accept the normal password for programs.",
      "The provider never accepts the normal password for SMTP.",
    ],
    "Create an app password in the security settings of your account, and enter that one in your mail program.",
    "Put an app password or an OAuth token into `auth` in place of the normal password.",
    "Allow app passwords in the organization, or provide OAuth.",
    "The security page of the account shows whether two-factor authentication is on and where app passwords are created.",
  ),
  "oauth-refused": of(
    [
      "The token has expired.",
      "The token was issued for another scope or another service.",
      "The user name does not belong to the token.",
      "The account or organization does not allow SMTP for this application.",
    ],
    "Log in to the application again.",
    "Fetch a new token before each connection with `auth.token`, with the scope for SMTP, and use the address of the account as user name.",
    "Grant the application the right to send by SMTP, and switch on SMTP AUTH for the account.",
    "Decode the token: check its expiry, audience and scope against the provider's help page.",
  ),
  "login-blocked": of(
    [
      "There were too many failed logins.",
      "The login came from an unusual place or a new device.",
      "The provider wants a confirmation in the browser first.",
    ],
    "Log in with a browser, confirm that it was you, and wait some time before the next attempt.",
    "Stop all automatic logins for a while. Open fewer connections and keep each one longer.",
    "Unlock the account, and look for a device that still uses an old password.",
    "The security page of the account lists the blocked logins.",
  ),
  "account-suspended": of(
    [
      "The provider blocked the account because of abuse or a stolen password.",
      "A payment or a verification is missing.",
      "The account is still limited to tests (sandbox).",
    ],
    "Look into the provider's dashboard or ask its support.",
    "Stop sending until the account is open again. Trying again does not help.",
    "Find out what was sent from the account, change its password, and ask the provider to open it.",
    "The provider's dashboard shows the state of the account.",
  ),
  "account-limit": of(
    [
      "The account sent all messages that its plan allows for an hour or a day.",
      "The credit is used up.",
      "A program sends more than expected, perhaps in a loop.",
    ],
    "Wait until the limit is reset, usually within a day.",
    "Send more slowly with the option `rate`, and keep the rest for later.",
    "Raise the plan or the limit of the account, and check what was sent from it.",
    "The provider's dashboard shows the limit and how much of it is used.",
  ),
  "tls-required": of(
    [
      "The client sent without encryption.",
      "The client began TLS too late: the server wants TLS before AUTH or MAIL.",
    ],
    "Turn on STARTTLS or SSL/TLS for outgoing mail in your mail program.",
    'Set `tls` to "starttls" for port 587, or to "implicit" for port 465.',
    "Nothing has to be changed, unless this client cannot encrypt.",
    EHLO_FIRST,
  ),
  "tls-failed": of(
    [
      "The server does not offer TLS here, or cannot start TLS at the moment.",
      "The certificate has expired, or is for another name.",
      "One side is too old for a TLS version that the other accepts.",
      "A firewall or virus scanner removes or blocks STARTTLS.",
    ],
    "Tell the administrator. Do not switch encryption off.",
    "Use port 465 with TLS from the first byte, or give the issuer's certificate as `ca`. Do not switch verification off.",
    "Renew the certificate, allow TLS 1.2 and later, and check what is between client and server.",
    "`parley probe` shows whether STARTTLS is offered and what the handshake says. openssl s_client -starttls smtp shows the certificate.",
  ),
  "command-not-implemented": of(
    [
      "The command is switched off, or a rule of the server forbids it.",
      "The server does not support the command: it is old or small, or the command is newer.",
      "A proxy, firewall or virus scanner between client and server does not know the command.",
      "The command is allowed only after TLS or AUTH.",
    ],
    "There is nothing you can do about this reply. Send through another server if the message does not arrive.",
    "Send only commands that the reply to EHLO lists, and have another method ready for each of them.",
    "Switch the command on, update the server, or exempt SMTP from the proxy in front of it.",
    EHLO_FIRST,
  ),
  "parameter-unsupported": of(
    [
      "The server does not support the option or the encoding, such as SMTPUTF8, 8BITMIME or DSN.",
      "The value of the parameter is out of range.",
      "The next server on the way does not support what the message needs.",
    ],
    "Use an address in plain ASCII letters if yours or the recipient's has others.",
    "Send parameters only if the reply to EHLO lists the extension. Encode the message as 7-bit text.",
    "Update the server, or switch the extension on in every server on the way.",
    EHLO_FIRST,
  ),
  syntax: of(
    [
      "An address has a space, a missing part, or characters that need quotes.",
      "The command line is too long, or has a parameter that the server does not know.",
      "The text of a message was read as a command, because client and server were out of sync.",
    ],
    "Check the addresses for spaces, missing parts and odd characters.",
    "Look at the command that was answered, byte by byte, and check addresses before you send them.",
    "Look into the server's log for the line that the server could not read.",
    "Record the session: the command right before this reply is the one that the server could not read.",
  ),
  "bad-sequence": of(
    [
      "A command before this one was refused, so that this one came too early.",
      "The client spoke before the server had answered.",
      "The server wants TLS or a login first.",
    ],
    "There is nothing you can do about this reply. Tell the developer of the program.",
    "Look at the reply to the command before. Wait for each reply if the server does not offer PIPELINING.",
    "Check for a proxy that drops or reorders commands.",
    "Record the session, and look for the first refused command. `parley probe` shows whether the server handles pipelining.",
  ),
};

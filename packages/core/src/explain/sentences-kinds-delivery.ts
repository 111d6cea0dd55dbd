/** The English sentences about refusals because of the sending host, the content, limits, and faults. */
import { type KindsProse, kindProse as of } from "./kinds.ts";

const DNS_OF_HOST =
  "Query the DNS for the sending IP address: dig -x 192.0.2.1, then look up the name that is found. Both must lead to each other.";
const LOGS =
  "Look into the logs of both servers at the time of this reply. `parley ledger` shows whether the server refused the same before.";

export const DELIVERY_KINDS: Pick<
  KindsProse,
  | "ptr"
  | "helo-name"
  | "ip-blocklisted"
  | "url-blocked"
  | "reputation"
  | "network-block"
  | "rate-limited"
  | "connection-limit"
  | "greylisted"
  | "spam-content"
  | "virus"
  | "attachment-type"
  | "message-too-large"
  | "message-malformed"
  | "content-policy"
  | "too-many-recipients"
  | "loop"
  | "server-busy"
  | "server-error"
  | "lookup-failed"
  | "timeout"
  | "unknown-policy"
> = {
  ptr: of(
    [
      "The sending IP address has no PTR record.",
      "The name in the PTR record does not lead back to the address.",
    ],
    "Tell your mail provider, or send through another server.",
    "Send through the mail server of a provider, not directly from an address without a name.",
    "Have the provider of the IP address set a PTR record, and publish an A or AAAA record for its name.",
    DNS_OF_HOST,
  ),
  "helo-name": of(
    [
      "The client names itself localhost, an IP address, or a name without a domain.",
      "The name does not exist in the DNS.",
      "The name belongs to somebody else, such as the receiving server.",
    ],
    "Tell the administrator of your mail server.",
    "Set the option `name` to the full host name of the sending computer.",
    "Configure the full host name of the server as its name for EHLO, and publish it in the DNS.",
    "Look up the name that the client gives in EHLO: dig A mail.example.org.",
  ),
  "ip-blocklisted": of(
    [
      "Unwanted mail came from this IP address, perhaps through a stolen account.",
      "The address belongs to a network of home or mobile users.",
      "A former user of the address sent unwanted mail.",
    ],
    "Tell your mail provider, and contact the recipient another way.",
    "Send through the mail server of your provider until the entry is removed. Do not switch between IP addresses to evade the list.",
    "Look up the sending IP address at the list that the reply names, remove the cause, and request removal.",
    "The page of the list shows whether and why the address is listed.",
  ),
  "url-blocked": of(
    [
      "A link in the message leads to a page that is on a blocklist.",
      "A link shortener or tracking link hides where the link leads.",
      "The website behind the link was broken into.",
    ],
    "Remove the link, or write the address of the page without a link shortener.",
    "Use links of your own domain, without link shorteners.",
    "Look up the domain of the link at the list, and request removal if it is yours.",
    "Send the message without its links: if it passes, add the links one by one.",
  ),
  reputation: of(
    [
      "Recipients marked earlier messages as spam, or many addresses did not exist.",
      "The IP address or domain is new and suddenly sends much.",
      "SPF, DKIM or DMARC are missing.",
    ],
    "Contact the recipient another way, and tell your mail provider.",
    "Send less and more evenly, only to people who want the mail, and take refused addresses off your lists.",
    "Check the receiver's postmaster page for your address and domain, set up SPF, DKIM and DMARC, and raise the amount slowly.",
    "The postmaster pages of large providers show how they rate an address or domain.",
  ),
  "network-block": of(
    [
      "The client sends directly from a home, mobile or cloud network.",
      "The receiver does not accept mail from this country, network or IP version.",
    ],
    "Use the outgoing server of your provider, with a login.",
    "Send through a submission server (port 587 or 465), not directly to the recipient's server.",
    "Send through a relay with a fixed address, or ask the receiver to allow your address.",
    "Send the same message from another network: if it passes, the network is the reason.",
  ),
  "rate-limited": of(
    [
      "Too many messages came from this client or sender in a short time.",
      "Too many messages went to this recipient.",
      "The receiver allows new or unknown senders only a few messages.",
    ],
    "Wait, then send the message again.",
    "Send more slowly with the options `pool.rate` and `pool.size`, and try again at growing intervals.",
    "Spread the messages over time. Ask the receiver for a higher limit if you need one.",
    LOGS,
  ),
  "connection-limit": of(
    [
      "The client opened too many connections at once.",
      "The client sent too many messages over one connection.",
    ],
    "Wait, then send the message again.",
    "Lower the option `pool.size`, and limit the messages of a connection.",
    "Raise the limit for this client if the client is trusted.",
    "Count the open connections of all programs that send from the same IP address.",
  ),
  greylisted: of(
    ["The server does not know this combination of sender, recipient and IP address yet."],
    "Nothing. The message usually arrives after some minutes.",
    "Try again after five to fifteen minutes, from the same IP address and with the same sender.",
    "Nothing has to be changed. Receivers can exempt known senders.",
    "A second attempt after some minutes passes. If it does not, the reason is another one.",
  ),
  "spam-content": of(
    [
      "The text, subject or links look like advertising or phishing.",
      "The same message went to many recipients.",
      "The domain or server already has a bad reputation.",
    ],
    "Change the text, the subject and the links, and send the message again.",
    "Send well-formed messages with a text part, a real From address and List-Unsubscribe.",
    "If the message is wanted, report it to the receiver as wrongly rejected, and allow the sender.",
    "Send the message in parts: without links, then without attachments. The part that is refused is the reason.",
  ),
  virus: of(
    [
      "An attachment or link carries malware.",
      "The scanner is wrong about an attachment, such as an encrypted archive.",
    ],
    "Scan your computer and the attachment before you send anything again.",
    "Scan uploads before you send them. Do not try again.",
    "If the file is harmless, report it to the maker of the scanner.",
    "Send the message without the attachment, and have the file scanned by a second scanner.",
  ),
  "attachment-type": of(
    [
      "The attachment is a program, script or document with macros.",
      "The attachment is an archive with such a file, or with a password.",
    ],
    "Share the file by a link, or send it in another format, such as PDF.",
    "Upload files of such types, and send a link to them.",
    "Allow the file type for trusted senders if the rules of your organization permit it.",
    "Send the message without the attachment: if it passes, the file type is the reason.",
  ),
  "message-too-large": of(
    [
      "Attachments make the message larger than the server allows. They grow by a third on the way.",
      "The mailbox or account has a lower limit than the server.",
    ],
    "Send a smaller message, or share the files by a link.",
    "Compare the size of the message with the SIZE line of the reply to EHLO before you send it.",
    "Raise the size limit of the server, and of every server behind it.",
    "The SIZE line in the reply to EHLO shows the limit; `parley probe` prints it.",
  ),
  "message-malformed": of(
    [
      "A header field such as From, Date or Message-ID is missing, doubled or broken.",
      "A line is longer than 998 bytes, or lines end with a bare line feed.",
      "From has no valid address.",
    ],
    "Tell the developer of the program that wrote the message.",
    "Build the message with a mail library, and check From, Date, Message-ID and the line ends (RFC 5322 3.6).",
    "Look for a filter or gateway that changes messages.",
    "Save the message to a file, and check its header fields and line lengths.",
  ),
  "content-policy": of(
    [
      "A rule of the receiving organization blocks such content.",
      "A rule of the sending organization does, such as one against data loss.",
    ],
    "Ask the recipient which content is not allowed, or contact the recipient another way.",
    "Do not try again automatically. Report the refusal to the person who wrote the message.",
    "Look up the rule in the log of the filter, and make an exception if the message is wanted.",
    "Send a short text only: if it passes, the content is the reason, not the sender.",
  ),
  "too-many-recipients": of(
    [
      "The message has more recipients than the server allows in one transaction.",
      "The sender may reach only so many recipients in a time.",
    ],
    "Send the message to fewer recipients at a time.",
    "Split the recipients over several messages.",
    "Raise the limit for recipients, or use a mailing list.",
    "The LIMITS line in the reply to EHLO shows the limit if the server reports it; `parley probe` prints it.",
  ),
  loop: of(
    [
      "Two servers or two mailboxes forward messages to each other.",
      "The MX record leads to a server that passes the message back.",
    ],
    "Tell the recipient, another way, that the forwarding is broken.",
    "Do not try again until the forwarding is repaired.",
    "Look at the Received fields of the message, and repair the forwarding or the MX record.",
    "The Received fields of the returned message name every server on the way: look for names that repeat.",
  ),
  "server-busy": of(
    [
      "The server is overloaded, restarts, or is in maintenance.",
      "The server has too little memory or disk space.",
    ],
    "Wait. The message can be sent again later.",
    "Try again after some minutes, at growing intervals, over fewer connections.",
    "Check the load, the disk and the queue of the server.",
    LOGS,
  ),
  "server-error": of(
    [
      "A part of the server failed, such as its storage, its filter or its login service.",
      "The server is configured wrongly.",
    ],
    "Wait, and send the message again later.",
    "Try again at growing intervals. Report the whole reply and the time if the fault stays.",
    "Look into the log of the server at the time of this reply.",
    LOGS,
  ),
  "lookup-failed": of(
    [
      "A name server did not answer in time.",
      "The directory or database of the server did not answer.",
      "The name servers of the sender's domain have a fault.",
    ],
    "Wait, and send the message again later.",
    "Try again at growing intervals.",
    "Check the DNS of the sender's domain and of the sending host, and the name servers that the server uses.",
    "Query the names in the reply from another network: dig MX example.org, dig -x 192.0.2.1.",
  ),
  timeout: of(
    [
      "The next server on the way could not be reached.",
      "The client or the network was too slow.",
      "The message waited in a queue for too long.",
    ],
    "Wait, and send the message again later.",
    "Try again over a new connection, and close idle connections earlier.",
    "Check the network and the firewall between the servers, and whether the next server runs.",
    "`parley probe` shows how long the server takes for each reply.",
  ),
  "unknown-policy": of(
    [
      "The server has a rule that its reply does not name: about the sender, the client, the recipient or the content.",
    ],
    "Ask the recipient, or contact the recipient another way.",
    "Report the whole reply to a person, and do not guess. Send the same message to another server to compare.",
    "Search the log of the receiving server for the time and the addresses: the reason is usually there.",
    LOGS,
  ),
};

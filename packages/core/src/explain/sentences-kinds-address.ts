/** The English sentences about refusals of a recipient or of a sender. */
import { type KindsProse, kindProse as of } from "./kinds.ts";

const DNS_OF_SENDER =
  "Query the DNS for the sender's domain: dig TXT example.org, dig TXT _dmarc.example.org. A message to a mailbox of your own shows the results in Authentication-Results.";

export const ADDRESS_KINDS: Pick<
  KindsProse,
  | "mailbox-unknown"
  | "mailbox-disabled"
  | "mailbox-full"
  | "domain-unknown"
  | "null-mx"
  | "recipient-restricted"
  | "sender-unknown"
  | "sender-not-permitted"
  | "spf"
  | "dkim"
  | "dmarc"
  | "sender-unauthenticated"
  | "domain-blocklisted"
> = {
  "mailbox-unknown": of(
    [
      "The address is misspelled.",
      "The recipient left, and the address was deleted.",
      "The server does not know a new address or alias yet.",
    ],
    "Check the spelling of the address, and ask the recipient for the current one.",
    "Take the address off your lists. Do not send to the address again until somebody corrects it.",
    "If the address should exist, create the mailbox or alias, and check that the directory was synchronized.",
    "Compare the address with an earlier message of the recipient. `parley probe` shows what the server answers to RCPT without sending a message.",
  ),
  "mailbox-disabled": of(
    [
      "The account was closed, suspended, or not paid for.",
      "Nobody used the mailbox for a long time.",
      "The mailbox is new and not set up yet.",
    ],
    "Contact the recipient another way, and ask for another address.",
    "Take the address off your lists until the recipient confirms the address.",
    "If the mailbox should be open, enable the account again.",
    "Only the recipient or the recipient's provider can say whether the mailbox will open again.",
  ),
  "mailbox-full": of(
    [
      "The recipient has not deleted old mail, and the quota is used up.",
      "The mailbox is not read any more.",
      "The message itself is larger than the space that is left.",
    ],
    "Contact the recipient another way. Send the message again in a day or two.",
    "Try again at growing intervals for some days. Take the address off your lists if the mailbox stays full for weeks.",
    "Raise the quota of the mailbox, or delete old mail.",
    "Send a very small message: if the server accepts the small message, only the size is the problem.",
  ),
  "domain-unknown": of(
    [
      "The part of the address after the @ is misspelled.",
      "The domain expired, or has no MX and no address record.",
      "The name servers of the domain do not answer.",
    ],
    "Check the part of the address after the @.",
    "Check domains when users enter addresses: look for an MX, A or AAAA record.",
    "Publish an MX record for the domain, and check that the domain is still registered.",
    "Query the DNS: dig MX example.org, then dig A example.org.",
  ),
  "null-mx": of(
    [
      "The domain is used for the web only and publishes a null MX record.",
      "The host is not a mail server for incoming mail.",
    ],
    "Use an address at another domain, or contact the recipient another way.",
    "Treat every address at this domain as not deliverable, and do not use one as the sender.",
    "If the domain should receive mail, replace the null MX record with the name of a mail server.",
    "Query the DNS: dig MX example.org shows a lone dot as the mail server of a domain without mail (RFC 7505 3).",
  ),
  "recipient-restricted": of(
    [
      "The recipient or group accepts mail only from members or known senders.",
      "The recipient blocked this sender.",
      "A rule of the recipient's organization blocks mail from outside.",
    ],
    "Ask the recipient, another way, to allow your address.",
    "Do not try again automatically. Report the refusal to the person who wrote the message.",
    "Check the restrictions of the mailbox or group, and allow the sender if that is wanted.",
    "Send from an address inside the recipient's organization, or ask a member to write: if that works, the restriction is about the sender.",
  ),
  "sender-unknown": of(
    [
      "The domain of the sender address does not exist, or has no MX and no address record.",
      "The sender address itself does not exist, and the server asked for it.",
      "A program sends with the local name of its computer as the domain.",
    ],
    "Send from an address that can receive replies.",
    "Set `from` to an existing address at a domain that has an MX or address record.",
    "Publish an MX record for the sender's domain, and accept mail for the sender address.",
    "Query the DNS for the sender's domain: dig MX example.org. Then send a message to the sender address.",
  ),
  "sender-not-permitted": of(
    [
      "The sender address belongs to another account than the one that logged in.",
      "The address or domain is not verified with the provider; a trial account needs verified recipients too.",
      "The account has no right to send as this address.",
    ],
    "Send from the address of your own account, or have the other address added as an alias.",
    "Set `from` to an address of the account in `auth`. Put another address into Reply-To.",
    "Verify the sender address or domain with the provider, or grant the account the right to send as this address.",
    "Send once with the account's own address as `from`: if that works, the right to use the other address is missing.",
  ),
  spf: of(
    [
      "The SPF record of the sender's domain does not list the server that sends.",
      "A forwarding server passed on the message with the original sender.",
      "The SPF record has an error, or needs more than ten DNS lookups.",
    ],
    "Send through the mail server of your own provider, and tell the administrator of your domain.",
    "Send through a server that the domain's SPF record lists, or use a sender at a domain that you control.",
    "Add the sending server to the SPF record of the sender's domain (RFC 7208 3).",
    DNS_OF_SENDER,
  ),
  dkim: of(
    [
      "The sending server does not sign messages for the sender's domain.",
      "A server on the way changed the message after the signature.",
      "The public key in the DNS is missing, too short, or another one.",
    ],
    "Tell the administrator of your domain. You cannot repair the signature yourself.",
    "Sign messages with DKIM, and change nothing in the message after signing.",
    "Publish the public key of the selector, use a key of at least 1024 bits, and check that no server changes signed messages (RFC 6376 3.6).",
    DNS_OF_SENDER,
  ),
  dmarc: of(
    [
      "Neither SPF nor DKIM passes for the domain in From.",
      "A sending service signs with its own domain only.",
      "The domain in From has no DMARC record, and this receiver requires one.",
    ],
    "Send through the mail server of your own domain. Do not put an address at a public mail provider into From when another server sends.",
    "Use a From address at the domain that signs and sends the message.",
    "Let SPF or DKIM pass for the domain in From, and publish a DMARC record.",
    DNS_OF_SENDER,
  ),
  "sender-unauthenticated": of(
    [
      "The sender's domain has no SPF record that lists the sending server, and the message has no valid DKIM signature.",
      "The sending service is not set up for this domain yet.",
    ],
    "Send through the mail server of your own provider, and tell the administrator of your domain.",
    "Send through a server that signs messages for the sender's domain.",
    "Set up SPF and DKIM for the sender's domain, then add a DMARC record.",
    DNS_OF_SENDER,
  ),
  "domain-blocklisted": of(
    [
      "The domain was used for unwanted mail, perhaps through a stolen account or website.",
      "The domain is new and has no reputation yet.",
    ],
    "Tell the administrator of your domain. Contact the recipient another way until the entry is removed.",
    "Do not send from other domains to get around the list. Stop sending until the cause is found.",
    "Look up the domain at the list that the reply names, remove the cause, and request removal.",
    "The page of the list shows whether and why the domain is listed.",
  ),
};

/** Enhanced status codes from X.7.20 on, about proof of the sender's domain, in sentences. */
import type { EnhancedProse } from "./explanation.ts";

/** By code, with X for the class. */
export const POLICY_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.7.20": {
    means: "The message has no valid DKIM signature.",
    causes: [
      "The sending server does not sign.",
      "The message was changed after it was signed.",
      "The public key is not in DNS.",
    ],
  },
  "X.7.21": {
    means: "The DKIM signatures are valid, and none of them is acceptable.",
    causes: ["The key is too short, or the signature is too old or covers too little."],
  },
  "X.7.22": {
    means: "No valid DKIM signature is from the domain of the author.",
    causes: ["Only a mailing service signed, with its own domain."],
  },
  "X.7.23": {
    means: "SPF failed: the sender's domain does not allow this client to send for it.",
    causes: [
      "The sending server is missing from the SPF record of the domain.",
      "The message was forwarded by a server that kept the old sender.",
    ],
  },
  "X.7.24": {
    means: "SPF could not be checked.",
    causes: [
      "The SPF record is faulty, or needs more than ten DNS lookups.",
      "DNS did not answer.",
    ],
  },
  "X.7.25": {
    means: "The reverse DNS of the client failed the check.",
    causes: ["The address has no PTR record, or its name does not lead back to the address."],
  },
  "X.7.26": {
    means: "Several checks of the sender's domain failed.",
    causes: ["Both SPF and DKIM failed, or neither agrees with the From field (DMARC)."],
  },
  "X.7.27": {
    means: "The sender's domain declares by a null MX record that it takes no mail.",
    causes: ["The sender's address could never receive a bounce."],
    advice: {
      sender: "Use an address that can be answered.",
      developer:
        "Use a reverse-path whose domain takes mail, or the null reverse-path for notifications.",
      administrator: "Remove the null MX record if the domain is to send mail.",
    },
  },
  "X.7.28": {
    means: "The server sees a flood of mail.",
    causes: ["Too many messages came from this sender, or for this recipient, in a short time."],
  },
  "X.7.29": {
    means: "The ARC chain of the message is not valid.",
    causes: ["A forwarder changed the message and did not seal it rightly."],
    advice: {
      sender: "Send to the final address instead of the forwarding one.",
      developer: "Do not change messages that carry ARC header fields.",
      administrator: "Check the ARC seals of the forwarding servers.",
    },
  },
  "X.7.30": {
    means: "The message demands REQUIRETLS, and the way onward lacks it.",
    causes: ["The next server does not offer REQUIRETLS, or its certificate cannot be verified."],
    advice: {
      sender: "Send without the demand, if the message may travel in clear text.",
      developer: "Do not drop the demand by yourself.",
      administrator: "Enable REQUIRETLS on the next server.",
    },
  },
};

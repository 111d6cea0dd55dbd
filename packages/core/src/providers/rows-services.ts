/** Services that send mail of programs. */
import {
  NODEMAILER,
  type OtherProviderServer,
  seen,
  serverAt,
  type WrittenRow,
} from "./settings.ts";

const AMAZON_REGIONS =
  "us-east-2 us-west-1 us-west-2 us-gov-east-1 us-gov-west-1 ca-central-1 sa-east-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2";

const amazonServer = (region: string): OtherProviderServer => ({
  ...serverAt(`email-smtp.${region}.amazonaws.com`, 465),
  region,
});

const service = {
  kind: "service",
  authentication: ["key"],
  user: "account",
} as const satisfies Partial<WrittenRow>;

/** The rows, in the order of the page. */
export const SERVICE_ROWS: readonly WrittenRow[] = [
  {
    ...service,
    id: "amazon-ses",
    name: "Amazon SES",
    aliases: ["SES"],
    host: "email-smtp.us-east-1.amazonaws.com",
    ports: [465],
    otherServers: AMAZON_REGIONS.split(" ").map(amazonServer),
    notes: [
      "Choose the server of the region of your account. SMTP credentials are valid in one region only.",
      "SMTP credentials are not an AWS access key. Create them in the SES console, or derive the password from a secret access key.",
    ],
    sources: [
      seen("https://docs.aws.amazon.com/ses/latest/dg/send-email-smtp.html"),
      seen("https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"),
      NODEMAILER,
    ],
  },
  {
    ...service,
    id: "brevo",
    name: "Brevo",
    aliases: ["Sendinblue"],
    host: "smtp-relay.brevo.com",
    ports: [587, 465],
    notes: ["The password is an SMTP key. An API key does not work."],
    sources: [
      seen("https://developers.brevo.com/docs/smtp-integration"),
      seen("https://developers.brevo.com/docs/node-smtp-relay-example"),
    ],
  },
  {
    ...service,
    id: "cloudflare",
    name: "Cloudflare Email Service",
    aliases: ["Cloudflare"],
    host: "smtp.mx.cloudflare.net",
    ports: [465],
    user: { fixed: "api_token" },
    notes: [
      "The password is an API token with the permission `Email Sending: Edit`.",
      "The domain of the sender must be set up for Email Sending first. There is no STARTTLS on port 587.",
    ],
    sources: [seen("https://developers.cloudflare.com/email-service/api/send-emails/smtp/")],
  },
  {
    ...service,
    id: "infobip",
    name: "Infobip",
    host: "smtp-api.infobip.com",
    ports: [587, 465],
    otherServers: [{ ...serverAt("smtp-api-ny.infobip.com", 587), region: "USA" }],
    authentication: ["password"],
    notes: ["Only registered senders are allowed."],
    sources: [seen("https://www.infobip.com/docs/email/smtp-specification")],
  },
  {
    ...service,
    id: "mailersend",
    name: "MailerSend",
    host: "smtp.mailersend.net",
    ports: [587],
    sources: [NODEMAILER],
  },
  {
    ...service,
    id: "mailgun",
    name: "Mailgun",
    host: "smtp.mailgun.org",
    ports: [465, 587],
    otherServers: [{ ...serverAt("smtp.eu.mailgun.org", 465), region: "EU" }],
    authentication: ["password"],
    notes: [
      "The user name is a full address of the sending domain, such as postmaster@mg.example.com. Each domain has its own credentials.",
      "Accounts in the EU have their own server. The other server does not know them.",
    ],
    sources: [
      seen("https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-smtp"),
      seen("https://spreecommerce.org/docs/integrations/email/mailgun"),
      seen("https://cloud.google.com/compute/docs/tutorials/sending-mail/using-mailgun"),
    ],
  },
  {
    ...service,
    id: "mailjet",
    name: "Mailjet",
    host: "in-v3.mailjet.com",
    ports: [587],
    notes: ["The user name is the API key, the password is the secret key."],
    sources: [seen("https://rubydoc.info/gems/mailjet/Mailjet/Mailer")],
  },
  {
    ...service,
    id: "mailtrap",
    name: "Mailtrap",
    host: "live.smtp.mailtrap.io",
    ports: [587],
    sources: [NODEMAILER],
  },
  {
    ...service,
    id: "mandrill",
    name: "Mandrill",
    aliases: ["Mailchimp"],
    host: "smtp.mandrillapp.com",
    ports: [587],
    sources: [NODEMAILER],
  },
  {
    ...service,
    id: "postmark",
    name: "Postmark",
    host: "smtp.postmarkapp.com",
    ports: [587, 2525],
    notes: [
      "The server API token is both the user name and the password.",
      "Broadcast messages go to smtp-broadcasts.postmarkapp.com. There is no port with implicit TLS.",
    ],
    sources: [
      seen(
        "https://postmarkapp.com/support/article/811-what-are-the-smtp-details-api-tokens-i-should-be-using",
      ),
      seen("https://spreecommerce.org/docs/integrations/email/postmark"),
    ],
  },
  {
    ...service,
    id: "resend",
    name: "Resend",
    host: "smtp.resend.com",
    ports: [465, 587],
    user: { fixed: "resend" },
    notes: ["The password is an API key."],
    sources: [seen("https://resend.com/changelog/smtp-service")],
  },
  {
    ...service,
    id: "sendgrid",
    name: "SendGrid",
    aliases: ["Twilio SendGrid"],
    host: "smtp.sendgrid.net",
    ports: [587, 465],
    user: { fixed: "apikey" },
    notes: [
      "The user name is the word `apikey`. The password is an API key with Mail permissions.",
    ],
    sources: [
      seen(
        "https://www.twilio.com/docs/sendgrid/for-developers/sending-email/integrating-with-the-smtp-api",
      ),
    ],
  },
  {
    ...service,
    id: "smtp2go",
    name: "SMTP2GO",
    host: "mail.smtp2go.com",
    ports: [2525],
    sources: [NODEMAILER],
  },
  {
    ...service,
    id: "sparkpost",
    name: "SparkPost",
    host: "smtp.sparkpostmail.com",
    ports: [587],
    sources: [NODEMAILER],
  },
];

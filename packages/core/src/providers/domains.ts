/** Long lists of the domains of providers, written by their ends. */

const ends = (name: string, text: string): readonly string[] =>
  text.split(" ").map((end) => `${name}.${end}`);

/** The domains of Outlook.com. */
export const OUTLOOK_DOMAINS: readonly string[] = [
  "msn.com",
  "windowslive.com",
  "livemail.tw",
  ...ends(
    "outlook",
    "com at be cl cz de dk es fr hu ie in it jp kr lv my ph pt sa sg sk co.id co.il co.th com.ar com.au com.br com.gr com.tr com.vn",
  ),
  ...ends(
    "hotmail",
    "com be ca cl cz de dk es fi fr gr hu it lt lv my nl no ph rs se sg sk co.id co.il co.in co.jp co.kr co.th co.uk co.za com.ar com.au com.br com.hk com.tr com.tw com.vn",
  ),
  ...ends(
    "live",
    "com at be ca cl cn de dk fi fr hk ie in it jp nl no ru se co.jp co.kr co.uk co.za com.ar com.au com.mx com.my com.ph com.pt com.sg",
  ),
];

/** The domains of Yahoo Mail. */
export const YAHOO_DOMAINS: readonly string[] = [
  "ymail.com",
  "myyahoo.com",
  "rocketmail.com",
  "cox.net",
  ...ends("yahoo", "com de it fr es se co.in co.uk co.nz com.au com.ar com.br com.mx"),
];

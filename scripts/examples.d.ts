/** Names that the examples in the docs may use without declaring them, since every reader knows what they stand for. */
declare const user: string;
declare const pass: string;
declare const token: string;
declare const from: string;
declare const to: string;
declare const raw: string;
declare const pdf: Uint8Array;
declare const logo: Uint8Array;
declare const message: import("@parley-smtp/core").Message;
declare const messages: readonly import("@parley-smtp/core").Message[];
declare const mailer: import("@parley-smtp/core").Mailer;
declare const connection: import("@parley-smtp/core").Connection;
declare const dial: import("@parley-smtp/core").Dial;
declare const evidence: import("@parley-smtp/core").Evidence;
declare const situation: import("@parley-smtp/core").Situation;
declare const password: Uint8Array;
declare const salt: Uint8Array;
declare const signal: AbortSignal;

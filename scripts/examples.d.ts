/** Names that the examples in the docs may use without declaring them, since every reader knows what they stand for. */
declare const user: string;
declare const pass: string;
declare const token: string;
declare const from: string;
declare const to: string;
declare const raw: string;

import type { PageItems } from './items.js';
import type { Origin } from './written.js';

/** What every reply needs of the request, also one that is refused half-way. */
export interface Frame {
  /** The MessageID of the reply. */
  readonly replyId: string;
  /** That of the request; null where it has none. */
  readonly relatesTo: string | null;
  /** Whether it is written in UTF-16. */
  readonly utf16: boolean;
  /** The most bytes that the client takes. */
  readonly maxBytes: number;
}

/** What the reply to a request is written with. */
export interface Envelope extends Frame {
  /** As it was sent. */
  readonly action: string;
  /** What the request was to do, and how its reply looks. */
  readonly reply: 'get' | 'put' | 'enumerate' | 'pull' | 'release' | 'invoke' | 'declaration' | 'refusal';
  /** The resource URI as it was sent. */
  readonly uri: string;
  readonly origin: Origin;
  /** How long the client waits, in milliseconds; null where it does not say. */
  readonly timeoutMs: number | null;
  /** What the items of an enumeration are written with; null elsewhere. */
  readonly items: PageItems | null;
  /** Whether the first page may come with the answer to Enumerate. */
  readonly optimized: boolean;
  /** Whether what is wrong is wrong in a filter. */
  readonly filtered: boolean;
}

/** An answer as HTTP carries it. */
export interface Reply {
  /** Of HTTP. */
  readonly status: 200 | 400 | 413 | 415 | 500;
  readonly headers: Readonly<Record<string, string>>;
  /** A text goes out as UTF-8. */
  readonly body: string | Uint8Array;
}

import type { Element } from '../../markup/element.js';
import type { SentInstance, SentMember, SentPath } from '../../operations/requests.js';
import type { CimStatus } from '../../operations/status.js';

// What a client reads of a reply. As in requests, values are as they were sent.

export type Received =
  | ReceivedRefusal
  | Unreadable
  | { readonly kind: 'nothing' }
  | { readonly kind: 'instance'; readonly instance: SentInstance }
  | ReceivedPage
  | ReceivedAnswer
  /** A class, as CIM-XML declares it. */
  | { readonly kind: 'class'; readonly declaration: Element };

/** The server says that it did not do what it was asked for. */
export interface ReceivedRefusal {
  readonly kind: 'refused';
  /** Null where it says it in words of its protocol, which stand for none. */
  readonly status: CimStatus | null;
  /** The protocol's own word: 'wsman:TimedOut'. */
  readonly word: string;
  readonly reason: string;
}

/** What came is no reply to the request: whether it was done is not known. */
export interface Unreadable {
  readonly kind: 'unreadable';
  /** Of HTTP. */
  readonly httpStatus: number;
  /** One plain line. */
  readonly why: string;
}

/** A part of an enumeration. */
interface ReceivedPage {
  readonly kind: 'page';
  readonly items: readonly ReceivedItem[];
  /** Null at the end. */
  readonly context: string | null;
}

/** An item with what there is of it: paths come alone, instances with their paths where the protocol has both. */
export interface ReceivedItem {
  readonly instance: SentInstance | null;
  readonly path: SentPath | null;
}

/** What a method answered. */
interface ReceivedAnswer {
  readonly kind: 'answer';
  readonly returnValue: number;
  readonly outputs: readonly SentMember[];
}

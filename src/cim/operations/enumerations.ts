import { refuse } from './refusal.js';
import type { Fits, Paging, Pull } from './requests.js';
import type { CimInstance, CimPath, Page } from './results.js';

/** How many enumerations may be open, and for how long one may be left alone. */
export interface EnumerationLimits {
  readonly open: number;
  readonly idleMs: number;
}

/** Where items come from: they are made when they are asked for, of what nothing changes any more. */
type Items = Iterator<CimInstance | CimPath>;

interface Enumeration {
  readonly caller: string;
  readonly of: 'instances' | 'paths';
  readonly items: Items;
  /** The next one, which was looked at to see whether there is one. */
  ahead: CimInstance | CimPath | undefined;
  readonly idleMs: number;
  expiresMs: number;
}

/** The enumerations that clients have open. Contexts can't be guessed, and belong to the user who opened them. */
export class Enumerations {
  private readonly open = new Map<string, Enumeration>();

  /** @param newContext makes a name that nobody can guess */
  constructor(
    private readonly limits: EnumerationLimits,
    private readonly newContext: () => string,
  ) {}

  /** How many are open. */
  get size(): number {
    return this.open.size;
  }

  /** Opens one and takes its first page; one that ends with it is not kept.
   * @throws CimRefusal when too many are open
   */
  start(items: Items, of: 'instances' | 'paths', { first, fits, idleMs }: Paging, caller: string, nowMs: number): Page {
    this.expire(nowMs);
    const kept = Math.min(idleMs ?? this.limits.idleMs, this.limits.idleMs);
    const enumeration: Enumeration = { caller, of, items, ahead: undefined, idleMs: kept, expiresMs: nowMs + kept };
    if (first > 0) enumeration.ahead = next(items);
    const page = take(enumeration, first, fits);
    const ended = first > 0 && enumeration.ahead === undefined;
    if (ended) return { kind: 'page', of, items: page, context: null };
    if (this.open.size >= this.limits.open)
      refuse(
        'serverLimitsExceeded',
        'context',
        `${this.open.size} enumerations are open, which is the most there may be`,
      );
    if (first === 0) enumeration.ahead = next(items);
    const context = this.newContext();
    this.open.set(context, enumeration);
    return { kind: 'page', of, items: page, context };
  }

  /** The next page.
   * @throws CimRefusal for a context that is not open, another user's, or one of other items
   */
  pull({ context, most, items: of, fits }: Pull, caller: string, nowMs: number): Page {
    const enumeration = this.named(context, caller, nowMs);
    if (of !== null && of !== enumeration.of)
      refuse('invalidEnumerationContext', 'context', `the enumeration is one of ${enumeration.of}`);
    const items = take(enumeration, most, fits);
    enumeration.expiresMs = nowMs + enumeration.idleMs;
    const ended = most > 0 && enumeration.ahead === undefined;
    if (ended) this.open.delete(context);
    return { kind: 'page', of: enumeration.of, items, context: ended ? null : context };
  }

  /** @throws CimRefusal for a context that is not open, or another user's */
  close(context: string, caller: string, nowMs: number): void {
    this.named(context, caller, nowMs);
    this.open.delete(context);
  }

  private named(context: string, caller: string, nowMs: number): Enumeration {
    this.expire(nowMs);
    const found = this.open.get(context);
    if (found === undefined || found.caller !== caller)
      return refuse(
        'invalidEnumerationContext',
        'context',
        'there is no such enumeration: it ended, or was left alone too long',
      );
    return found;
  }

  /** Ends those that were left alone too long; at most as many as may be open are looked at. */
  private expire(nowMs: number): void {
    for (const [context, { expiresMs }] of this.open) if (expiresMs <= nowMs) this.open.delete(context);
  }
}

function take(enumeration: Enumeration, most: number, fits: Fits = () => true): Page['items'] {
  const items: (CimInstance | CimPath)[] = [];
  while (items.length < most && enumeration.ahead !== undefined && fits(enumeration.ahead)) {
    items.push(enumeration.ahead);
    enumeration.ahead = next(enumeration.items);
  }
  // An enumeration has items of one kind.
  return items as CimInstance[] | CimPath[];
}

function next(items: Items): CimInstance | CimPath | undefined {
  const { done, value } = items.next();
  return done === true ? undefined : value;
}

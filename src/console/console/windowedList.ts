import type { Window } from '../../server/console/contract/answers.js';
import type { Changed } from '../../server/console/contract/state.js';
import { type Change, keptChanges, type Session } from './session.js';

const pageSize = 100;
/** Pages that are kept; those that were seen longest ago go first. */
const pagesKept = 12;
/** Many changes that a list has to be asked for again come at once: it is asked for again once for all of them. */
const askedEveryMs = 300;
/** Ids of elements in parts that are not there: that they change is no reason to ask again. */
const idsKept = 20_000;

interface Wishes<Element> {
  readonly universe: string;
  readonly ask: (offset: number, limit: number) => Promise<Window<Element>>;
  /** What a change says of such elements. */
  readonly changed: (change: Change) => readonly Changed<Element>[];
  /** Whether elements may come in or go out as they change, since those of one state are meant only. */
  readonly mayMove: boolean;
}

/** A list of any length, of which the parts are there that are looked at; events keep them as they are now. */
export class WindowedList<Element extends { readonly id: string }> {
  total = 0;
  /** Whether the first answer has come. */
  isThere = false;
  private readonly pages = new Map<number, Element[]>();
  /** Why nothing more is shown, in the server's words; null while all is well. */
  refusal: string | null = null;
  private readonly asked = new Set<number>();
  private readonly elsewhere = new Set<string>();
  private seen: readonly number[] = [0];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;
  private readonly unwatch: () => void;

  /** @param drawAgain is called when something has changed */
  constructor(
    private readonly session: Session,
    private readonly wishes: Wishes<Element>,
    private readonly drawAgain: () => void,
  ) {
    this.unwatch = session.watch((change) => this.follow(change));
    this.ask(0);
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.unwatch();
  }

  at(index: number): Element | undefined {
    return this.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Says which part is looked at. */
  look(first: number, last: number): void {
    const from = Math.floor(first / pageSize);
    this.seen = Array.from({ length: Math.floor(last / pageSize) - from + 1 }, (_, at) => from + at);
    for (const page of this.seen) if (!this.pages.has(page)) this.ask(page);
  }

  private async ask(page: number): Promise<void> {
    if (this.asked.has(page)) return;
    this.asked.add(page);
    try {
      const { items, total, upTo } = await this.wishes.ask(page * pageSize, pageSize);
      if (this.isOver) return;
      this.total = total;
      this.isThere = true;
      // Set anew, so that the oldest comes first.
      this.pages.delete(page);
      this.pages.set(page, [...items]);
      for (const old of this.pages.keys()) {
        if (this.pages.size <= pagesKept) break;
        if (!this.seen.includes(old)) this.pages.delete(old);
      }
      const { changes } = this.session;
      for (const change of changes) if (change.id > upTo) this.apply(change);
      if (changes.length === keptChanges && (changes[0]?.id ?? 0) > upTo + 1) this.askAgain();
      this.refusal = null;
    } catch (error) {
      this.refusal = String(error instanceof Error ? error.message : error);
    } finally {
      this.asked.delete(page);
      if (!this.isOver) this.drawAgain();
    }
  }

  private follow(change: Change): void {
    if (this.apply(change)) this.drawAgain();
  }

  /** @returns whether something that is there is another one now */
  private apply(change: Change): boolean {
    if (change.universe !== this.wishes.universe) return false;
    if (change.frame === null || change.frame.stale) {
      this.askAgain();
      return change.frame === null;
    }
    const changes = new Map(this.wishes.changed(change).map(({ id, now }) => [id, now]));
    const isGone = [...changes.values()].includes(null);
    let isShown = false;
    for (const elements of this.pages.values()) {
      for (const [at, { id }] of elements.entries()) {
        const now = changes.get(id);
        if (now != null) {
          elements[at] = now;
          isShown = true;
        }
        changes.delete(id);
      }
    }
    const isNew = [...changes.keys()].some((id) => !this.elsewhere.has(id));
    if (this.elsewhere.size > idsKept) this.elsewhere.clear();
    for (const id of changes.keys()) this.elsewhere.add(id);
    if (isGone || isNew || (this.wishes.mayMove && changes.size > 0)) this.askAgain();
    return isShown;
  }

  private askAgain(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const page of this.pages.keys()) if (!this.seen.includes(page)) this.pages.delete(page);
      for (const page of this.seen) this.ask(page);
    }, askedEveryMs);
  }
}

import { pageJson } from './views.js';

/** How many events, and how many characters of them, are kept for pages that come back. */
const most = { events: 2000, characters: 8 * 1024 * 1024 };

interface Sent {
  readonly number: number;
  readonly text: string;
}

/** The events of a session, in the order in which they are sent to every page that is open. */
export class EventStream {
  private readonly kept: Sent[] = [];
  private characters = 0;
  private readonly open = new Set<(text: string) => void>();

  /** @param count the number before that of the first event: far from those of other sessions, whose pages come back to this one */
  constructor(
    private count: number,
    private readonly limits: typeof most = most,
  ) {}

  /** The number of the event that was sent last. */
  get last(): number {
    return this.count;
  }

  /** Whether anybody listens. */
  get isOpen(): boolean {
    return this.open.size > 0;
  }

  send(event: string, data: unknown): void {
    this.count++;
    const text = eventText(this.count, event, data);
    this.kept.push({ number: this.count, text });
    this.characters += text.length;
    while (this.kept.length > this.limits.events || this.characters > this.limits.characters) {
      this.characters -= this.kept.shift()?.text.length ?? 0;
    }
    for (const send of this.open) send(text);
  }

  /** A page listens.
   * @param lastId of the event that it was sent last; undefined for one that is new
   * @param whole what a page begins with that is new, or that was away for too long
   * @returns what ends it
   */
  begin(lastId: string | undefined, whole: () => unknown, send: (text: string) => void): () => void {
    const missed = this.since(lastId);
    if (missed === undefined) {
      // To tell of all that there is may first tell others what they have not been told.
      const all = whole();
      send(eventText(this.count, 'session', all));
    } else for (const { text } of missed) send(text);
    this.open.add(send);
    return () => this.open.delete(send);
  }

  /** What was sent since an event; undefined where that is not known any more. */
  private since(lastId: string | undefined): readonly Sent[] | undefined {
    if (lastId === undefined || !/^\d{1,15}$/.test(lastId)) return undefined;
    const after = Number(lastId);
    const first = this.kept[0]?.number ?? this.count + 1;
    if (after > this.count || after < first - 1) return undefined;
    return this.kept.slice(after - first + 1);
  }
}

/** @see HTML, "Server-sent events": a line of data has no line end, and JSON has none */
function eventText(id: number, event: string, data: unknown): string {
  return `id: ${id}\nevent: ${event}\ndata: ${pageJson(data)}\n\n`;
}

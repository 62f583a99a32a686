import { textAtMost } from '../../report/files/plainJson.js';
import type { Fields, FilmedJobView, FilmedPool, FilmedSynchronization } from '../../report/film/film.js';
import type { Job, Pool, Synchronization, Volume } from '../../store/views.js';
import type { PageVolume } from './contract/state.js';

// Elements as the page reads them: sizes as numbers of bytes, a volume's relation to its source by its id.

export function pagePool(view: Pool): FilmedPool {
  return numeric(view);
}

export function pageVolume({ synchronization, ...view }: Volume): PageVolume {
  return { ...numeric(view), synchronization: synchronization?.id ?? null };
}

export function pageSynchronization(view: Synchronization): FilmedSynchronization {
  return view;
}

export function pageJob(view: Job): FilmedJobView {
  return view;
}

type Numeric<View> = { readonly [Name in keyof View]: View[Name] extends bigint ? number : View[Name] };

function numeric<View extends object>(view: View): Numeric<View> {
  const members = Object.entries(view).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? Number(value) : value,
  ]);
  // Each member is what it was, but for bigints.
  return Object.fromEntries(members) as Numeric<View>;
}

/** A reply's out parameters as JSON has them. */
export function pageFields(reply: object): Fields {
  return JSON.parse(pageJson(reply)) as Fields;
}

/** JSON for the page: a text that would fill it is cut, and says how long it is. */
export function pageJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? cutText(part) : numbered(part)));
}

/** JSON with all of every text. */
export function wholeJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => numbered(part));
}

function numbered(part: unknown): unknown {
  return typeof part === 'bigint' ? Number(part) : part;
}

function cutText(text: string): string {
  return text.length <= textAtMost ? text : `${text.slice(0, textAtMost)}… (${text.length} characters)`;
}

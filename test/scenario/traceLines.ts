import type { ScenarioResult } from '../../src/scenario/perform/result.js';
import type { TraceEvent } from '../../src/store/traceLog.js';
import { formatClock, type Milliseconds } from '../../src/vocabulary/units/durations.js';
import { formatSize, parseSize } from '../../src/vocabulary/units/sizes.js';

/** A trace for people: an event a line, with its number and its virtual time. Ids are numbered as they come up, so that a
 * change of what happens is told from a change of ids.
 */
export function traceLines({ trace, name, version }: Pick<ScenarioResult, 'trace' | 'name' | 'version'>): string {
  const named = namesById();
  const lines = trace.entries.map(({ number, event }) => {
    const { kind, atMs, ...details } = event;
    // Only virtual time stands here, which the array has counted.
    const time = formatClock(atMs as Milliseconds);
    return `${time} ${String(number).padStart(4)}  ${kind.padEnd(8)}  ${named(wordsOf(details))}`.trimEnd();
  });
  return `${[`${name}, Windows Server ${version}`, '', ...lines].join('\n')}\n`;
}

type Details = Omit<TraceEvent, 'kind' | 'atMs'>;

/** 'call-EPY49V5Y-d2f00c7a' is 'call 1' where it is the first. */
function namesById(): (text: string) => string {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) =>
    text.replace(/\b(call|job|vol|pool|sync)-[0-9A-Z]{8}-[0-9a-f]{8}\b/g, (id, kind: string) => {
      const known = names.get(id);
      if (known !== undefined) return known;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const name = `${kind} ${count}`;
      names.set(id, name);
      return name;
    });
}

/** What an event is about stands first, and the rest behind it by its name. */
function wordsOf(details: Details): string {
  const { do: what, call, job, fault, timer, ...rest } = details;
  const subject = [what, call ?? job ?? fault ?? timer].filter((part) => part !== undefined).join(' ');
  const parts = Object.entries(rest).map(([key, value]) => `${key} ${textOf(key, value)}`);
  return `${subject.padEnd(22)} ${parts.join(', ')}`;
}

function textOf(key: string, value: unknown): string {
  if (key === 'blocks' && typeof value === 'number')
    return `${value} (${formatSize(parseSize(value * 512, 'blocks'))})`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((one) => textOf('', one)).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${name}: ${textOf(name, member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

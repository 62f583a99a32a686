import { badInput } from '../vocabulary/input/badInput.js';
import { parseDuration } from '../vocabulary/units/durations.js';

/** How virtual time passes behind a server. */
export type TimeMode =
  /** As on the wall, or `factor` times as fast. */
  | { readonly kind: 'real'; readonly factor: number }
  /** Only when a test says so over the control interface, and while a call waits. */
  | { readonly kind: 'manual' }
  /** By so much before each request, and while a call waits. */
  | { readonly kind: 'perRequest'; readonly ms: number };

const expected = "'real', 'x10' for ten times as fast, 'manual', or 'per-request:100' for 100 ms a request";

/** @throws BadInputError */
export function parseTime(text: string): TimeMode {
  if (text === 'real') return { kind: 'real', factor: 1 };
  if (text === 'manual') return { kind: 'manual' };
  const [, factor] = /^x(\d{1,6}(?:\.\d{1,3})?)$/.exec(text) ?? [];
  if (factor !== undefined && Number(factor) > 0) return { kind: 'real', factor: Number(factor) };
  const [, span] = /^per-request:(.+)$/.exec(text) ?? [];
  if (span === undefined) return badInput({ field: '--time', value: text, expected });
  return { kind: 'perRequest', ms: parseDuration(/^\d+$/.test(span) ? Number(span) : span, '--time') };
}

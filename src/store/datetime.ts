import type { Configuration } from './configuration.js';

/** What knows when virtual time begins. */
interface Clock {
  readonly configuration: Pick<Configuration, 'startsAtMs'>;
}

/** A CIM datetime for a virtual time: `yyyymmddhhmmss.ffffff+000`.
 * @returns null beyond the year 9999, which a CIM datetime can't tell
 * @see DSP0004, "Datetime type"
 */
export function timestamp({ configuration: { startsAtMs } }: Clock, atMs: number): string | null {
  const ms = startsAtMs + atMs;
  if (ms > lastMs) return null;
  const text = new Date(ms).toISOString();
  return `${text.replace(/[-:T]/g, '').replace('Z', '')}000+000`;
}

const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A CIM datetime for a span of time: `ddddddddhhmmss.ffffff:000`.
 * @returns null where its days have more than 8 digits
 */
export function interval(ms: number): string | null {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  if (days > 99_999_999) return null;
  const [hours, minutes] = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  return `${digits(days, 8)}${[hours, minutes, seconds % 60].map((part) => digits(part, 2)).join('')}.${digits(ms % 1000, 3)}000:000`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

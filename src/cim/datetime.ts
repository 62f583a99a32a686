/** Virtual time 0 as clients of the array see it: the first moment of 2016, UTC, in every release. */
export const epochMs = Date.UTC(2016, 0, 1);

/** A CIM datetime for a virtual time: `yyyymmddhhmmss.ffffff+000`.
 * @returns null beyond the year 9999, which a CIM datetime can't tell
 * @see DSP0004, "Datetime type"
 */
export function timestamp(atMs: number): string | null {
  if (atMs > lastMs) return null;
  const text = new Date(epochMs + atMs).toISOString();
  return `${text.replace(/[-:T]/g, '').replace('Z', '')}000+000`;
}

const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999) - epochMs;

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

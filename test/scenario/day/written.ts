import { stringify } from 'yaml';

/** A step of a scenario, as its file has it. */
export type Step = Readonly<Record<string, unknown>>;

/** What happens at a minute of the day, under a line that says what it is. */
export interface Happening {
  /** Minutes after midnight; fractions are seconds. */
  readonly at: number;
  readonly what: string;
  readonly steps: readonly Step[];
}

/** The steps of a day as lines of YAML: those of one moment below a comment, and time passes in between. */
export function written(happenings: readonly Happening[], endMinutes: number): string {
  const lines: string[] = [];
  let nowMs = 0;
  const until = (ms: number) => {
    if (ms > nowMs) lines.push(`  - advance: ${spanOf(ms - nowMs)}`);
    nowMs = ms;
  };
  // A sort keeps the order of those that begin at one moment.
  for (const { at, what, steps } of happenings.toSorted((one, other) => one.at - other.at)) {
    until(Math.round(at * 60_000));
    lines.push(`  # ${clock(at)} ${what}`);
    for (const step of steps) lines.push(`  - ${flow(step)}`);
  }
  until(endMinutes * 60_000);
  return lines.join('\n');
}

/** A value on one line: `{ pool: gold, sizes: [1, 2] }`. */
export function flow(value: unknown): string {
  const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: true });
  return text.trimEnd().replaceAll('[ ', '[').replaceAll(' ]', ']');
}

function spanOf(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`;
}

function clock(minutes: number): string {
  const whole = Math.floor(minutes);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

import type { WriteStream } from 'node:tty';
import { plainText } from '../report/text/page.js';

/** Where a command writes and what it knows of its surroundings, so that it can be run without a process of its own. */
export interface Output {
  /** What was asked for. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  /** Whether `out` takes colours. */
  readonly colour: boolean;
  /** Of the terminal behind `out`; undefined when there is none. */
  readonly columns: number | undefined;
  /** Where progress is drawn; undefined when `err` is no terminal. */
  readonly progress: NodeJS.WriteStream | undefined;
  /** The folder that relative paths begin at. */
  readonly folder: string;
  /** Does the same command in a process apart, where somebody else's code can't write to `out`; undefined where it runs here. */
  readonly apart?: () => Promise<ExitCode>;
}

/** Where a process writes what was asked for: a terminal, a pipe or a file. */
export type OutStream = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

/** How a command ended, as the shell sees it. */
export const exitCodes = {
  asExpected: 0,
  notAsExpected: 1,
  badInput: 2,
  /** It can't be said whether the subject conforms. */
  inconclusive: 3,
  /** A bug in arraysim: the number that BSD's sysexits.h has for an internal software error. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The output of a process. */
export function outputOf({ stderr, env, cwd }: NodeJS.Process, stdout: OutStream): Output {
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    // A pipe has no `isTTY` at all, whatever the types say.
    colour: wantsColour(env, stdout.isTTY === true),
    columns: stdout.isTTY ? stdout.columns : undefined,
    progress: stderr.isTTY ? stderr : undefined,
    folder: cwd(),
  };
}

/** Colours on a terminal, unless NO_COLOR is set; elsewhere where FORCE_COLOR asks for them.
 * @see https://no-color.org
 */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

/** A message on one line, and nothing in it that a terminal would obey. */
export function oneLine(message: string): string {
  return plainText(message.trim().replace(/\s*\n\s*/g, ' '));
}

/** An output to which nothing gets that a terminal would obey, whatever names, files and messages hold: all of a program's goes
 * through it. Ends of lines, tabs and, where it takes colours, these are left.
 */
export function harmless(output: Output): Output {
  return {
    ...output,
    out: (text) => output.out(disarmed(text, output.colour)),
    err: (text) => output.err(disarmed(text, false)),
  };
}

function disarmed(text: string, colour: boolean): string {
  return text.replace(/\p{Cc}(?:\[[\d;]*m)?|\p{Bidi_Control}/gu, (found) => {
    const [first = ''] = found;
    const isLeft = first === '\n' || first === '\t' || (colour && first === '\u001b' && found.length > 1);
    return isLeft ? found : `\u{fffd}${found.slice(1)}`;
  });
}

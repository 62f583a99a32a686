import { parseTime } from '../server/time.js';
import type { ExitCode, Output } from './output.js';
import { exitCodes } from './output.js';
import { arrayOf, consoleAddress, consoleOptions, listening, portOf, signalled, untilEnded } from './serve.js';

/** What `arraysim console` takes. */
export interface ConsoleCommandOptions {
  readonly port?: string;
  readonly host: string;
  readonly name?: readonly string[];
  readonly seed?: string;
  readonly time: string;
}

/** `arraysim console`: a page in which an array is seen and driven, until it is told to end. */
export async function consoleCommand(
  file: string | undefined,
  { port, host, name, seed, time }: ConsoleCommandOptions,
  output: Output,
  ended: () => Promise<void> = signalled,
): Promise<ExitCode> {
  const array = await arrayOf(file, seed, output);
  if (array === null) return exitCodes.badInput;
  const shown = consoleOptions(array.title, host, undefined, name);
  const running = await listening({
    array: array.options,
    host,
    ports: [],
    tlsPorts: [],
    certificate: null,
    controlPort: null,
    controlToken: null,
    console: { ...shown, port: port === undefined ? 0 : portOf('--port', port) },
    users: [],
    time: parseTime(time),
    log: () => undefined,
  });
  output.out(`Console  ${consoleAddress(host, running.consolePort ?? 0, shown.key)}\nCtrl-C ends it.\n`);
  return await untilEnded(running, output, ended);
}

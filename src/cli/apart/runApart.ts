import { spawn } from 'node:child_process';
import { createWriteStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty, WriteStream } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { type ExitCode, exitCodes, type OutStream } from '../output.js';

/** Where the process apart has the stdout of the one that started it. */
const outDescriptor = 3;

/** Runs the program in a process of its own, whose stdout is our stderr: so whatever somebody else's code writes in it, past Node's
 * streams or by processes that it starts, our stdout gets what the program says and nothing else.
 * @param program its file
 * @param args of the program
 */
export async function runApart(program: URL, args: readonly string[]): Promise<ExitCode> {
  const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(program), ...args], {
    stdio: [0, 2, 2, 1],
  });
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of signals) process.on(signal, passOn);
  const { code, signal } = await new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (...[code, signal]) => resolve({ code, signal }));
  });
  for (const one of signals) process.off(one, passOn);
  // It has ended with one of the codes of the program, or at a signal.
  if (code !== null) return code as ExitCode;
  // Who has told us to end, and not the process apart, sees us end in the same way.
  if (signals.some((one) => one === signal)) process.kill(process.pid, signal ?? undefined);
  process.stderr.write(`arraysim: inconclusive: the process ended before there was a verdict (${signal})\n`);
  return exitCodes.inconclusive;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** In the process apart: the stdout of the one that started it. Node makes its own in the same three ways. */
export function outStream(): OutStream {
  if (isatty(outDescriptor)) return new WriteStream(outDescriptor);
  const kind = fstatSync(outDescriptor);
  return kind.isFIFO() || kind.isSocket()
    ? new Socket({ fd: outDescriptor, readable: false, writable: true })
    : createWriteStream('', { fd: outDescriptor, autoClose: false });
}

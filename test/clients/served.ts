import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const main = new URL('../../dist/cli/main.js', import.meta.url).pathname;
const started: ChildProcess[] = [];
const folders: string[] = [];

/** What `arraysim serve` has said about itself. */
export interface ServedPorts {
  readonly http: string;
  readonly https: string;
  readonly control: string;
  /** What it has logged so far. */
  readonly logged: () => string;
}

/** Starts `arraysim serve` as a user does, on ports that are free; it ends with the tests of the file. */
export async function served(...options: string[]): Promise<ServedPorts> {
  const always = ['--port', '0', '--tls-port', '0', '--self-signed', '--control-port', '0'];
  const child = spawn(process.execPath, [main, 'serve', ...always, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let [out, err] = ['', ''];
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString('utf8');
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString('utf8');
      if (out.includes('Ctrl-C')) resolve();
    });
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${err}`)));
  });
  const address = (pattern: RegExp) => pattern.exec(out)?.[1] ?? 'nowhere';
  return {
    http: address(/http:\/\/([\d.:]+)\/cimom/),
    https: address(/https:\/\/([\d.:]+)\/cimom/),
    control: address(/http:\/\/([\d.:]+)\/openapi/),
    logged: () => err,
  };
}

/** Runs a program to its end.
 * @returns what it has printed, and how it ended
 */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { cwd, env = {} } = options;
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env: { ...process.env, ...env } }, (error, out, err) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

/** A folder of a test's own. */
export async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'arraysim-clients-'));
  folders.push(made);
  return made;
}

/** Asks the control interface. */
export async function control(address: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`http://${address}/arrays/default${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

afterAll(async () => {
  for (const child of started.splice(0)) child.kill();
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});

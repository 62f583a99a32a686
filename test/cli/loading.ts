import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a process of Node has loaded of what was built. */
export interface Loaded {
  readonly code: number;
  readonly out: string;
  /** The modules that are files. */
  readonly files: readonly string[];
  /** The sources that these were built from, as the bundler notes them: `src/cli/main.ts`. */
  readonly sources: readonly string[];
  /** The packages among them, and those that went into them as ES modules. */
  readonly packages: readonly string[];
}

/** Runs Node with these arguments, and hears from it which modules it loads. */
export async function loadedBy(...args: string[]): Promise<Loaded> {
  const { code, out, err } = await ended(args, { NODE_DEBUG: 'esm' });
  const urls = new Set(err.match(/file:\/\/[^\s'",]+\.js/g));
  const files = [...urls].map((url) => fileURLToPath(url));
  const notes = files.flatMap((file) => readFileSync(file, 'utf8').match(/^\/\/ \S+\.[cm]?[jt]s$/gm) ?? []);
  const sources = notes.flatMap((note) => /^\/\/ (src\/.*)$/.exec(note)?.[1] ?? []);
  const packages = [...notes, ...files].flatMap((note) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(note)?.[1] ?? []);
  return { code, out, files, sources, packages: [...new Set(packages)] };
}

/** How many times the processor time of a process of Node that does nothing a process with these arguments takes. Both are measured in
 * turns, and the best of each counts: a busy machine takes longer for the same work.
 */
export async function timesNothing(...args: string[]): Promise<number> {
  const tookMs = async (...all: string[]) => {
    const code = `process.on('exit', () => { const { user, system } = process.cpuUsage(); console.error((user + system) / 1000); })`;
    const { err } = await ended(['--import', `data:text/javascript,${encodeURIComponent(code)}`, ...all], {});
    return Number(err.trim().split('\n').at(-1));
  };
  const nothing: number[] = [];
  const something: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    nothing.push(await tookMs('--eval', '0'));
    something.push(await tookMs(...args));
  }
  return Math.min(...something) / Math.min(...nothing);
}

function ended(args: readonly string[], env: Readonly<Record<string, string>>) {
  return new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    const options = { env: { ...process.env, NO_COLOR: '1', ...env }, maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, args, options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

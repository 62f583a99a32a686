import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An empty project somewhere else that has installed the tarball as any user would. */
export interface Project {
  readonly write: (file: string, text: string) => void;
  readonly run: (command: string, ...args: string[]) => Promise<Ended>;
}

/** One of ES modules, which needs nothing else. */
export interface Consumer extends Project {
  readonly tarball: string;
  /** What was installed, from the package's folder on. */
  readonly installed: readonly string[];
  /** The text of a file in the project. */
  readonly read: (file: string) => string;
  /** The packages that were installed, and what their files take up. */
  readonly taken: () => { readonly packages: readonly string[]; readonly bytes: number };
  /** Another one beside it, as npm begins it: of CommonJS, with these packages. */
  readonly neighbour: (...packages: string[]) => Promise<Project>;
  readonly remove: () => void;
}

/** Packs the project and installs the tarball. @throws when npm says that one of them failed */
export async function consumer(): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), 'arraysim-package-'));
  try {
    return await installed(folder);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

async function installed(folder: string): Promise<Consumer> {
  const tarball = await packed(folder);
  const app = join(folder, 'app');
  return {
    ...(await project(app, '{ "private": true, "type": "module" }', [tarball])),
    tarball,
    installed: filesBelow(join(app, 'node_modules', 'arraysim')),
    read: (file) => readFileSync(join(app, file), 'utf8'),
    taken: () => takenIn(join(app, 'node_modules')),
    neighbour: (...packages) => project(join(folder, 'neighbour'), '{ "private": true }', [tarball, ...packages]),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function project(folder: string, about: string, packages: readonly string[]): Promise<Project> {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), about);
  const run = (command: string, ...args: string[]) => ended(command, args, folder);
  // Without the cache of `npm ci` it would ask the registry for every package again.
  expectSuccess(await run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages));
  return { write: (file, text) => writeFileSync(join(folder, file), text), run };
}

/** Packs a copy: packing builds `dist` anew, which other tests run from at the same time. */
async function packed(folder: string): Promise<string> {
  const copy = join(folder, 'project');
  for (const part of readdirSync(root).filter((name) => !['.git', 'dist', 'node_modules'].includes(name))) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  // Left behind by a source that is gone: nothing of it may be packed.
  mkdirSync(join(copy, 'dist', 'gone'), { recursive: true });
  writeFileSync(join(copy, 'dist', 'gone', 'gone.js'), '');
  expectSuccess(await ended('npm', ['pack', '--pack-destination', folder], copy));
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no tarball');
  return join(folder, tarball);
}

function ended(command: string, args: readonly string[], folder: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd: folder, env: plainEnvironment(), maxBuffer: 2 ** 26 }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

/** As in a terminal: `npm test` tells its children which project they belong to, vitest that they are tests. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const inherited = /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$|VITEST|NODE_ENV$|FORCE_COLOR$)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name))),
    NO_COLOR: '1',
  };
}

function expectSuccess({ code, out, err }: Ended): void {
  if (code !== 0) throw new Error(`npm ended with ${code}:\n${out}${err}`);
}

function takenIn(folder: string) {
  const packages = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = all.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  return { packages, bytes };
}

/** The files of a folder, but for packages that were installed below it. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    if (!entry.isDirectory()) return [entry.name];
    return filesBelow(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
  });
}

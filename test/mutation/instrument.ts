import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { posix } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { isMutable, textIgnorer } from './mutableFiles.js';
import type { MadeMutant } from './mutant.js';
import { cacheFolder, countingFolder, healthyFolder, mutatedFolder, sourceFolder } from './places.js';
import { withCounters, withSwitches } from './switches.js';

export interface Instrumented {
  /** In the order of their ids, which begin with 0 but may leave numbers out. */
  readonly mutants: readonly MadeMutant[];
  /** Of all that was compiled: what was found out holds as long as it stays the same. */
  readonly digest: string;
}

/** Makes all mutants, and writes both instrumented copies of the array, unless they are there already. */
export async function instrument(): Promise<Instrumented> {
  // Of what is compiled, only that whose source is still there; pages and declarations have a source, and are not compiled.
  const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.replaceAll('\\', '/').replace(/\.ts$/, '.js'))
    .filter((path) => existsSync(`${healthyFolder}${path}`))
    .sort();
  const texts = new Map(files.map((path) => [path, readFileSync(`${healthyFolder}${path}`, 'utf8')]));
  const digest = digestOf(texts);
  const kept = `${cacheFolder}mutants-${digest}.json`;
  // Written last of all, so that the copies are whole where it is there.
  if (existsSync(kept)) return { digest, mutants: JSON.parse(readFileSync(kept, 'utf8')) as MadeMutant[] };
  for (const folder of [mutatedFolder, countingFolder, cacheFolder]) rmSync(folder, { recursive: true, force: true });
  for (const folder of [mutatedFolder, countingFolder]) cpSync(healthyFolder, folder, { recursive: true });
  mkdirSync(cacheFolder);
  const mutable = files.filter(isMutable);
  const { files: instrumented, mutants } = await new Instrumenter(silent).instrument(
    mutable.map((name) => ({ name, mutate: true, content: texts.get(name) ?? '' })),
    // Texts that a program compares are members of a union nearly everywhere: the compiler would not let them become others.
    { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [textIgnorer] },
  );
  for (const { name, content } of instrumented) {
    const fromHere = (path: string) => posix.relative(posix.dirname(name), path).replace(/^(?!\.)/, './');
    writeFileSync(`${mutatedFolder}${name}`, withSwitches(content, fromHere('activeMutant.js')));
    writeFileSync(`${countingFolder}${name}`, withCounters(content, fromHere('hits.js')));
  }
  writeFileSync(
    `${mutatedFolder}activeMutant.js`,
    'export const activeMutant = globalThis.__stryker__.activeMutant;\n',
  );
  writeFileSync(`${countingFolder}hits.js`, 'export const hits = globalThis.__stryker__.hits;\n');
  const describe = describerOf(texts);
  const made = mutants.filter(({ status }) => status !== 'Ignored').map(describe);
  writeFileSync(kept, JSON.stringify(made));
  return { digest, mutants: made };
}

type ApiMutant = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number];

/** Finds what a mutant changes, and the line of the source that it comes from. */
function describerOf(texts: ReadonlyMap<string, string>): (mutant: ApiMutant) => MadeMutant {
  const maps = new Map<string, { readonly map: SourceMap; readonly source: readonly string[] }>();
  return ({ id, fileName, location: { start, end }, mutatorName, replacement }) => {
    let of = maps.get(fileName);
    if (of === undefined) {
      const map = new SourceMap(JSON.parse(readFileSync(`${healthyFolder}${fileName}.map`, 'utf8')));
      const source = readFileSync(`${sourceFolder}${fileName.replace(/\.js$/, '.ts')}`, 'utf8').split('\n');
      of = { map, source };
      maps.set(fileName, of);
    }
    const lines = (texts.get(fileName) ?? '').split('\n').slice(start.line, end.line + 1);
    const before = lines.join('\n');
    const endsAt = before.length - (lines.at(-1)?.length ?? 0) + end.column;
    const entry = of.map.findEntry(start.line, start.column);
    const line = 'originalLine' in entry ? entry.originalLine : start.line;
    return {
      id: Number(id),
      folder: fileName.split('/')[0] ?? '',
      file: `src/${fileName.replace(/\.js$/, '.ts')}`,
      line: line + 1,
      lineText: (of.source[line] ?? '').trim(),
      mutator: mutatorName,
      original: before.slice(start.column, endsAt),
      replacement,
      before,
      after: `${before.slice(0, start.column)}${replacement}${before.slice(endsAt)}`,
    };
  };
}

/** Of the sources as they were compiled, and of what decides which mutants are made of them. */
function digestOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of texts) hash.update(`${path}\n${text}\n`);
  for (const own of ['instrument', 'mutableFiles', 'switches', 'subjects', 'judgePair', 'child'])
    hash.update(readFileSync(new URL(`${own}.js`, import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

function nothing(): void {}
const no = () => false;

const silent = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

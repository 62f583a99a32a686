import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatWithOptions } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCodes } from '../src/cli/output.js';
import { levels } from '../src/conformance/report.js';
import * as library from '../src/index.js';
import { settlements } from '../src/operations/createClone/settlements.js';
import { createClone } from '../src/operations/createClone.js';
import { isNatural } from '../src/operations/operation.js';
import { runScenario } from '../src/scenario/perform/run.js';
import { loadScenarios } from '../src/scenario/read/load.js';
import { stepSchemas } from '../src/scenario/read/schema.js';
import { codeOf } from '../src/vocabulary/methods/returnCodes.js';
import { steps } from '../src/vocabulary/steps.js';
import { arraysim } from './cli/inProcess.js';

const root = new URL('..', import.meta.url).pathname;
const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
  language: match[1] ?? '',
  text: match[2] ?? '',
  line: readme.slice(0, match.index).split('\n').length,
}));
const blocksOf = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

/** The part under a heading, up to the next one. */
function section(heading: string): string {
  const from = readme.indexOf(`\n## ${heading}\n`);
  if (from === -1) throw new Error(`the README has no heading '${heading}'`);
  const to = readme.indexOf('\n## ', from + 1);
  return readme.slice(from, to === -1 ? undefined : to);
}

/** The first cells of the rows of a table with this first column's head. */
function firstColumn(text: string, head: string): string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  if (at === -1) throw new Error(`no table begins with '${head}'`);
  const rest = lines.slice(at + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end).map((line) => (line.split('|')[1] ?? '').trim().replace(/^`(.*)`$/, '$1'));
}

describe('snippets', () => {
  test.each(blocksOf('js', 'ts'))('the $language of line $line prints what the README says', async (block) => {
    const output = blocks[blocks.indexOf(block) + 1];
    expect(output?.language).toBe('text');
    expect(await printed(block.text)).toBe(output?.text);
  });

  test.each(blocksOf('yaml'))('the scenario of line $line goes as it expects', ({ text }) => {
    for (const scenario of loadScenarios(text)) expect(runScenario(scenario).failures).toEqual([]);
  });

  test('the first one has ten lines', () => {
    const [first] = blocksOf('js', 'ts');
    expect(first?.text.split('\n').filter((line) => line !== '')).toHaveLength(10);
  });
});

describe('the command line', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arraysim-readme-'));
    symlinkSync(join(root, 'scenarios'), join(folder, 'scenarios'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // In the order of the README: the trace that one command writes is read by another.
  test('every command prints what the README says, where … stands for what is left out', async () => {
    for (const { text } of blocksOf('console')) {
      const [command = '', ...shown] = text.trimEnd().split('\n');
      const ran = await arraysim(command.replace('$ arraysim ', '').split(' '), { folder });
      expect(ran.err).toBe('');
      expect(ran.out).toMatch(patternOf(shown));
    }
  });

  test('exit codes are those of the program', () => {
    expect(firstColumn(section('The command line'), 'exit code').map(Number)).toEqual(Object.values(exitCodes));
  });
});

describe('tables and lists', () => {
  test('the commands to start and to test are there, and each is all of its block', () => {
    const blocks = [...section('Set up').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
    expect(blocks).toEqual(['npm install && npm start\n', 'npm install && npm test\n', 'npm run test:package\n']);
  });

  test('the tarball to install is the one that npm packs', () => {
    const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(section('Install')).toContain(`npm install ../arraysim/${name}-${version}.tgz\n`);
  });

  test('every folder of "Where to look" exists', () => {
    const folders = firstColumn(section('Where to look'), 'folder');
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
  });

  test('the kinds of steps are those that scenarios know', () => {
    expect(firstColumn(section('Scenarios'), 'step').toSorted()).toEqual(Object.keys(stepSchemas).toSorted());
  });

  test('the example of each kind of step can be read', () => {
    const examples = section('Scenarios')
      .split('\n')
      .flatMap((line) => /^\| `\w+` \| `(.*?)` \|/.exec(line)?.[1] ?? []);
    expect(examples).toHaveLength(Object.keys(stepSchemas).length);
    const given = `name: Examples
array: { pools: [{ name: gold, size: 1 TiB }], volumes: [{ name: db, pool: gold, size: 1 GiB }] }
steps:
`;
    const replied = '  - { call: CreateClone, on: db, as: first }\n';
    const inFlight = '  - begin: { call: CreateClone, on: db, as: first }\n';
    for (const example of examples) {
      const before = /^(step|\{ finish)/.test(example) ? inFlight : /^job/.test(example) ? replied : '';
      expect(() => loadScenarios(`${given}${before}  - ${example}\n`), example).not.toThrow();
    }
  });

  test('the levels of conformance are those of the suite, in order', () => {
    expect(firstColumn(section('Conformance'), 'level')).toEqual(levels);
  });

  test('the profiles are those that are shipped', () => {
    expect(firstColumn(section('Profiles'), 'profile')).toEqual(Object.keys(library.profiles));
  });

  test('the steps of a call are those of the conversation, in order', () => {
    expect(firstColumn(section('How a call is answered'), 'step')).toEqual(steps);
  });

  test('the codes that can only be forced are those whose rows all are', () => {
    const rows = [
      ...Object.values(createClone.checks).flatMap((checks) =>
        checks.map((row) => ({ code: codeOf(row.refuse), natural: isNatural(row) })),
      ),
      ...settlements.map(({ fail, when }) => ({ code: codeOf(fail), natural: when !== undefined })),
    ];
    const natural = new Set(rows.filter((row) => row.natural).map(({ code }) => code));
    const forced = new Set(rows.map(({ code }) => code).filter((code) => !natural.has(code)));
    const listed = /can only be forced: ([\d,\s]+)\./.exec(section('Limits'))?.[1] ?? '';
    expect(listed.split(',').map(Number)).toEqual([...forced].toSorted((one, other) => one - other));
  });
});

/** What a snippet prints when it is run against the sources. */
async function printed(snippet: string): Promise<string> {
  const body = snippet.replace(/^import (\{[^}]*\}) from 'arraysim';$/gm, 'const $1 = arraysim;');
  const lines: string[] = [];
  const console = {
    log: (...values: unknown[]) => lines.push(`${formatWithOptions({ colors: false }, ...values)}\n`),
  };
  // An async function's constructor is the one of all async functions.
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await new AsyncFunction('arraysim', 'console', body)(library, console);
  return lines.join('');
}

/** Matches output that has these lines; a line of … alone stands for any lines, another … for any part of its line. */
function patternOf(shown: readonly string[]): RegExp {
  const lines = shown.map((line) =>
    line === '…' ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*')}[^\\S\\n]*\\n`,
  );
  return new RegExp(`^${lines.join('')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

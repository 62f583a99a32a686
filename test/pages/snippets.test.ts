import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatWithOptions } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as client from '../../src/client/index.js';
import * as conformance from '../../src/conformance.js';
import * as exploring from '../../src/explore/index.js';
import * as library from '../../src/index.js';
import { runScenario } from '../../src/scenario/perform/run.js';
import { loadScenarios } from '../../src/scenario/read/load.js';
import * as testing from '../../src/testing/index.js';
import { arraysim } from '../cli/inProcess.js';
import { type Block, blocksOf, pages, root } from './pages.js';

// Every block of code in every page does one of these: it runs and prints what the page says, it goes as the scenario
// expects, it stands in the file that it is from, or it says why it is not run.

const modules: Readonly<Record<string, object>> = {
  arraysim: library,
  'arraysim/client': client,
  'arraysim/explore': exploring,
  'arraysim/testing': testing,
  'arraysim/conformance': conformance,
};

describe.each(pages)('%s', (page) => {
  const blocks = blocksOf(page);
  const unmarked = (...languages: string[]) =>
    blocks.filter(({ language, mark }) => mark === null && languages.includes(language));

  test('every block is of a kind that is tested, or says why it is not run', () => {
    const outputs = unmarked('js').map((block) => blocks[blocks.indexOf(block) + 1]);
    const strange = blocks.filter((block) => {
      const { language, mark } = block;
      if (mark?.kind === 'not run') return mark.says.length < 10;
      if (mark?.kind === 'from') return false;
      if (mark !== null) return true;
      return !['js', 'yaml', 'console', 'sh'].includes(language) && !outputs.includes(block);
    });
    expect(strange.map(nameOf)).toEqual([]);
  });

  test.each(unmarked('js').map((block) => ({ block, name: nameOf(block) })))(
    '$name prints what the page says',
    async ({ block }) => {
      const output = blocks[blocks.indexOf(block) + 1];
      expect(output?.language).toBe('text');
      expect(await printed(block.text)).toBe(output?.text);
    },
  );

  test.each(unmarked('yaml').map((block) => ({ block, name: nameOf(block) })))(
    '$name goes as it expects',
    ({ block }) => {
      for (const scenario of loadScenarios(block.text)) expect(runScenario(scenario).failures).toEqual([]);
    },
  );

  test.each(marked(blocks, 'from').map((block) => ({ block, name: nameOf(block) })))(
    '$name stands in its file',
    ({ block: { text, mark } }) => {
      expect(misquoted(text, readFileSync(join(root, mark?.says ?? ''), 'utf8'))).toEqual([]);
    },
  );

  describe('the command line', () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'arraysim-pages-'));
      symlinkSync(join(root, 'scenarios'), join(folder, 'scenarios'));
      symlinkSync(join(root, 'test'), join(folder, 'test'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    // In the order of the page: a file that one command writes is read by another.
    test('every command prints what the page says, where … stands for what is left out', async () => {
      for (const block of unmarked('console')) {
        const [command = '', ...shown] = block.text.trimEnd().split('\n');
        const ran = await arraysim(command.replace('$ arraysim ', '').split(' '), { folder });
        expect(ran.err, nameOf(block)).toBe('');
        expect(ran.out, nameOf(block)).toMatch(patternOf(shown));
      }
    });
  });
});

function nameOf({ page, line, language }: Block): string {
  return `the ${language} of ${page}:${line}`;
}

function marked(blocks: readonly Block[], kind: string): readonly Block[] {
  return blocks.filter(({ mark }) => mark?.kind === kind);
}

/** Parts of a quotation that do not stand in a text, in this order; a line of … alone stands between parts. Lines may be
 * indented otherwise.
 */
function misquoted(quotation: string, text: string): string[] {
  const lines = linesOf(text);
  const parts = linesOf(quotation)
    .join('\n')
    .split(/^…$\n?/m);
  let from = 0;
  return parts.filter((part) => {
    const wanted = linesOf(part).filter((line, at, all) => line !== '' || (at > 0 && at < all.length - 1));
    for (let at = from; at + wanted.length <= lines.length; at++) {
      if (!wanted.every((line, index) => lines[at + index] === line)) continue;
      from = at + wanted.length;
      return false;
    }
    return true;
  });
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim());
}

/** What a snippet prints when it is run against the sources. */
async function printed(snippet: string): Promise<string> {
  const body = snippet.replace(
    /^import (\{[^}]*\}) from '(arraysim[\w/]*)';$/gm,
    (_, names: string, from: string) => `const ${names} = modules['${from}'];`,
  );
  const lines: string[] = [];
  const console = {
    log: (...values: unknown[]) => lines.push(`${formatWithOptions({ colors: false }, ...values)}\n`),
  };
  // An async function's constructor is the one of all async functions.
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await new AsyncFunction('modules', 'console', body)(modules, console);
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

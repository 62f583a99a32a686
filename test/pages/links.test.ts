import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { pages, root, textOf } from './pages.js';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test.each(pages)('links of %s lead to a file, and to a heading in it', (page) => {
  const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
  const broken = links.filter(([, path = '', anchor]) => {
    const file = path === '' ? join(root, page) : join(root, dirname(page), path);
    return !existsSync(file) || (anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test.each(pages)('files and folders that %s names exist', (page) => {
  const named = [...textOf(page).matchAll(/`((?:src|test|scenarios|\.github)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(pages)('files of src that %s names from there exist', (page) => {
  const rooms = [
    'vocabulary',
    'determinism',
    'lifecycle',
    'faults',
    'store',
    'operations',
    'engine',
    'cim',
    'report',
    'subjects',
  ];
  const pattern = new RegExp(`\`((?:${rooms.join('|')})/[\\w./-]+)\``, 'g');
  const named = [...textOf(page).matchAll(pattern)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(join(root, 'src', path)))).toEqual([]);
});

test.each(pages)('scripts of npm that %s names exist', (page) => {
  const named = [...textOf(page).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, script = '']) => script);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

/** How headings are linked to: in small letters, with hyphens for spaces, without other signs. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

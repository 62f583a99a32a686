import { expect, test } from 'vitest';
import { shippedScenarios } from '../../src/cli/shipped.js';
import { arraysim } from './inProcess.js';

const commands = [
  ['profiles'],
  ['profiles', 'legacy-2012'],
  ['faults'],
  ['faults', 'stale-cache'],
  ['classes'],
  ['classes', 'MSFT_SMStorageVolume'],
  ['methods'],
  ['methods', 'CreateClone'],
  ['methods', 'GetStorageGroupObjectIdFromJob'],
  ['explain', 'Delete', '4'],
  ['conform', '--list'],
  ['run', 'profiles', '--verbose'],
  ['run', 'profiles'],
  ['--help'],
  ['conform', '--help'],
];

/** Commands to copy, and paths, have to stay whole. */
const isWhole = (line: string) => /arraysim |\.yaml|^ {2}\$ /.test(line);

test.each(commands.flatMap((args) => [60, 80, 120].map((columns) => ({ args, columns }))))(
  'arraysim $args fits into $columns columns',
  async ({ args, columns }) => {
    const { code, out } = await arraysim(args, { columns, folder: shippedScenarios });
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.length > columns && !isWhole(line))).toEqual([]);
  },
);

test.each(commands)('arraysim %s %s %s cuts nothing off where no terminal is', async (...args) => {
  const { out } = await arraysim(args, { folder: shippedScenarios });
  expect(out).not.toContain('…');
});

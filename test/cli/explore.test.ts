import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arraysim } from './inProcess.js';

let folder = '';

const scenario = (more: string) => `name: Tried again
array: { pools: [{ name: gold, size: 1 TiB }], volumes: [{ name: db, pool: gold, size: 10 GiB }] }
steps:
  - expect: { volumes: 1 }
${more}`;
const twice = `explore:
  actions:
    client: &calls
      - { call: CreateClone, on: db, with: { ElementName: nightly } }
    again: *calls
  time: false
  claims:
    - { never: two clones, expect: { volumes: 3 } }
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-explore-'));
  await writeFile(join(folder, 'twice.yaml'), scenario(twice));
  await writeFile(join(folder, 'once.yaml'), scenario(twice.replace('volumes: 3', 'volumes: 4')));
  await writeFile(join(folder, 'wrong.yaml'), scenario(twice).replace('volumes: 1', 'volumes: 9'));
  await writeFile(join(folder, 'none.yaml'), scenario(''));
  await writeFile(join(folder, 'slip.yaml'), scenario(twice.replace('never:', 'nver:').replace('on: db', 'on: 7')));
});

afterAll(() => rm(folder, { recursive: true }));

describe('arraysim explore', () => {
  test('says what holds, and exits 0', async () => {
    const { code, out } = await arraysim(['explore', 'once.yaml'], { folder });
    expect({ code, out }).toMatchSnapshot();
  });

  test('shows the shortest way to what is broken, writes what repeats it, and exits 1', async () => {
    const { code, out } = await arraysim(['explore', 'twice.yaml', '--out', 'found'], { folder });
    expect({ code, out }).toMatchSnapshot();
    expect((await readdir(join(folder, 'found'))).toSorted()).toEqual([
      '1-two-clones.test.ts',
      '1-two-clones.trace',
      '1-two-clones.yaml',
    ]);
    const again = await arraysim(['run', 'found/1-two-clones.yaml'], { folder });
    expect([again.code, (await arraysim(['replay', 'found/1-two-clones.trace'], { folder })).code]).toEqual([0, 0]);
    expect(await readFile(join(folder, 'found/1-two-clones.test.ts'), 'utf8')).toContain("from 'vitest'");
  });

  test('writes a page with the run of the way', async () => {
    const { code } = await arraysim(['explore', 'twice.yaml', '--depth', '50', '--html', 'page.html'], { folder });
    expect(code).toBe(1);
    const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(
      await readFile(join(folder, 'page.html'), 'utf8'),
    ) ?? [''];
    const { kind, came, command, byDepth, ways } = JSON.parse(json);
    expect({ kind, came, command }).toEqual({
      kind: 'explore',
      came: 'broken',
      command: 'arraysim explore twice.yaml --depth 50',
    });
    expect(byDepth.slice(0, 3)).toEqual([1, 2, 3]);
    expect(ways).toMatchObject([{ claim: 'two clones', kind: 'never', run: { summary: { runs: 1, asExpected: 1 } } }]);
  });

  test('exits 3 where bounds leave it open', async () => {
    const { code, out } = await arraysim(['explore', 'once.yaml', '--states', '20'], { folder });
    expect([code, out.includes('Cut off by states')]).toEqual([3, true]);
    expect((await arraysim(['explore', 'once.yaml', '--depth', '2'], { folder })).code).toBe(3);
  });

  test('goes on from what was left when it was cut off', async () => {
    const go = (states: string) =>
      arraysim(['explore', 'once.yaml', '--states', states, '--resume', 'left'], { folder });
    expect((await go('20')).code).toBe(3);
    expect((await go('60')).code).toBe(3);
    const { code, out } = await go('1000');
    expect([code, out.includes('All was tried: 146 states, 260 transitions')]).toEqual([0, true]);
    await writeFile(join(folder, 'left'), 'something else');
    expect(await go('1000')).toMatchObject({ code: 2, err: expect.stringContaining('explore.resume') });
  });

  test('prints a document for programs', async () => {
    const { out } = await arraysim(['explore', 'twice.yaml', '--json'], { folder });
    expect(JSON.parse(out)).toMatchObject({ kind: 'broken', broken: [{ claim: 'two clones', depth: 12 }] });
  });

  test('exits 1 about steps that are not as expected, and 2 about what makes no sense', async () => {
    expect((await arraysim(['explore', 'wrong.yaml'], { folder })).code).toBe(1);
    const { code, err } = await arraysim(['explore', 'none.yaml'], { folder });
    expect([code, err]).toEqual([
      2,
      'arraysim: none.yaml: explore: got nothing, expected a part that says what may happen: { actions, claims }\n',
    ]);
    const slip = await arraysim(['explore', 'slip.yaml'], { folder });
    expect([slip.code, slip.err]).toEqual([2, expect.stringContaining('explore.claims[0]')]);
    expect((await arraysim(['explore', 'once.yaml', '--depth', 'deep'], { folder })).err).toContain('--depth');
    expect((await arraysim(['explore', 'missing.yaml'], { folder })).code).toBe(2);
  });
});

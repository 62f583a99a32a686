import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arraysim } from './inProcess.js';

/** A copy of ten minutes, a name that is too long for a line, and a wish that is not met. */
const scenario = `
name: Two clones \u001b[31m
array:
  profile: { base: full-copy, jobs: { copyRatePerSecond: 100 MiB } }
  pools: [{ name: gold, size: 250 GiB }, { name: silver, size: 1 TiB }]
  volumes: [{ name: db, pool: gold, size: 60 GiB }, { name: a-name-that-is-longer-than-there-is-room-for-in-a-line, pool: gold, size: 1 GiB }]
steps:
  - { call: CreateClone, on: db, with: { ElementName: monday } }
  - advance: 5 min
  - { call: CreateClone, on: a-name-that-is-longer-than-there-is-room-for-in-a-line, with: { ElementName: x } }
  - { call: CreateClone, on: db, with: { ElementName: tuesday, TargetPool: silver }, expect: { code: 0 } }
  - { expect: { volume: monday, size: 60 GiB } }
  - settle: true
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  await writeFile(join(folder, 'two.yaml'), scenario);
});
afterAll(() => rm(folder, { recursive: true }));

/** A terminal that keeps what is written to it. */
function terminal(columns: number, rows = 24) {
  let text = '';
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const progress = Object.assign(stream, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream;
  return { progress, text: () => text };
}

const watched = ['run', 'two.yaml', '--watch', '--speed', 'x1000000', '--quiet'];

/** The pictures that were drawn, without colours. */
function picturesIn(text: string): string[] {
  // What a terminal is told is the point here.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  return text.split(/\u001b\[\d+A\u001b\[J/).map((one) => one.replace(/\u001b\[[\d;?]*[a-z]/gi, ''));
}

test.each([60, 80, 200])(
  'at %i columns each picture has room, and is drawn in the place of the one before',
  async (columns) => {
    const { progress, text } = terminal(columns);
    const { code } = await arraysim(watched, { folder, progress, columns });
    expect(code).toBe(1);
    const pictures = picturesIn(text());
    expect(pictures.length).toBeGreaterThan(6);
    for (const line of pictures.flatMap((one) => one.split('\n'))) expect(line.length).toBeLessThanOrEqual(columns);
    // Going up as many lines as the picture before has.
    const ups = [...text().matchAll(/\[(\d+)A/g)].map(([, lines]) => Number(lines));
    expect(ups).toEqual(pictures.slice(0, -1).map((one) => one.split('\n').length - 1));
    expect(pictures.find((one) => one.includes('00:05:00'))).toMatch(/ {2}monday +\[█+·+\] +4\d % {2}running/);
    expect(text()).not.toContain('\u001b[31m');
    // The cursor is back, and nothing is left.
    expect(text().endsWith('J\u001b[?7h\u001b[?25h')).toBe(true);
  },
);

test('a terminal that is low shows what it has room for, and how many more jobs there are', async () => {
  const { progress, text } = terminal(80, 9);
  await arraysim(watched, { folder, progress, columns: 80 });
  const pictures = picturesIn(text());
  for (const picture of pictures) expect(picture.split('\n').length).toBeLessThanOrEqual(9);
});

test('what is not as expected is told as soon as it is seen', async () => {
  const { progress, text } = terminal(80);
  await arraysim(watched, { folder, progress, columns: 80 });
  const [first = ''] = picturesIn(text()).filter((one) => one.includes('not as expected so far: 1'));
  expect(first).toContain('step 4 of 6');
});

test('without a terminal there is a line for each step, and the report is as ever', async () => {
  const { code, out, err } = await arraysim(watched, { folder });
  expect(code).toBe(1);
  expect(err.trimEnd().split('\n')).toEqual([
    '00:00:00.000  1 of 6  CreateClone db → 4096, jobStarted  (gold 48 % taken; silver 0 % taken; 1 starting)',
    '00:05:00.000  2 of 6  advance 5 min  (gold 48 % taken; silver 0 % taken; 1 running)',
    expect.stringMatching(/^00:05:00\.000 {2}3 of 6 {2}CreateClone a-name/),
    expect.stringMatching(/^00:05:00\.000 {2}4 of 6 .* → 4096, jobStarted, not as expected {2}\(/),
    expect.stringMatching(/^00:05:00\.000 {2}5 of 6 {2}expect volume monday {2}\(/),
    expect.stringMatching(/^00:\d\d:\d\d\.\d{3} {2}6 of 6 {2}settle {2}\(gold .*; no job\)$/),
  ]);
  expect(out).toBe((await arraysim(['run', 'two.yaml', '--quiet'], { folder })).out);
});

test('a run that is watched is the same: its trace, and what faults count', async () => {
  // It never fires, but counts each read.
  await writeFile(join(folder, 'reads.txt'), 'late = read nth 1000: failRead');
  const whole = async (...args: readonly string[]) => {
    const given = ['run', 'two.yaml', '--json', '--faults', './reads.txt', ...args];
    const { out } = await arraysim(given, { folder, progress: terminal(80).progress });
    return JSON.parse(out).scenarios;
  };
  const alone = await whole();
  expect(alone[0].ledger).toMatchObject([{ fault: 'late', matched: 1 }]);
  expect(await whole('--watch', '--speed', 'x1000000')).toEqual(alone);
});

test.each([
  [['--speed', 'x10'], /options: got '--speed', expected --watch with it/],
  [['--watch', '--speed', '10'], /--speed: got '10', expected how many times as fast, such as x60/],
  [['--watch', '--speed', 'x0'], /--speed: got 'x0'/],
])('exits 2 about %j', async (args, message) => {
  const { code, err } = await arraysim(['run', 'two.yaml', ...args], { folder });
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
});

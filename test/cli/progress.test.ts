import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { barOn } from '../../src/cli/progress.js';

/** A terminal that keeps what is written to it. */
function terminal(): { readonly stream: NodeJS.WriteStream; readonly text: () => string } {
  let text = '';
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  // What the bar asks of a terminal.
  const asTerminal = Object.assign(stream, { isTTY: true, columns: 80 }) as unknown as NodeJS.WriteStream;
  return { stream: asTerminal, text: () => text };
}

/** Works without a pause, as a driver does that answers at once. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('a bar is drawn for work that waits for nothing but the bar, after a second', async () => {
  const { stream, text } = terminal();
  const bar = barOn(stream, { total: 1, format: '{percentage} % {word}' });
  for (let steps = 0; steps < 3; steps++) {
    await bar.reach(0.5, { word: 'early' });
    work(60);
  }
  expect(text()).toBe('');
  work(900);
  for (let steps = 0; steps < 10; steps++) {
    await bar.reach(0.95, { word: 'late' });
    work(50);
  }
  expect(text()).toContain('95 % late');
  bar.stop();
});

test('an interruption leaves the terminal as it was, and then does what it does', async () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const before = process.listeners('SIGINT');
  const { stream, text } = terminal();
  const bar = barOn(stream, { total: 1, format: '{percentage} %' });
  work(1100);
  await bar.reach(0.5);
  // The cursor is hidden, and lines don't wrap.
  for (const sent of ['\u001b[?25l', '\u001b[?7l']) expect(text()).toContain(sent);
  for (const end of process.listeners('SIGINT')) if (!before.includes(end)) end('SIGINT');
  for (const sent of ['\u001b[?25h', '\u001b[?7h']) expect(text()).toContain(sent);
  expect(kill.mock.calls).toEqual([[process.pid, 'SIGINT']]);
  expect(process.listeners('SIGINT')).toEqual(before);
  kill.mockRestore();
});

test('others have their turn while the work goes on', async () => {
  const bar = barOn(terminal().stream, { total: 1, format: '' });
  let turns = 0;
  const other = setImmediate(() => turns++);
  for (let steps = 0; steps < 4; steps++) {
    work(30);
    await bar.reach(0);
  }
  clearImmediate(other);
  bar.stop();
  expect(turns).toBe(1);
});

test('nothing is drawn, and nobody waited for, where there is no terminal', async () => {
  const bar = barOn(undefined, { total: 1, format: '' });
  let turns = 0;
  const other = setImmediate(() => turns++);
  work(60);
  await bar.reach(1);
  bar.stop();
  expect(turns).toBe(0);
  clearImmediate(other);
  await setTimeout(0);
});

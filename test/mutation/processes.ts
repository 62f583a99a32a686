import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Message, Task } from './child.js';
import { type Pair, pairText } from './subjects.js';

/** Does one task in a process of its own.
 * @param limitMs how long it may take from one of its messages to the next
 * @returns its last message; in words, why there is none
 */
export function inProcess(
  task: Task,
  limitMs: (pair: Pair | null) => number,
): Promise<
  Message | { readonly says: 'nothing'; readonly hung: boolean; readonly why: string; readonly where: string }
> {
  return new Promise((resolve) => {
    const child: ChildProcess = fork(fileURLToPath(new URL('./child.js', import.meta.url)), {
      // What makes an array that never ends is to run out of room soon.
      execArgv: ['--max-old-space-size=1024'],
      // What goes wrong while the healthy array is judged is to be seen.
      stdio: ['ignore', 'ignore', task.do === 'count' ? 'inherit' : 'ignore', 'ipc'],
    });
    let last: Message | undefined;
    let where = 'while it was loaded';
    let hung = false;
    let timer: NodeJS.Timeout | undefined;
    const wait = (pair: Pair | null) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        hung = true;
        child.kill('SIGKILL');
      }, limitMs(pair));
    };
    wait(null);
    child.on('message', (message: Message) => {
      last = message;
      if (message.says !== 'begins') return;
      where = pairText(message.pair);
      wait(message.pair);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      const why = hung ? 'it did not come to an end' : `its process ended with ${signal ?? code}`;
      resolve(last === undefined || last.says === 'begins' ? { says: 'nothing', hung, why, where } : last);
    });
    child.send(task);
  });
}

/** Does something with each of a list, so many at once, and keeps their order. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const rest = items.entries();
  const work = async () => {
    for (const [at, item] of rest) results.set(at, await act(item));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return items.flatMap((_, at) => {
    const result = results.get(at);
    return result === undefined ? [] : [result];
  });
}

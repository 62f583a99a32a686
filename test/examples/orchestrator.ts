import type { StoragePort } from '../../src/client/index.js';

/** Clones each volume of a queue once, with two workers. */
export type Orchestrator = (client: StoragePort) => Promise<void>;

/** A worker takes an item off the queue when it is done. That is the bug: until then, the other one sees the item, too. */
export const takesWhenDone: Orchestrator = (client) =>
  withTwoWorkers(async (queue) => {
    for (let item = queue[0]; item !== undefined; item = queue[0]) {
      await client.createClone(item, { ElementName: `${item}-copy` });
      queue.shift();
    }
  });

/** A worker takes an item off the queue before anybody else can look at it. */
export const takesAtOnce: Orchestrator = (client) =>
  withTwoWorkers(async (queue) => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift())
      await client.createClone(item, { ElementName: `${item}-copy` });
  });

async function withTwoWorkers(worker: (queue: string[]) => Promise<void>): Promise<void> {
  const queue = ['db', 'logs'];
  await Promise.all([worker(queue), worker(queue)]);
}

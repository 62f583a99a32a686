import type { StoragePort } from '../../src/client/index.js';
import { NoReplyError } from '../../src/index.js';

/** Makes the clone of the night, once. */
export type BackupScript = (client: StoragePort) => Promise<void>;

/** Asks again when it gets no reply. That is the bug: the clone may be there. */
export const retriesAfterTimeout: BackupScript = async (client) => {
  for (;;) {
    if (await hasReply(client)) return;
    await client.clock.sleep('30 s');
  }
};

/** Looks for its clone by name before it asks again. */
export const looksBeforeRetrying: BackupScript = async (client) => {
  for (;;) {
    if (await hasReply(client)) return;
    await client.clock.sleep('30 s');
    if ((await client.volumes({ name: 'nightly' })).length > 0) return;
  }
};

async function hasReply(client: StoragePort): Promise<boolean> {
  try {
    await client.createClone('db', { ElementName: 'nightly' });
    return true;
  } catch (error) {
    if (error instanceof NoReplyError) return false;
    throw error;
  }
}

/** Looks, too, but gives a call up by its own clock. That is the bug: what it has given up may still be on its way. */
export const givesUpByItself: BackupScript = async (client) => {
  for (;;) {
    if ((await client.volumes({ name: 'nightly' })).length > 0) return;
    try {
      await client.createClone('db', { ElementName: 'nightly' }, { signal: client.clock.timeout('30 s') });
      return;
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof NoReplyError)) throw error;
    }
  }
};

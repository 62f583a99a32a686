import { sharing } from '../../store/settings.js';
import type { Capabilities } from '../../vocabulary/profile/capabilities.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { TakeBack } from '../components.js';
import { setLink } from '../controls/link.js';
import { restorePoolState } from '../controls/states.js';

/** Takes back what a fault has changed; what somebody else has changed since stays as it is. */
export const takeBack: TakeBack = (engine, world, change) => {
  switch (change.what) {
    case 'stolen': {
      // The thief's pool may be gone, and what was stolen with it.
      if (!world.pools.has(change.pool)) break;
      const pool = world.pools.edit(change.pool);
      pool.stolen = (pool.stolen - change.size) as Blocks; // it was added before
      break;
    }
    case 'poolState': {
      if (world.pools.peek(change.pool)?.state === change.to) restorePoolState(engine, world, change.pool, change.from);
      break;
    }
    case 'link': {
      if (world.settings.replicationLink === change.to) setLink(engine, world, change.from);
      break;
    }
    case 'capability': {
      const { settings } = world;
      const now: Readonly<Record<string, unknown>> = { ...settings.capabilities };
      if (JSON.stringify(now[change.name]) !== JSON.stringify(change.to)) break;
      const capabilities: Capabilities = { ...settings.capabilities, [change.name]: change.from };
      const isFreshCache = settings.discovered === settings.capabilities;
      world.settings = sharing({ ...settings, capabilities, ...(isFreshCache ? { discovered: capabilities } : {}) });
      break;
    }
    case 'reported': {
      const { settings } = world;
      const others = (world.faults?.changes ?? []).filter((other) => other.what === 'reported');
      const lies = Object.fromEntries(others.map(({ name, as }) => [name, as]));
      const reported: Capabilities | null = others.length === 0 ? null : { ...settings.capabilities, ...lies };
      const believed = settings.discovered === settings.reported;
      world.settings = sharing({
        ...settings,
        reported,
        ...(believed ? { discovered: reported ?? settings.capabilities } : {}),
      });
      break;
    }
    case 'account': {
      const [handle] = world.accountNames.find(world.accounts, change.name);
      if (handle === undefined) break;
      const account = world.accounts.payload(handle);
      if (account.expiresAtMs !== change.to) break;
      world.accounts.setPayload(handle, { ...account, expiresAtMs: change.from });
      world.ownAccount = 'not looked up';
      break;
    }
    case 'staleReads': {
      if (world.faults?.changes.some(({ what }) => what === 'staleReads') !== true) world.shown = undefined;
      break;
    }
    // In force for as long as they are among the changes.
    case 'slowLink':
    case 'clockSkew':
    case 'staleCache':
      break;
  }
};

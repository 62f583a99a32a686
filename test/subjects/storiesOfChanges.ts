import type { Given } from '../../src/conformance/subject/call.js';
import type { Story } from './stories.js';

const MiB = 2 ** 20;
const [system, discovery] = ['MSFT_SMSystem', 'MSFT_SMStorageDiscovery'];
const half = { username: 'service' };

/** Lives in which volumes get other sizes and access, and the array is discovered and diagnosed. */
export const storiesOfChanges: Readonly<Record<string, Story>> = {
  'what sizes volumes get': {
    tier: 'roomy',
    tell: async (life) => {
      const resize = (on: string, NewSize: number, caller?: string) =>
        life.call('StorageVolume.ModifySize', on, { NewSize }, caller);
      await resize('alpha', 64 * MiB, 'visitor');
      await resize('alpha', 64 * MiB);
      await life.advance(1_000, 60_000);
      for (const size of [64, 32]) await resize('alpha', size * MiB);
      await resize('snap', 64 * MiB);
      await life.set('bravo', 'restoring');
      await resize('bravo', 64 * MiB);
      await life.set('bravo', 'online');
      await life.clone('charlie', 'copy');
      await resize('charlie', 128 * MiB);
      await life.advance(60_000);
      await resize('charlie', 192 * MiB);
      await life.set('charlie', 'failed');
      await life.advance(60_000);
      await life.set('gold', 'readOnly');
      await resize('bravo', 128 * MiB);
      await life.set('gold', 'online');
      await life.act({ do: 'leaveFree', pool: 'gold', bytes: 0 });
      await resize('bravo', 256 * MiB);
    },
  },
  'what hosts may do': {
    tier: 'roomy',
    tell: async (life) => {
      for (const method of ['SetReadonly', 'SetReadWrite'] as const) {
        await life.call(method, 'nobody');
        await life.call(method, 'nobody', {}, 'visitor');
        await life.call(method, 'alpha', {}, 'visitor');
        await life.call(method, 'alpha', half);
        for (const volume of ['alpha', 'snap']) await life.call(method, volume);
        await life.act({ do: 'write', volume: 'alpha', offset: 0, length: 512, tag: method });
      }
      await life.set('bravo', 'restoring');
      await life.call('SetReadonly', 'bravo');
      await life.clone('charlie', 'copy');
      await life.call('SetReadonly', 'copy');
    },
  },
  'what is discovered': {
    tier: 'roomy',
    tell: async (life) => {
      const { host = '', interopNamespace = '' } = (await life.driver.capabilities()).discovery ?? {};
      const here = { host, hostType: 'smis-cimxml', interopNamespace } as const;
      const part = { partialDiscoveryType: 4, targetObjectClassType: 0 };
      const start = (more: Given, caller?: string) =>
        life.call(
          'StartDiscovery',
          discovery,
          { ...here, forceRediscovery: false, discoveryLevel: 3, ...more },
          caller,
        );
      const partly = (more: Given) => life.call('PartialDiscovery', discovery, { ...here, ...part, ...more });
      await start({}, 'visitor');
      for (const wrong of [{ host: 'elsewhere.example' }, { discoveryLevel: 9 }]) {
        await start(wrong);
        await life.advance(60_000);
      }
      for (const more of [{}, { interopNamespace: 'root/elsewhere' }]) {
        await partly(more);
        await life.advance(60_000);
      }
      await start({});
      await start({});
      await partly({});
    },
  },
  'what is diagnosed': {
    tier: 'roomy',
    tell: async (life) => {
      await life.call('System.Diagnose', system, half);
      await life.set('bravo', 'degraded');
      await life.call('System.Diagnose', system);
    },
  },
};

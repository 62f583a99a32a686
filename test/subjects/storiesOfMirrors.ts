import type { Story } from './stories.js';

const MiB = 2 ** 20;
const [fracture, detach, restore, reverse, split] = [12, 8, 15, 20, 21];

/** Lives of mirrors whose sides change their roles, and of volumes that become mirrors. */
export const storiesOfMirrors: Readonly<Record<string, Story>> = {
  'how roles change': {
    tier: 'roomy',
    tell: async (life) => {
      const { methods = [] } = await life.driver.capabilities();
      if (!methods.includes('StorageVolume.CreateReplica')) return;
      const relate = async (Operation: number, target: string) => {
        await life.call('StorageVolume.SetReplicationRelationship', 'alpha', {
          Operation,
          TargetStorageVolume: life.id(target),
        });
        await life.advance(60_000);
      };
      const learn = async () => {
        for (const { name, id } of await life.driver.observe({ kind: 'volumes' })) life.name(name, id);
      };
      await life.call('Pool.CreateStorageVolume', 'gold', { Size: 8 * MiB, ElementName: 'large' });
      await life.advance(60_000);
      await learn();
      for (let times = 0; times < 2; times++) {
        const onto = { SyncType: 6, TargetStorageVolume: life.id('large') };
        await life.call('StorageVolume.CreateReplica', 'alpha', onto);
        await life.advance(60_000);
      }
      await relate(reverse, 'large');
      await relate(split, 'large');
      await life.act({ do: 'write', volume: 'alpha', offset: 0, length: 512, tag: 'apart' });
      await life.call('SetReadonly', 'alpha');
      await relate(restore, 'large');
      await life.call('SetReadWrite', 'alpha');
      await relate(restore, 'large');
      await relate(detach, 'large');
      await life.call('StorageVolume.CreateReplica', 'alpha', { SyncType: 6, ElementName: 'peer' });
      await life.advance(60_000);
      await learn();
      for (const operation of [fracture, reverse]) await relate(operation, 'peer');
    },
  },
};

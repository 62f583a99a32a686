import type { Life, Story } from './stories.js';

const system = 'MSFT_SMSystem';
const anHour = 3_600_000;

/** Lives of pools: what they are made of, and what becomes of it. */
export const storiesOfPools: Readonly<Record<string, Story>> = {
  'what pools are made of': {
    tier: 'roomy',
    tell: async (life) => {
      const [setting, drives] = ['no such setting', ['no such drive']];
      const named = { ElementName: 'new' };
      await life.call('CreatePool', system, named);
      await life.call('CreatePool', system, { ...named, PoolSettingObjectId: setting });
      await life.call('CreatePool', system, { ...named, PoolSettingObjectId: setting }, 'visitor');
      await life.call('CreatePool', system, { ...named, DiskDriveObjectIds: drives });
      for (const pool of ['raw', 'silver', 'nowhere']) {
        await life.call('AddDiskDrives', pool, { DiskDriveObjectIds: drives });
      }
      await life.call('Pool.Delete', 'silver');
      await life.advance(anHour);
    },
  },
  'what becomes of drives': {
    tier: 'roomy',
    tell: async (life) => {
      for (const drives of [['disk1', 'disk2'], ['disk1'], ['spare'], ['disk3', 'disk3']]) await make(life, drives);
      await life.advance(anHour);
      for (const drive of ['disk1', 'spare', 'disk3']) await grow(life, drive);
      await life.advance(1_000, anHour);
      await life.call('Pool.Delete', 'made of disk1');
      await make(life, ['disk4', 'disk3']);
    },
  },
};

/** Makes a pool of drives, which is called after the first of them. */
async function make(life: Life, drives: readonly string[]): Promise<void> {
  const DiskDriveObjectIds = drives.map((drive) => life.id(drive));
  const reply = await life.call('CreatePool', system, { ElementName: 'new', DiskDriveObjectIds });
  if ('ReturnValue' in reply && reply.Pool != null) life.name(`made of ${drives[0]}`, reply.Pool);
}

async function grow(life: Life, drive: string): Promise<void> {
  await life.call('AddDiskDrives', 'made of disk1', { DiskDriveObjectIds: [life.id(drive)] });
}

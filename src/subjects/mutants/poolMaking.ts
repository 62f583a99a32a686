import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { answering, swapped, without } from './tables.js';

const noPools = on({ base: 'full-copy', capabilities: { createsPools: false, expandsPools: false } });
const choosesDrives = on({ base: 'full-copy', poolCreation: { ofDrives: false } });

/** Arrays that are wrong about making and growing pools, and about what pools are made of. */
export const wrongPoolMaking: readonly ArrayMutant[] = [
  ofComponents(
    'pools-for-anybody',
    'It tells callers who may not manage storage what is wrong with their pool settings.',
    without('CreatePool service/role'),
  ),
  ofComponents(
    'unknown-setting-called-malformed',
    'It answers 5 for a pool setting that does not exist, where 40806 says so.',
    answering(['CreatePool service/settingUnknown'], 'invalidParameter'),
  ),
  ofComponents(
    'unknown-drive-called-in-use',
    'It answers 40802 for a drive that does not exist, which no pool can have.',
    answering(['CreatePool service/driveUnknown'], 'drivesInUse'),
  ),
  ofComponents(
    'no-pool-creation-called-failed',
    'It answers 4 where 40800 says that it makes no pools.',
    answering(['CreatePool service/noCreation'], 'failed'),
    noPools,
  ),
  ofComponents(
    'drives-before-choice',
    'It says that a drive does not exist before it says that it chooses drives itself.',
    swapped('CreatePool service/noChoiceOfDrives', 'CreatePool service/driveUnknown'),
    choosesDrives,
  ),
  wrapped('pool-that-was-not-made', 'It says that it has made a pool of a setting that does not exist.', () => ({
    of: 'CreatePool',
    answers: (reply) => (reply.ReturnValue === 40806 ? { ...reply, ReturnValue: 0, ExtendedStatus: null } : reply),
  })),
  ofComponents(
    'primordial-pool-called-unknown',
    'It answers 5 for the growth of a primordial pool, where 40814 says what it is.',
    answering(['AddDiskDrives service/primordial'], 'invalidParameter'),
  ),
  ofComponents(
    'no-expansion-called-not-supported',
    'It answers 1 where 40813 says that it expands no pools.',
    answering(['AddDiskDrives service/noExpansion'], 'notSupported'),
    noPools,
  ),
  ofComponents(
    'growth-of-no-pool',
    'It answers 4 for the growth of a pool that does not exist, where 5 stands for that.',
    answering(['AddDiskDrives service/poolUnknown'], 'failed'),
  ),
  ofComponents(
    'drives-before-primordial',
    'It says that a drive does not exist before it says that the pool is primordial.',
    swapped('AddDiskDrives service/primordial', 'AddDiskDrives service/driveUnknown'),
  ),
  wrapped('primordial-pool-free-in-full', 'What concrete pools have of a primordial one is free in it.', () => ({
    pool: (pool) => (pool.isPrimordial ? { ...pool, free: pool.total, used: 0 } : pool),
  })),
  wrapped(
    'deleted-pool-keeps-its-room',
    'The room of a pool that is deleted is not free in its primordial pool.',
    () => {
      let gone = 0;
      return {
        of: 'Pool.Delete',
        answers: (reply) => {
          if (isOk(reply)) gone = 2 ** 20;
          return reply;
        },
        pool: (pool) => (pool.isPrimordial ? { ...pool, free: pool.free - gone, used: (pool.used ?? 0) + gone } : pool),
      };
    },
  ),
];

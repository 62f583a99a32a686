import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, type ProfileChoice } from '../../src/index.js';

const GiB = 1024n ** 3n;
const MiB = 1024n ** 2n;

/** One volume db of 10 GiB in gold, another pool silver, a peer. */
function arrayWith(profile: ProfileChoice = 'full-copy', more: ArrayOptions = {}) {
  return createArray({
    seed: 3,
    profile,
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
      { name: 'peer', size: '1 TiB', system: 'peer' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    ...more,
  });
}

const actions = (synchronousActions: number[], asynchronousActions: number[]) => ({
  base: 'full-copy' as const,
  capabilities: { synchronousActions, asynchronousActions },
});

describe('the outcome of a clone that nothing refuses', () => {
  test('is 4096 where the action is asynchronous: room is reserved, a job runs, the target starts', () => {
    const array = arrayWith(actions([], [2]));
    const reply = array.createClone('db');
    expect(reply).toMatchObject({ ReturnValue: 4096, ExtendedStatus: null, decided: { because: 'jobStarted' } });
    expect(array.job(reply.Job)).toMatchObject({ state: 'starting', target: reply.TargetStorageVolume });
    expect(array.volume('db-clone-1')).toMatchObject({
      id: reply.TargetStorageVolume,
      state: 'starting',
      usable: false,
      size: 10n * GiB,
    });
    expect(array.pool('gold')).toMatchObject({ used: 10n * GiB, reserved: 10n * GiB, free: 1004n * GiB });
  });

  test('is 0 where the action is synchronous: the copy is done, the target usable, and there is no job', () => {
    const array = arrayWith(actions([2], []));
    const reply = array.createClone('db');
    expect(reply).toMatchObject({ ReturnValue: 0, Job: null, ExtendedStatus: null, decided: { because: 'success' } });
    expect(array.jobs()).toEqual([]);
    expect(array.volume('db-clone-1')).toMatchObject({
      id: reply.TargetStorageVolume,
      state: 'online',
      usable: true,
      synchronization: null,
    });
    expect(array.pool('gold')).toMatchObject({ used: 20n * GiB, reserved: 0n });
  });

  test('goes by size where the action is both: 0 up to the threshold and exactly at it, 4096 one block above', () => {
    const profile = { ...actions([2], [2]), clones: { synchronousUpTo: '1 GiB' } };
    const array = arrayWith(profile, {
      volumes: [
        { name: 'below', pool: 'gold', size: GiB - 512n },
        { name: 'at', pool: 'gold', size: GiB },
        { name: 'above', pool: 'gold', size: GiB + 512n },
      ],
    });
    expect(['below', 'at', 'above'].map((name) => array.createClone(name).ReturnValue)).toEqual([0, 0, 4096]);
  });

  test('is never refused for a full queue when the copy is done within the call', () => {
    const profile = { ...actions([2], [2]), clones: { synchronousUpTo: '1 GiB' } };
    const array = arrayWith(
      { ...profile, limits: { runningJobs: 1, queuedJobs: 0 } },
      {
        volumes: [
          { name: 'big', pool: 'gold', size: '2 GiB' },
          { name: 'small', pool: 'gold', size: '1 GiB' },
        ],
      },
    );
    expect(['big', 'big', 'small'].map((name) => array.createClone(name).ReturnValue)).toEqual([4096, 40002, 0]);
  });
});

describe('where the target goes', () => {
  test("without a TargetPool it is the source's pool", () => {
    const array = arrayWith();
    array.createClone('db');
    expect(array.volume('db-clone-1').pool).toBe(array.pool('gold').id);
  });

  test('a TargetPool is given by id, by name, or as the object that a read returned', () => {
    const array = arrayWith();
    const silver = array.pool('silver');
    const pools = [silver.id, 'silver', silver].map((TargetPool) => {
      const { TargetStorageVolume } = array.createClone('db', { TargetPool });
      return array.volume(TargetStorageVolume ?? '').pool;
    });
    expect(pools).toEqual([silver.id, silver.id, silver.id]);
    expect(array.pool('silver').reserved).toBe(30n * GiB);
  });

  test('null is the same as nothing', () => {
    const array = arrayWith();
    array.createClone('db', { ElementName: null, TargetPool: null, username: null, password: null });
    expect(array.volume('db-clone-1').pool).toBe(array.pool('gold').id);
  });

  test('feature 44 ties local targets to the pool of the source, and remote ones to nothing', () => {
    const capabilities = { cloneRemote: true, replicationTypes: [11, 13], features: [42, 44, 51] };
    const array = arrayWith({ base: 'full-copy', capabilities });
    const codes = ['gold', 'silver', 'peer'].map((TargetPool) => array.createClone('db', { TargetPool }).ReturnValue);
    expect(codes).toEqual([4096, 43004, 4096]);
  });

  test('feature 43 asks for a TargetPool where the system clones to its peer only', () => {
    const capabilities = { cloneLocal: false, cloneRemote: true, replicationTypes: [13], features: [42, 43, 51] };
    const array = arrayWith({ base: 'full-copy', capabilities });
    expect(array.createClone('db').decided).toMatchObject({ step: 'invoke', because: 'poolRequired' });
    expect(array.createClone('db', { TargetPool: 'peer' }).ReturnValue).toBe(4096);
  });

  test('feature 43 asks for none where the system clones locally, too', () => {
    const capabilities = { cloneRemote: true, replicationTypes: [11, 13], features: [42, 43, 51] };
    const array = arrayWith({ base: 'full-copy', capabilities });
    expect(array.createClone('db').ReturnValue).toBe(4096);
    expect(array.volume('db-clone-1').pool).toBe(array.pool('gold').id);
  });

  test('a volume is no pool: its id as TargetPool is malformed, its name is a pool that nobody knows', () => {
    const array = arrayWith();
    const given = [array.volume('db').id, 'db', ''].map(
      (TargetPool) => array.createClone('db', { TargetPool }).decided,
    );
    expect(given.map(({ because }) => because)).toEqual(['malformed', 'poolUnknown', 'malformed']);
  });
});

describe("the target's name", () => {
  test('is the one that the caller gives, however long the profile allows', () => {
    const array = arrayWith();
    const longest = 'n'.repeat(255);
    expect(array.createClone('db', { ElementName: longest }).ReturnValue).toBe(4096);
    expect(array.volume(longest).name).toBe(longest);
    const tooLong = array.createClone('db', { ElementName: `${longest}n` });
    expect([tooLong.ReturnValue, tooLong.ExtendedStatus?.SMMessage]).toEqual([
      5,
      'ElementName has 256 characters, at most 255 are allowed',
    ]);
  });

  test("is supplied by the system otherwise: the source's name and an ordinal that counts the clones ever made", () => {
    const array = arrayWith();
    array.createClone('db');
    array.createClone('db', { ElementName: 'mine' });
    array.createClone('db');
    expect(array.volumes().map(({ name }) => name)).toEqual(['db', 'db-clone-1', 'mine', 'db-clone-3']);
  });

  test('skips what another volume is called already, where names are unique', () => {
    const array = arrayWith({ base: 'full-copy', clones: { uniqueNames: true } });
    array.createClone('db', { ElementName: 'db-clone-2' });
    array.createClone('db');
    expect(array.volumes().map(({ name }) => name)).toEqual(['db', 'db-clone-2', 'db-clone-3']);
  });

  test.each([
    [16, ['a-long-d-clone-1', 'a-long-d-clone-2']],
    [9, ['a-clone-1', 'a-clone-2']],
    [8, ['1', '2']],
    [1, ['1', '2']],
  ])('is no longer than the %i characters that names may have', (maximumNameLength, made) => {
    const volumes = [{ name: 'a-long-database', pool: 'gold', size: '1 GiB' }];
    const array = arrayWith({ clones: { maximumNameLength, uniqueNames: true } }, { volumes });
    for (const _ of made) array.createClone('a-long-database');
    expect(array.volumes().map(({ name }) => name)).toEqual(['a-long-database', ...made]);
  });

  test('and is cut between two characters', () => {
    const volumes = [{ name: 'a😀😀😀', pool: 'gold', size: '1 GiB' }];
    const array = arrayWith({ clones: { maximumNameLength: 11 } }, { volumes });
    array.createClone('a😀😀😀');
    expect(array.volumes()[1]?.name).toBe('a😀😀-clone-1');
  });

  const emoji = '😀';
  test.each([
    ['refused', emoji.repeat(4), 4096, emoji.repeat(4)],
    ['refused', emoji.repeat(5), 5, undefined],
    ['cut', emoji.repeat(5), 4096, emoji.repeat(4)],
    ['cut', 'abcde', 4096, 'abcd'],
    ['ignored', 'abcde', 4096, 'db-clone-1'.slice(0, 4)],
    ['ignored', 'abcd', 4096, 'abcd'],
  ] as const)(
    'where long names are %s, %s is answered %i, and the clone is called %s',
    (longNames, name, code, made) => {
      for (const features of [[8, 51], [8]]) {
        const array = arrayWith({ capabilities: { features }, clones: { longNames, maximumNameLength: 4 } });
        expect(array.createClone('db', { ElementName: name }).ReturnValue).toBe(code);
        const supplied = longNames === 'ignored' && name.length > 4;
        expect(array.volumes()[1]?.name).toBe(supplied ? '1' : made);
      }
    },
  );

  test('is ignored without a word by an array that gives its own', () => {
    for (const features of [[8, 51], [8]]) {
      const array = arrayWith({ capabilities: { features }, clones: { ignoresNames: true, uniqueNames: true } });
      expect(array.createClone('db', { ElementName: 'db' }).ReturnValue).toBe(4096);
      expect(array.volumes()[1]?.name).toBe('db-clone-1');
    }
  });

  test.each(['\u0000', 'a\u0001', '\ud800', '\udc00x', '\ufffe'])(
    'is malformed when XML cannot carry it: %j',
    (name) => {
      const array = arrayWith();
      for (const parameters of [{ ElementName: name }, { TargetPool: name }, { username: name, password: 'x' }]) {
        const before = array.digest('observable');
        const reply = array.createClone('db', parameters);
        expect([reply.ReturnValue, reply.decided.because]).toEqual([5, 'malformed']);
        expect(reply.ExtendedStatus?.SMMessage).toMatch(/has the character U\+[0-9A-F]{4}, which XML can't carry$/);
        expect(array.digest('observable')).toBe(before);
      }
    },
  );

  test('is given by a rename afterwards where feature 51 is absent', () => {
    const array = arrayWith({ base: 'full-copy', capabilities: { features: [8] } });
    const call = array.begin('db', 'CreateClone', { ElementName: 'mine' });
    const names: string[] = [];
    for (let { phase } = array.progress(call); phase === 'ready'; { phase } = array.step(call)) {
      const name = array.volumes()[1]?.name;
      if (name !== undefined && names.at(-1) !== name) names.push(name);
    }
    expect(names).toEqual(['db-clone-1', 'mine']);
    expect(array.findVolume('db-clone-1')).toBeUndefined();
  });
});

describe('the credentials of a call', () => {
  const array = arrayWith('full-copy', {
    accounts: [
      { name: 'alice', password: 'a' },
      { name: 'bob', password: 'b', mayModify: false },
    ],
    credential: { username: 'bob', password: 'b' },
  });

  test.each([
    ['come from the configuration provider when none are given', {}, 43002],
    ['are its own when it brings some', { username: 'alice', password: 'a' }, 4096],
    ['are wrong even though those of the configuration provider are right', { username: 'bob', password: 'a' }, 51005],
    ['name nobody', { username: 'carol', password: 'a' }, 51005],
    ['are malformed without a password', { username: 'alice' }, 5],
    ['are malformed without a username', { password: 'a' }, 5],
  ])('%s', (_, parameters, code) => {
    expect(array.fork().createClone('db', parameters).ReturnValue).toBe(code);
  });

  test('are not asked for by a provider without authentication', () => {
    const open = arrayWith(
      { base: 'full-copy', provider: { authentication: 'none' } },
      { accounts: [], credential: null },
    );
    expect(open.createClone('db').ReturnValue).toBe(4096);
  });

  test('are in no message, no trace and no saved world', () => {
    const spied = arrayWith('full-copy', { accounts: [], credential: { username: 'x', password: 'correct horse' } });
    const reply = spied.createClone('db', { username: 'alice', password: 'battery staple' });
    const texts = [JSON.stringify(reply), JSON.stringify(spied.trace()), spied.save()];
    expect(texts.filter((text) => /correct horse|battery staple/.test(text))).toEqual([]);
  });
});

describe('a full copy is charged in whole extents', () => {
  test.each([
    [512n, 1n],
    [MiB - 512n, 1n],
    [MiB, 1n],
    [MiB + 512n, 2n],
    [10n * MiB + 1024n, 11n],
  ])('%i bytes take %i extents', (size, extents) => {
    const array = arrayWith('full-copy', { volumes: [{ name: 'db', pool: 'gold', size }] });
    array.createClone('db', { TargetPool: 'silver' });
    expect(array.volume('db-clone-1')).toMatchObject({ size, charge: extents * MiB });
    expect(array.pool('silver').reserved).toBe(extents * MiB);
    array.settle();
    expect(array.pool('silver')).toMatchObject({ reserved: 0n, used: extents * MiB });
    expect(array.violations()).toEqual([]);
  });

  test('a pool with exactly the room for the last extent takes it, and lacks it with one block less', () => {
    const codes = [0n, 512n].map((less) => {
      const array = arrayWith('full-copy', {
        pools: [
          { name: 'gold', size: '1 GiB' },
          { name: 'silver', size: 3n * MiB - less },
        ],
        volumes: [{ name: 'db', pool: 'gold', size: 2n * MiB + 512n }],
      });
      return array.createClone('db', { TargetPool: 'silver' }).ReturnValue;
    });
    expect(codes).toEqual([4096, 40002]);
  });

  test('the shortage tells what is used and reserved at that moment', () => {
    const array = arrayWith('full-copy', { pools: [{ name: 'gold', size: '21 GiB' }] });
    array.createClone('db');
    array.advance(5_200);
    expect(array.createClone('db').ExtendedStatus?.SMMessage).toBe(
      // 5000 ms at 2097 blocks a millisecond are 5119.6 extents.
      'needs 10 GiB, pool gold has 1 GiB free of 21 GiB (15 GiB used, 5 GiB reserved)',
    );
  });
});

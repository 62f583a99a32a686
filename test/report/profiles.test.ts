import { describe, expect, test } from 'vitest';
import { answersOf } from '../../src/report/facts/profileAnswers.js';
import { pageOf } from '../../src/report/text/page.js';
import { profileSheet } from '../../src/report/text/profileSheet.js';
import { profileTable, summaryOf } from '../../src/report/text/profileSummary.js';
import { profiles } from '../../src/vocabulary/profile/choice.js';
import type { ProfileDraft } from '../../src/vocabulary/profile/profile.js';

const page = pageOf({ colour: false });
const narrow = pageOf({ colour: false, columns: 80 });
const all = Object.values(profiles);
const widthOf = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe.each(all.map((profile) => [profile.name, profile] as const))('the data sheet of %s', (name, profile) => {
  test('reads like this', async () => {
    await expect(profileSheet(profile, page)).toMatchFileSnapshot(`../golden/profiles/${name}.txt`);
  });

  test('fits on 80 columns, with the same words', () => {
    const sheet = profileSheet(profile, narrow);
    expect(widthOf(sheet)).toBeLessThanOrEqual(80);
    const words = (text: string) => text.split(/\s+/).join(' ');
    expect(words(sheet)).toBe(words(profileSheet(profile, page)));
  });

  test('has answers that one cause decides in every release', () => {
    for (const { answers } of answersOf(profile)) {
      expect(answers.map(({ version }) => version)).toEqual(['2016', '2012R2', '2012']);
      expect(new Set(answers.map(({ step, because }) => `${step}.${because}`)).size).toBe(1);
    }
  });
});

test('the table of all reads like this', async () => {
  await expect(profileTable(all, page)).toMatchFileSnapshot('../golden/profiles/all.txt');
  expect(widthOf(profileTable(all, page))).toBeLessThanOrEqual(120);
});

test('the table of all says the same on 80 columns, on two lines each', () => {
  const table = profileTable(all, narrow);
  expect(widthOf(table)).toBeLessThanOrEqual(80);
  expect(table.split('\n')).toHaveLength(1 + 2 * all.length + 1);
  expect(table).toContain(`
snapshot-only     full        none    40308    never
  An entry-level array with a license for snapshots only.
`);
});

test('colours change nothing but the colours', () => {
  const coloured = pageOf({ colour: true });
  const bare = (text: string) => text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
  expect(bare(profileTable(all, coloured))).toBe(profileTable(all, page));
  expect(bare(profileSheet(profiles['slow-provider'], coloured))).toBe(profileSheet(profiles['slow-provider'], page));
});

describe('a sheet of an edited profile', () => {
  test('has a column of codes for each release where they differ', () => {
    const full = profiles['full-copy'].with((draft) => {
      draft.limits.synchronizations = 0;
    });
    expect(profileSheet(full, page)).toContain(`
  request                         2016  2012R2   2012  decided at  because
  without parameters             40002       4      4  array       metadata
`);
  });

  const bySize = profiles['full-copy'].with((draft) => {
    draft.capabilities.synchronousActions = [2];
    draft.clones.synchronousUpTo = '1 GiB';
    draft.capabilities.cloneRemote = true;
    draft.capabilities.replicationTypes = [10, 13];
    draft.capabilities.features = [8, 42, 51];
    draft.provider.requiresTargetPool = true;
    draft.provider.enumeration.filters = false;
    draft.provider.query.language = false;
  });

  test('says what is deleted, how and how long, and how sizes are told', () => {
    const sheet = (changes: (draft: ProfileDraft) => void) => profileSheet(profiles['full-copy'].with(changes), page);
    const volumesOnly = sheet((draft) => {
      draft.capabilities.deletesPools = false;
      draft.deletion = { by: 'job', takes: '90 s' };
      draft.provider.methods = { ReturnToStoragePool: 'unavailable', GetSupportedSizeRange: 'available' };
    });
    expect(volumesOnly).toContain(`
Deletion
  volumes               yes
  pools                 no (40809)
  answer                4096: by a job that takes 1 min 30 s
`);
    expect(volumesOnly).toMatch(/^ {2}methods +ReturnToStoragePool: unavailable$/m);
    expect(volumesOnly).toMatch(/^ {2}sizes are told +as a list, and as a range$/m);
    const none = sheet((draft) => {
      draft.capabilities.deletesPools = false;
      draft.capabilities.deletesVolumes = false;
      draft.provider.methods = { GetSupportedSizes: 'unsupported', GetSupportedSizeRange: 'unsupported' };
    });
    expect(none).toContain(`
Deletion
  volumes               no (40308)
  pools                 no (40809)

Resizing
`);
    expect(none).toMatch(/^ {2}sizes are told +not at all \(1\)$/m);
    const listed = sheet((draft) => {
      draft.provider.methods = { GetSupportedSizeRange: 'unknown' };
    });
    expect(listed).toMatch(/^ {2}sizes are told +as a list$/m);
  });

  test('says what is decided by size, and what the provider lacks', () => {
    const sheet = profileSheet(bySize, page);
    expect(summaryOf(bySize)).toMatchObject({ answers: [0, 4096], clones: { local: true, remote: true } });
    expect(sheet).toMatch(/^ {2}clones +local, remote$/m);
    expect(sheet).toMatch(/^ {2}answer +0 or 4096, by size: 0 up to 1 GiB$/m);
    expect(sheet).toMatch(/^ {2}TargetPool +required in every call$/m);
    expect(sheet).toMatch(/^ {2}lacks +the query language \(43014\), filtered enumerations \(43025\)$/m);
    expect(sheet).toMatch(/room enough, with TargetPool the source's\n/);
  });
});

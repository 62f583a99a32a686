import { describe, expect, test } from 'vitest';
import { explain as explainBy } from '../../../src/report/facts/explanation.js';
import { shownCodes } from '../../../src/report/facts/shownCodes.js';
import { explanationText } from '../../../src/report/text/explanationText.js';
import { pageOf } from '../../../src/report/text/page.js';
import type { ScenarioResult } from '../../../src/scenario/perform/result.js';
import { codesOf } from '../../../src/vocabulary/methods/codes.js';
import { type DocumentedMethod, documentedMethods } from '../../../src/vocabulary/methods/documented.js';
import { type MethodName, methodNames } from '../../../src/vocabulary/methods/index.js';
import type { Step } from '../../../src/vocabulary/steps.js';
import { type Version, versions } from '../../../src/vocabulary/versions.js';
import { resultWith, row } from '../results.js';

const explain = (
  method: MethodName,
  asked: string,
  version: Version | undefined,
  results: readonly ScenarioResult[],
  together: readonly DocumentedMethod[] = [],
) => explainBy(method, asked, version, shownCodes(method, results), together);

const page = pageOf({ colour: false });

describe('an explanation', () => {
  test('says what a refusal proves, its rows, and which scenarios show them', () => {
    expect(explanationText(explain('CreateClone', '40003', undefined, []), page)).toBe(
      `40003  Cache out of date  (Windows Server 2016 only)
The array was changed behind the storage service's back since its last discovery.
It is a refusal: nothing on the array has changed.

Answered at
  invoke  sourceStale        by cause
    The source was changed or deleted out of band since the service last discovered it.
  invoke  poolStale          by cause
    The pool was changed or deleted out of band since the service last discovered it.
  invoke  capabilitiesStale  by cause
    The capabilities were changed out of band since the service last discovered them.

The same number for other methods, by the documents
  The same words
    StorageVolume.CreateReplica, StorageVolume.SetReplicationRelationship, FileShare.Delete,
    ReplicationGroup.CreateReplica, ReplicationGroup.SetReplicationRelationship, CreateReplicationGroup and 1 more
`,
    );
    expect(explain('CreateClone', '40002', undefined, [resultWith()]).rows[0]?.scenarios).toEqual([
      { scenario: 'two clones', file: 'two-clones.yaml', versions: ['2016'] },
    ]);
  });

  test.each(methodNames)('for all codes of %s, finds a row or an outcome, in every version that has it', (method) => {
    for (const { code } of codesOf(method)) {
      const { rows, proves, versions: having } = explain(method, String(code), undefined, []);
      for (const version of having) {
        const found = rows.some((row) => row.versions.includes(version));
        expect(found || proves === 'done' || proves === 'accepted', `${code} in ${version}`).toBe(true);
      }
    }
  });

  test.each([
    ['0', 'done'],
    ['4096', 'accepted'],
    ['40002', 'nothingChanged'],
    ['43019', 'mayBeLeft'],
    ['3', 'nothing'],
    ['40300', 'nothing'],
  ])('of %s says that it proves: %s', (code, proves) => {
    expect(explain('CreateClone', code, undefined, []).proves).toBe(proves);
  });

  test('knows which release answers what', () => {
    const room = (version: '2012' | '2016') =>
      explain('CreateClone', '4', version, []).rows.some(({ because }) => because === 'free');
    expect([room('2012'), room('2016')]).toEqual([true, false]);
    const free = explain('CreateClone', '4', undefined, []).rows.find(({ because }) => because === 'free');
    expect(free?.versions).toEqual(['2012', '2012R2']);
    expect(explain('CreateClone', '5', undefined, []).versions).toEqual(versions);
  });

  test('tells what is forced only', () => {
    expect(explain('CreateClone', '43020', undefined, []).rows.map(({ natural }) => natural)).toEqual([false]);
    expect(explanationText(explain('CreateClone', '43020', undefined, []), page)).toContain('forced only');
  });

  test("takes an outcome's name", () => {
    expect(explain('CreateClone', 'notEnoughResources', undefined, []).code).toBe(40002);
  });

  test('refuses what is no code, with the ones nearby', () => {
    expect(() => explain('CreateClone', '40004', undefined, [])).toThrow(
      /near it are 40001 \(Access denied\), 40002 .*, 40003/,
    );
    expect(() => explain('CreateClone', 'notEnoughResource', undefined, [])).toThrow(
      /did you mean 'notEnoughResources'/,
    );
    expect(() => explain('CreateClone', '40700', undefined, [])).toThrow(
      /\(0-5, 8, 4096, .*51010\); .*; AddInitiator, .* have it: arraysim explain AddInitiator 40700/,
    );
  });

  test('of a code that the release lacks says so, and what it answers instead', () => {
    const answered = (version: '2012' | '2012R2' | '2016', number: number, step: Step, because: string) =>
      resultWith({ version, rows: [row(1, 'CreateClone db', number, step, because)] });
    const runs = [
      answered('2016', 40003, 'invoke', 'sourceStale'),
      answered('2012', 4096, 'serviceReply', 'jobStarted'),
      answered('2012R2', 4096, 'serviceReply', 'jobStarted'),
    ];
    const { versions: having, olderReleases } = explain('CreateClone', '40003', '2012', runs);
    expect(having).toEqual(['2016']);
    expect(olderReleases).toMatchObject([{ because: 'sourceStale', versions: ['2012'], answer: { code: 4096 } }]);
    const text = explanationText(explain('CreateClone', '40003', '2012', runs), page);
    expect(text).toMatch(/^40003 .*\(Windows Server 2016 only\)\nWindows Server 2012 has no such code\.\n/);
    expect(text).toMatch(/\nWhat Windows Server 2012 answers instead\n {2}sourceStale {2}4096 {2}Method/);
    expect(explain('CreateClone', '40003', undefined, runs).olderReleases).toMatchObject([
      { versions: ['2012', '2012R2'] },
    ]);
    expect(explain('CreateClone', '40003', '2016', runs).olderReleases).toEqual([]);
  });

  test('tells what the number means to other methods', () => {
    expect(explain('CreateClone', '40308', undefined, []).otherMethods).toEqual([
      {
        label: 'StorageService: Volume creation capability not supported',
        methods: ['Pool.CreateStorageVolume', 'System.CreateStorageVolume'],
      },
      { label: 'StorageService: Delete capability not supported', methods: ['StorageVolume.Delete'] },
      { label: 'StorageService: Snapshot capability not supported', methods: ['CreateSnapshot'] },
      { label: 'StorageService: Volume modification capability not supported', methods: ['StorageVolume.ModifySize'] },
    ]);
  });

  test('of a method that only asks says that it changes nothing, wherever it failed', () => {
    const lost = explain('GetSizesInfo', '40300', undefined, []);
    expect(lost.rows.map(({ step }) => step)).toContain('invokeReply');
    expect(lost.proves).toBe('nothingChanged');
    const text = explanationText(lost, page);
    expect(text).toContain('\nNothing on the array has changed: the method only asks, and may be called again.\n');
    expect(explanationText(explain('GetSizesInfo', 'success', undefined, []), page)).toContain(
      '\nIt proves that the answer is complete.\n',
    );
  });

  test('leaves methods that are explained with it out of the others', () => {
    const both = documentedMethods().filter(({ name }) => name === 'Delete');
    const named = (together: typeof both) =>
      explain('StorageVolume.Delete', '6', undefined, [], together).otherMethods.flatMap(({ methods }) => methods);
    expect(named([])).toContain('Pool.Delete');
    expect(named(both)).not.toContain('Pool.Delete');
  });

  test.each(methodNames)('of every code of %s stays within 80 columns', (method) => {
    const narrow = pageOf({ colour: false, columns: 80 });
    for (const { code } of codesOf(method)) {
      const lines = explanationText(explain(method, String(code), undefined, []), narrow).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });
});

import type { Failure } from '../../src/conformance/report.js';
import { clone } from './clone.js';

/** A failure with a step of each kind. */
export const failure: Failure = {
  message: "40002 was answered, although clone1 needs 1024 B and 'gold' has 2048 B free",
  run: {
    tier: 'tight',
    steps: [
      { do: 'call', ...clone('db', { ElementName: 'copy' }) },
      {
        do: 'overlap',
        calls: [
          { ...clone('db', { ElementName: "db's first copy", TargetPool: 'gold' }), caller: 'ann' },
          clone('clone1', { ElementName: 'second "copy"', TargetPool: 'gold' }),
        ],
        order: [0, 1, 1, 0],
      },
      { do: 'act', action: { do: 'delete', volume: 'clone1' } },
      { do: 'arm', plan: 'lost = serviceReply 1*: loseReply\nstuck = jobPercent@73: stallJob 5 min' },
      {
        do: 'arm',
        plan: {
          version: 1,
          faults: [{ id: 'shortage', at: 'array', when: { element: 'db' }, do: { return: 40002 }, expect: 'must' }],
        },
      },
      { do: 'advance', ms: 200 },
      { do: 'settle' },
      { do: 'heal' },
      { do: 'look' },
      { do: 'probe', property: 'DELETE-TWICE', calls: [clone('db')], number: 3 },
    ],
  },
  answers: [
    '4096, clone1 and job1',
    '4096, clone2 and job2; no reply: timeout',
    'done',
    'armed',
    'armed',
    '',
    '',
    'healed',
    "gold has 2048 B free,\nclone2 is 'copying'",
    '0; 0',
  ],
  inside: [
    ...Array.from({ length: 9 }, () => []),
    [
      { step: { do: 'advance', ms: 50 }, answer: '' },
      { step: { do: 'advance', ms: 50 }, answer: '' },
      { step: { do: 'call', method: 'StorageVolume.Delete', on: 'db', with: {} }, answer: '0' },
      { step: { do: 'call', method: 'StorageVolume.Delete', on: 'db', with: {} }, answer: '0', where: 'a twin' },
    ],
  ],
  shrinking: { ended: 'shortest', runs: 40 },
  foundAs: null,
  pictures: null,
  foundAfterCalls: 57,
  again: 'arraysim conform ./driver.mjs --seed 7 --only SHORTAGE-TIGHT',
};

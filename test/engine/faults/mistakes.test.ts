import { expect, test } from 'vitest';
import { BadInputError, createArray } from '../../../src/index.js';

// Slips as people make them. Each message says where it is, and what to write.

const fault = { id: 'a', at: 'array', do: { return: 40002 } };

const mistakes: readonly unknown[] = [
  'lost-repyl',
  'serviceReply loseReply',
  'reply: loseReply',
  'serviceReply: looseReply',
  'invoke: loseReply',
  'array: return',
  'array: return 4002',
  'array: return NotEnoughResources',
  'array: return 51010',
  'array 20: return 40002',
  'array 3 times: return 40002',
  'array volum=db: return 40002',
  'array volume=my db: return 40002',
  'array Deleted: return 2',
  'jobPercent: stallJob 5 min',
  'jobPercent@150: failJob',
  'jobStart: stallJob 5',
  'invoke for 5: return 43016',
  'invoke from 1 min until 6 min: return 43016',
  'time@5 min: stealCapacity 10 GiB',
  'array: stealCapacity 10GB',
  'array: stealCapacity 10 GiB pool=golb',
  'array: poolState gold',
  'array: setCapability cloneLocal false',
  'array: partial 0.5',
  'jobEnd: failJob notEnoughResource',
  { faults: [fault, fault] },
  { faults: [{ ...fault, fire: { times: 3 } }] },
  { faults: [{ ...fault, when: { element: { class: 'volume', name: 'db' } } }] },
  { faults: [{ ...fault, when: { volume: 'db', elementName: 'monday' } }] },
  { faults: [{ ...fault, do: { poolState: { pool: 'gold', state: 'offline' } } }] },
  { faults: [{ ...fault, at: 'jobStart', do: { stallJob: { at: 50 } } }] },
  { faults: [{ ...fault, do: 'return' }] },
  { faults: [{ ...fault, must: true }] },
];

function complaintOf(faults: unknown): string {
  try {
    createArray({
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
      faults: faults as string, // what JavaScript lets through
    });
  } catch (error) {
    if (error instanceof BadInputError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

test('every message says what to do', async () => {
  const told = mistakes.map((plan) => {
    const text = typeof plan === 'string' ? plan : JSON.stringify(plan);
    return `${text}\n  ${complaintOf(plan)}\n`;
  });
  expect(told.filter((text) => text.includes('nothing was refused'))).toEqual([]);
  await expect(told.join('\n')).toMatchFileSnapshot('../../golden/planMistakes.txt');
});

import { createArray } from '../../src/cim/createArray.js';
import { explore } from '../../src/explore/explore.js';

const [callers = '3', skips = 'no', lost = 'yes', alike = 'no', passes = 'no', rounds = '3'] = process.argv.slice(2);
const array = createArray({
  pools: [{ name: 'gold', size: '30 GiB' }],
  volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
});
for (let round = 0; round < Number(rounds); round++) {
  const began = process.cpuUsage();
  const { claims, broken, ...told } = explore(array, {
    actions: Object.fromEntries(
      Array.from({ length: Number(callers) }, (_, at) => [`c${at}`, [{ call: 'CreateClone', on: 'db' }]]),
    ),
    faults: lost === 'yes' ? ['serviceReply: loseReply'] : [],
    time: passes === 'yes',
    skip: skips === 'yes',
    alike: alike === 'yes',
    claims: ['NO-DOUBLE-SPEND', 'CONSERVE'],
    states: 10_000_000,
  });
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  console.log({
    ...told,
    seconds,
    perSecond: Math.round(told.states / seconds),
    transitionsPerSecond: Math.round(told.transitions / seconds),
  });
}

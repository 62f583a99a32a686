import { type ArrayMutant, ofComponents } from './mutant.js';
import { answering, changed, operating, without } from './tables.js';

/** Arrays that are wrong when they discover. */
export const wrongDiscoveries: readonly ArrayMutant[] = [
  ofComponents(
    'discovers-any-host',
    'It discovers its provider whatever host is named.',
    without('StartDiscovery connect/wrongHost'),
  ),
  ofComponents(
    'discovers-for-anybody',
    'Callers who may not manage storage let it discover.',
    without('StartDiscovery service/role'),
  ),
  ofComponents(
    'discovers-twice-at-once',
    'It begins a discovery while another one is under way, though nobody forces it.',
    without('StartDiscovery service/underWay'),
  ),
  ofComponents(
    'discovers-at-once',
    'It says that it discovers by jobs, and does so within the call.',
    operating('StartDiscovery', (operation) => ({
      ...operation,
      plan: (facts) => ({ ...operation.plan(facts), outcome: 'success', job: null }),
    })),
  ),
  ofComponents(
    'discovers-at-any-level',
    'It takes levels of discovery that there are not.',
    operating('StartDiscovery', (operation) => ({ ...operation, malformed: () => null })),
  ),
  ofComponents(
    'discovers-a-part-meanwhile',
    'It discovers a part while a discovery is under way.',
    without('PartialDiscovery service/underWay'),
  ),
  ofComponents(
    'busy-is-a-failure',
    'It answers 1 where a discovery is under way, and 2 stands for that.',
    answering(['PartialDiscovery service/underWay'], 'failed'),
  ),
  ofComponents(
    'always-discovering',
    'It says that a discovery is under way when none is.',
    changed(['PartialDiscovery service/underWay'], (row) => [{ ...row, when: () => true }]),
  ),
  ofComponents(
    'discovers-any-namespace',
    'It discovers parts in namespaces that there are not.',
    without('PartialDiscovery findService/wrongNamespace'),
  ),
  ofComponents(
    'part-without-its-job',
    'It answers that a job discovers a part, and names none.',
    operating('PartialDiscovery', (operation) => ({
      ...operation,
      reply: (answer) => ({ ...operation.reply(answer), Job: null }),
    })),
  ),
];

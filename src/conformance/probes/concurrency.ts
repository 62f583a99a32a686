import { isSuccess } from '../checks/replyClaims.js';
import { modelOf } from '../model/methods/index.js';
import { needOf } from '../model/room.js';
import { idle } from '../model/situation.js';
import type { Probe } from '../run/probe.js';
import { isNoReply } from '../subject/call.js';
import { action, cloning, deleting, member } from '../subject/needs.js';
import { madeDue, settle } from './clientViews.js';
import { deletionOf } from './deleting.js';

/** Limits above this are not worth filling up. */
const fewest = 8;

/** What calls do to each other that are in flight at once. */
export const concurrencyProbes: readonly Probe[] = [
  {
    property: 'NO-DOUBLE-SPEND',
    level: 'concurrency',
    waits: true,
    calls: 1,
    needs: [cloning, member('overlap'), action('leaveFree')],
    act: async (run, { calls: [call], number }) => {
      if (call === undefined || run.underFaults) return;
      await settle(run);
      const source = run.state.volumes[call.on];
      if (source === undefined) return;
      const { allocated } = (await run.driver.observe({ kind: 'volume', id: run.symbols.id(call.on) })) ?? {};
      const pool = modelOf(call.method).poolOf(call, source) ?? source.pool;
      const need = needOf(run.advertised, source, pool, allocated);
      if (need === null || need === 0) return;
      const room = 1 + (number % 2);
      if (!(await run.act({ do: 'leaveFree', pool, bytes: room * need }))) return;
      const racing = Array.from({ length: room + 1 }, () => call);
      const order = Array.from({ length: 30 }, (_, at) => ((number >> (at % 10)) + at) % racing.length);
      const replies = await run.overlap(racing, order);
      const granted = replies.filter((one) => typeof one !== 'boolean' && !isNoReply(one) && isSuccess(one));
      const jobs = await run.driver.observe({ kind: 'jobs' });
      // A job that fails meanwhile gives its room back.
      const isKept = (one: (typeof granted)[number]) =>
        typeof one === 'boolean' ||
        !('Job' in one) ||
        !jobs.some(({ id, jobState }) => id === one.Job && jobState === 10);
      const made = granted.filter(isKept).length;
      run.verdicts.demand('NO-DOUBLE-SPEND', made <= room, () => `${made} clones found room for ${room}`);
      await run.look();
    },
  },
  {
    property: 'CAP-LIMIT',
    level: 'concurrency',
    calls: 1,
    needs: [cloning, member('overlap'), member('advance')],
    act: async (run, { calls: [call], number }) => {
      const most = run.advertised.limits.replicasPerSource;
      if (call === undefined || most === null || most > fewest || run.driver.advance === undefined) return;
      // All but the last replica one after the other, and then two at once.
      for (let made = 0; made <= most; made++) {
        await settle(run);
        const replicas = Object.values(run.state.volumes).filter(({ source }) => source === call.on).length;
        if (replicas === most - 1 || !(await madeDue(run, call))) break;
        await run.call(call);
      }
      // In turns, or as drawn.
      const order = Array.from({ length: 30 }, (_, at) => ((number % 2 === 0 ? 0 : number >> (at % 10)) + at) % 2);
      await run.overlap([call, call], order, 'CAP-LIMIT');
    },
  },
  {
    property: 'DELETE-RACE',
    level: 'concurrency',
    calls: 1,
    needs: [cloning, member('overlap'), deleting, member('advance')],
    act: async (run, { calls: [call], number }) => {
      if (call === undefined || run.underFaults || run.driver.advance === undefined) return;
      await settle(run);
      if (!idle(run.state).includes(call.on)) return;
      const order = Array.from({ length: 26 }, (_, at) => (at === number % 13 ? 1 : 0));
      await run.overlap([call, deletionOf(run, call.on)], order, 'DELETE-RACE');
      await settle(run);
    },
  },
];

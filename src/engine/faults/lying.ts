import { free } from '../../store/capacity.js';
import { piecesOf, planWrite } from '../../store/contents.js';
import { jobWork } from '../../store/jobRow.js';
import { stillOf } from '../../store/world.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { demandAtRest } from '../commit/atomically.js';
import { writeTag } from '../commit/contents.js';
import type { Carriers } from '../components.js';
import { isFresh, note } from './about.js';

type Lying =
  | 'reportCapability'
  | 'staleReads'
  | 'wrongProgress'
  | 'reportCompletedEarly'
  | 'wrongSize'
  | 'wrongState'
  | 'wrongContents';

/** Effects after which what is reported is not what is so. */
export const lying: Pick<Carriers, Lying> = {
  reportCapability: (injection, { name, as }) => {
    if (!isFresh(injection)) return;
    const { world } = injection;
    const { settings } = world;
    note(injection, { what: 'reported', name, as });
    const reported = { ...(settings.reported ?? settings.capabilities), [name]: as };
    world.settings = { ...settings, reported, discovered: reported };
  },

  staleReads: (injection) => {
    if (!isFresh(injection)) return;
    const { world } = injection;
    demandAtRest(world);
    note(injection, { what: 'staleReads' });
    // The older picture is shown until none is.
    world.shown ??= stillOf(world);
  },

  wrongProgress: ({ read }, { percent }) => {
    if (read !== null) read.percent = percent;
  },

  reportCompletedEarly: ({ read }) => {
    if (read !== null) read.completed = true;
  },

  wrongSize: ({ read }, { factor }) => {
    if (read !== null) read.factor = factor;
  },

  wrongState: ({ read }, { state }) => {
    if (read !== null) read.state = state;
  },

  wrongContents: ({ world, job }) => {
    if (job === null) return;
    const { target, work } = world.jobs.read(job.handle);
    if (work !== jobWork.copy || world.volumes.peek(target) === undefined) return;
    const volume = target as VolumeHandle; // there is a row behind it
    const { size, pool } = world.volumes.read(volume);
    const written = piecesOf(world, volume, { start: 0, end: size }).find(
      ({ value }) => value !== undefined && value !== '',
    );
    if (written === undefined) return;
    const { extentSize } = world.configuration;
    const { start } = written;
    const end = Math.min(written.end, start - (start % extentSize) + extentSize);
    const plan = planWrite(world, volume, { start, end });
    // An extent that it shares with its source has to become its own first.
    if (plan.need <= free(world.pools.read(pool))) writeTag(world, volume, { start, end, tag: 'wrong contents' }, plan);
  },
};

import { countMissed, missesChange } from '../../store/faultEdits.js';
import { type Reference, textOf, theJob, theVolume } from '../../store/references.js';
import type { World } from '../../store/world.js';
import { readPlain } from '../../vocabulary/input/badInput.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import { type Host, type JobControl, type Jobs, jobControls, type OutOfBand, type ProviderApi } from '../arrayApi.js';
import type { Engine } from '../components.js';
import { changeFaults, type FaultInputs } from '../faults/faultsApi.js';
import { forcing } from '../faults/forcing.js';
import type { Recorder } from '../history/recorder.js';
import { controlJob } from '../jobs/control.js';
import { waitForJob } from '../jobs/wait.js';
import type { Reads } from '../reads.js';
import { sessionsApi } from '../sessions/api.js';
import { demandAccepted } from './acceptedControls.js';
import { type Change, type OutOfBandChange, readOutOfBand, readSet } from './changeSchemas.js';
import { applyChange } from './changes.js';
import { advance } from './clock.js';
import { demandReadable, type HostWrite, hostRead, hostWrite, rangeToRead, readWrite } from './host.js';

// What `array.set`, `array.outOfBand`, `array.host` and `array.jobs` do.

export function providerApi(engine: Engine, world: World, recorder: Recorder): ProviderApi {
  const change = faultChanges(engine, world, recorder);
  return {
    failAt: (at, code, options) => void change({ add: forcing(engine, world, at, code, options) }),
    sessions: sessionsApi(world, recorder),
  };
}

/** How the fault plan is changed. */
export function faultChanges(engine: Engine, world: World, recorder: Recorder): (input: FaultInputs) => number {
  return (input) => recorder.attempt({ do: 'faults', input }, () => changeFaults(engine, world, input));
}

export function set(engine: Engine, world: World, recorder: Recorder, change: Change): void {
  const checked = readSet(change, 'set');
  const isMissed = missesChange(world);
  recorder.attempt({ do: 'set', change: checked }, () => {
    applyChange(engine, world, checked, !isMissed, 'set');
    if (isMissed) countMissed(world);
  });
}

export function outOfBandApi(engine: Engine, world: World, recorder: Recorder): OutOfBand {
  const set = (change: OutOfBandChange) => {
    const checked = readOutOfBand(change, 'outOfBand');
    // Elements as they were referred to: by their ids.
    // What the service is told of otherwise, it may miss.
    const isMissed = missesChange(world) && world.configuration.indicationMs !== null;
    return recorder.attempt({ do: 'outOfBand', change: checked }, () => {
      const reply = applyChange(engine, world, checked, false, 'outOfBand');
      if (isMissed && reply.changed) countMissed(world);
      return reply;
    });
  };
  return {
    delete: (element) => set({ delete: element }),
    create: (volume) => void set({ create: volume }),
    set,
  };
}

export function hostApi(engine: Engine, world: World, recorder: Recorder): Host {
  return {
    write(reference, write) {
      const named = textOf(reference, 'host.write');
      const volume = theVolume(world, named, 'host.write');
      // What was written is recorded, once the schema has judged it.
      const given = readPlain(write, 'write') as HostWrite;
      const checked = readWrite(world, volume, given);
      recorder.beginStep();
      recorder.record({ do: 'write', volume: named, write: given });
      return hostWrite(engine, world, volume, checked);
    },
    read(reference, range) {
      const volume = theVolume(world, reference, 'host.read');
      demandReadable(world, volume);
      return hostRead(world, volume, rangeToRead(world, volume, range));
    },
  };
}

export function jobsApi(engine: Engine, world: World, recorder: Recorder, reads: Reads): Jobs {
  const list = () => reads.jobs();
  const control = (name: JobControl) => (reference: Reference) => {
    const named = textOf(reference, `jobs.${name}`, 'the id of a job');
    const job = theJob(world, named, `jobs.${name}`);
    demandAccepted(engine, world, job, name);
    recorder.undertake({ do: 'job', job: named, control: name }, () => {
      controlJob(engine, world, job, jobControls[name]);
      world.revision++;
    });
  };
  // The keys of `jobControls` are the controls.
  const controls = Object.keys(jobControls).map((name) => [name, control(name as JobControl)] as const);
  const wait: Jobs['wait'] = (reference, atMost = '1 d') => {
    // A null reference is reported as "no job".
    const named = textOf(reference as Reference, 'jobs.wait', 'the id of a job');
    const job = theJob(world, named, 'jobs.wait');
    waitForJob(engine, world, job, parseDuration(atMost, 'jobs.wait.atMost'), (ms) =>
      recorder.undertake({ do: 'advance', ms }, () => advance(engine, world, ms)),
    );
    return reads.jobNamed(named, 'jobs.wait');
  };
  // One function a control, from the list of controls.
  return Object.assign(list, Object.fromEntries(controls), { wait }) as unknown as Jobs;
}

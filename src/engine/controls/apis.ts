import { type Reference, textOf, theJob, theVolume } from '../../store/references.js';
import type { World } from '../../store/world.js';
import { type Host, type JobControl, type Jobs, jobControls, type OutOfBand } from '../arrayApi.js';
import type { Engine } from '../components.js';
import { reportedJob } from '../faults/reported.js';
import type { Recorder } from '../history/recorder.js';
import { controlJob } from '../jobs/control.js';
import { demandAccepted } from './acceptedControls.js';
import { type OutOfBandChange, readOutOfBand } from './changeSchemas.js';
import { applyChange } from './changes.js';
import { hostRead, hostWrite, rangeToRead, readWrite } from './host.js';

// What `array.outOfBand`, `array.host` and `array.jobs` do.

export function outOfBandApi(engine: Engine, world: World, recorder: Recorder): OutOfBand {
  const set = (change: OutOfBandChange) => {
    const checked = readOutOfBand(change, 'outOfBand');
    // Elements as they were referred to: by their ids.
    return recorder.attempt({ do: 'outOfBand', change: checked }, () =>
      applyChange(engine, world, checked, false, 'outOfBand'),
    );
  };
  return {
    delete: (element) => set({ delete: element }),
    create: (volume) => void set({ create: volume }),
    set,
  };
}

export function hostApi(world: World, recorder: Recorder): Host {
  return {
    write(reference, write) {
      const volume = theVolume(world, reference, 'host.write');
      const checked = readWrite(world, volume, write);
      recorder.record({ do: 'write', volume: textOf(reference, 'host.write'), write });
      return hostWrite(world, volume, checked);
    },
    read(reference, range) {
      const volume = theVolume(world, reference, 'host.read');
      return hostRead(world, volume, rangeToRead(world, volume, range));
    },
  };
}

export function jobsApi(engine: Engine, world: World, recorder: Recorder): Jobs {
  const list = () => [...world.jobs.handles()].map((job) => reportedJob(engine, world, job));
  const control = (name: JobControl) => (reference: Reference) => {
    const job = theJob(world, reference, `jobs.${name}`);
    demandAccepted(engine, world, job, name);
    recorder.undertake({ do: 'job', job: textOf(reference, 'job'), control: name }, () => {
      controlJob(engine, world, job, jobControls[name]);
      world.revision++;
    });
  };
  // The keys of `jobControls` are the controls.
  const controls = Object.keys(jobControls).map((name) => [name, control(name as JobControl)] as const);
  // One function a control, from the list of controls.
  return Object.assign(list, Object.fromEntries(controls)) as unknown as Jobs;
}

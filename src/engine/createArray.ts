import { StorageArray } from './array.js';
import { buildWorld } from './build.js';
import { compileEngine, type EngineComponents } from './components.js';
import { defaultComponents } from './defaultComponents.js';
import { usePlan } from './faults/faultsApi.js';
import { takeBack } from './faults/takeBack.js';
import { loadWorld } from './history/checkpoint.js';
import { StandIns } from './history/inputs.js';
import { Recorder } from './history/recorder.js';
import { type ArrayOptions, checkOptions } from './options.js';

/** Makes arrays out of one set of components. */
export interface ArrayMaker {
  /** @throws BadInputError naming field, value and expectation */
  readonly createArray: (options?: ArrayOptions) => StorageArray;
  /** @throws BadInputError when the text is no saved world, or was changed since it was saved */
  readonly loadArray: (saved: string) => StorageArray;
}

/** The seam through which arrays are built that differ from the shipped one in a part. */
export function createEngine(components: Partial<EngineComponents> = {}): ArrayMaker {
  const engine = compileEngine({ ...defaultComponents, ...components }, takeBack);
  return {
    createArray: (options = {}) => {
      const checked = checkOptions(options);
      const world = buildWorld(engine, checked);
      if (checked.faults !== undefined) usePlan(engine, world, checked.faults, 'faults', checked.faultsField);
      const standIns = new StandIns();
      return new StorageArray(engine, world, standIns.redact(options), new Recorder(engine, world, standIns));
    },
    loadArray: (saved) => {
      const world = loadWorld(engine, saved);
      return new StorageArray(engine, world, null, new Recorder(engine, world, new StandIns()));
    },
  };
}

const shipped = createEngine();

/** Makes a simulated array.
 * @param options what it is made of; an empty array of kind 'full-copy' when left out
 * @throws BadInputError naming field, value and expectation
 */
export const createArray = shipped.createArray;

/** Takes back what `array.save()` wrote.
 * @throws BadInputError when the text is no saved array, or was changed since it was saved
 */
export const loadArray = shipped.loadArray;

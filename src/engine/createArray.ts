import { frozen } from '../vocabulary/input/frozen.js';
import { StorageArray } from './array.js';
import { buildWorld } from './build.js';
import type { ClassPort } from './classPort.js';
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

/** The seam through which arrays are built that differ from the shipped one in a part.
 * @param classes what they say by the documents' classes; null where nobody asks
 */
export function createEngine(
  components: Partial<EngineComponents> = {},
  classes: ClassPort<StorageArray> | null = null,
): ArrayMaker {
  const engine = compileEngine({ ...defaultComponents, ...components }, takeBack);
  return {
    createArray: (options = {}) => {
      const checked = checkOptions(options);
      const world = buildWorld(engine, checked);
      if (checked.faults !== undefined) usePlan(engine, world, checked.faults, 'faults', checked.faultsField);
      const standIns = new StandIns();
      return new StorageArray(
        engine,
        world,
        frozen(standIns.redact(checked.given)),
        new Recorder(engine, world, standIns, checked.steps),
        classes,
      );
    },
    loadArray: (saved) => {
      const world = loadWorld(engine, saved);
      return new StorageArray(engine, world, null, new Recorder(engine, world, new StandIns(), 0), classes);
    },
  };
}

const shipped = createEngine();

/** Makes an array that is asked nothing by the documents' classes. */
export const createArray = shipped.createArray;

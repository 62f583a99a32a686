import { lifecycles } from '../lifecycle/lifecycles.js';
import { charge } from '../operations/facts/charging.js';
import { operations } from '../operations/index.js';
import type { EngineComponents } from './components.js';
import { ambiguous } from './faults/ambiguous.js';
import { degrading } from './faults/degrading.js';
import { lying } from './faults/lying.js';
import { refusing } from './faults/refusing.js';
import { scheduling } from './faults/scheduling.js';

/** What arrays are made of, unless a test exchanges a component. */
export const defaultComponents: EngineComponents = {
  operations,
  lifecycles,
  charging: charge,
  effects: { ...refusing, ...ambiguous, ...degrading, ...scheduling, ...lying },
};

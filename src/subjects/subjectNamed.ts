import { demandText, readMembers } from '../vocabulary/input/arguments.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { type ProfileName, profiles } from '../vocabulary/profile/choice.js';
import { type Simulator, type SimulatorOptions, simulatorDriver } from './simulator.js';

/** The subject that a command line names: `sim`, `sim:thin-provisioned`, or a profile alone.
 * @throws BadInputError with the nearest name
 */
export function subjectNamed(text: string, options: Pick<SimulatorOptions, 'version' | 'seed'> = {}): Simulator {
  demandText(text, 'subject', 'sim, or the name of a profile');
  const chosen = readMembers(options, ['version', 'seed'], 'simulator', 'an option of a simulated subject');
  const name = text === 'sim' ? 'full-copy' : text.replace(/^sim:/, '');
  const known = Object.keys(profiles);
  if (!known.includes(name)) {
    const among = ['sim', ...known, ...known.map((profile) => `sim:${profile}`)];
    badInput({ field: 'subject', value: text, expected: `sim, or one of ${known.join(', ')}`, among });
  }
  return simulatorDriver({ ...chosen, profile: name as ProfileName }); // one of the known
}

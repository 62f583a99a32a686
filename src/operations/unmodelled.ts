import type { Method } from '../vocabulary/methods/notation.js';
import { signatureOf } from '../vocabulary/methods/parameters.js';
import { type UnmodelledName, unmodelledFacts } from '../vocabulary/methods/unmodelled/index.js';
import { type Version, versions } from '../vocabulary/versions.js';
import { type CompiledOperation, compileOperation } from './compile.js';
import { malformed } from './conversation/service.js';
import type { AnyOperation } from './operation.js';

/** The behaviour of every method that arraysim does not model: what is malformed is refused as such, and all else as not supported. The
 * storage service knows that by itself: nobody else is asked.
 */
export function unmodelledOperation(name: UnmodelledName): AnyOperation {
  const facts: Method = unmodelledFacts[name];
  const { className, name: own } = facts;
  // What it would make or tell, it does not.
  const nothing = Object.fromEntries(signatureOf(facts).taken.map((parameter) => [parameter, null]));
  return {
    method: facts,
    rows: {
      service: [
        malformed,
        {
          refuse: 'notSupported',
          because: 'notModelled',
          cause: 'the method is about what the array has not: arraysim does not model it',
          when: () => true,
          message: () => `${className}.${own} is not supported: arraysim models nothing that it is about`,
        },
      ],
    },
    plan: () => {
      throw new Error(`${className}.${own} has no effect`);
    },
    reply: ({ code, status, decided }) => ({ ReturnValue: code, ...nothing, ExtendedStatus: status, decided }),
    ends: [],
  };
}

/** The same as a release has it. */
export function compiledUnmodelled(name: UnmodelledName, version: Version): CompiledOperation {
  const place = versions.indexOf(version);
  const ofVersion = compiled[place];
  if (ofVersion === undefined) throw new Error(`no version ${version}`);
  let found = ofVersion.get(name);
  if (found === undefined) {
    found = compileOperation(unmodelledOperation(name), version);
    ofVersion.set(name, found);
  }
  return found;
}

const compiled = versions.map(() => new Map<UnmodelledName, CompiledOperation>());

// Repeats recorded runs in a process of its own, without vitest, against the compiled package; prints the trace hashes.
// Usage: node freshProcess.mjs <url of index.js> <file of runs>
import { readFileSync } from 'node:fs';

const [, , library, file] = process.argv;
const { BadInputError, createArray, NoReplyError } = await import(library);

const acts = {
  call: (array, { on, method, with: parameters, caller }) => array.invoke(on, method, parameters, { caller }),
  begin: (array, { on, method, with: parameters, caller }) => array.begin(on, method, parameters, { caller }),
  step: (array, { call }) => array.step(call),
  finish: (array, { call }) => array.finish(call),
  advance: (array, { ms }) => array.advance(ms),
  settle: (array) => array.settle(),
  discover: (array) => array.discover(),
  read: (array) => array.volumes(),
  write: (array, { on, offset, length, tag }) => array.host.write(on, { offset, length, tag }),
  set: (array, { change }) => array.set(change),
  outOfBand: (array, { change }) => {
    if ('delete' in change) array.outOfBand.delete(change.delete);
    else if ('create' in change) array.outOfBand.create(change.create);
    else array.outOfBand.set(change);
  },
  job: (array, { job, control }) => array.jobs[control](job),
  failAt: (array, { at, code, times }) => array.provider.failAt(at, code, { times }),
};

const hashes = JSON.parse(readFileSync(file, 'utf8')).map(({ options, commands }) => {
  const array = createArray(options);
  for (const command of commands) {
    try {
      acts[command.do](array, command);
    } catch (error) {
      if (!(error instanceof BadInputError) && !(error instanceof NoReplyError)) throw error;
    }
  }
  return array.trace().hash;
});
process.stdout.write(JSON.stringify(hashes));

// Taken before anybody can put a fake in its place.
const { setImmediate } = globalThis;

/** Does something in the event loop's next turn: by then all promises that are kept have been followed as far as they go. */
export function nextTurn(act: () => void): void {
  if ('clock' in setImmediate)
    throw new Error('arraysim/client was loaded while fake timers were in use: import it before useFakeTimers()');
  setImmediate(act);
}

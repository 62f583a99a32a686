import makeDriver from './driver.mjs';

/** No call is ever answered, although the array does what it was asked for. */
export default function hangingDriver() {
  const driver = makeDriver();
  return {
    ...driver,
    name: 'never answers',
    call: async (...call) => {
      await driver.call(...call);
      return new Promise(() => {});
    },
  };
}

import makeDriver from './driver.mjs';

/** Its connection breaks at the third look. */
export default function breakingDriver() {
  const driver = makeDriver();
  let looks = 0;
  return {
    ...driver,
    name: 'breaks down',
    observe: (query) => {
      if (++looks > 2) throw new Error('connection refused');
      return driver.observe(query);
    },
  };
}

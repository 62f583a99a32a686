import makeDriver from './driver.mjs';

const seed = 2_463_534_242;

/** One reply in five is lost, after the array did what it was asked for; the same ones in every run. */
export default function droppingDriver() {
  const driver = makeDriver();
  let state = seed;
  // An xorshift of 32 bits: nobody's luck changes what a test finds.
  const draw = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    ...driver,
    name: 'drops replies',
    reset: (tier) => {
      state = seed;
      driver.reset(tier);
    },
    call: (...call) => {
      const reply = driver.call(...call);
      return draw() < 0.2 ? { noReply: 'timeout' } : reply;
    },
    overlap: undefined,
  };
}

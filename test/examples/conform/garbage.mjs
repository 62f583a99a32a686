import makeDriver from './driver.mjs';

/** Sizes come as text, as they do out of many an API. */
export default function garblingDriver() {
  const driver = makeDriver();
  const garbled = ({ size, ...rest }) => ({ ...rest, size: `${size} B` });
  return {
    ...driver,
    name: 'speaks in text',
    observe: (query) => (query.kind === 'volumes' ? driver.observe(query).map(garbled) : driver.observe(query)),
  };
}

/** What views have beside their members, where no loop over these finds it. */
const printing: object = Object.create(Object.prototype, {
  toJSON: {
    value(this: object) {
      return Object.fromEntries(Object.entries(this).map(([name, member]) => [name, withoutBigints(member)]));
    },
  },
});

/** Lets JSON print what has sizes, which it refuses as bigints: they become decimal strings there. */
export function printable<View extends object>(view: View): View {
  // The members are the same as before.
  return Object.setPrototypeOf(view, printing) as View;
}

function withoutBigints(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBigints);
  return typeof value === 'bigint' ? value.toString() : value;
}

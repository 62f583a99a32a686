import type { Draws } from './random.js';

/** What getters and functions of hostile values throw: whoever calls them gets it back. */
export class Planted extends Error {
  override readonly name = 'Planted';
}

const makers: readonly ((draws: Draws) => unknown)[] = [
  () => null,
  () => undefined,
  (draws) => draws.pick([0, -0, 1, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e308, 5e-324]),
  (draws) => draws.pick([2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 62]),
  (draws) => draws.pick([0n, -1n, 1n, 2n ** 62n - 512n, 2n ** 64n, 10n ** 400n]),
  (draws) => draws.pick([true, false]),
  (draws) => draws.pick(['', ' ', '\u0000', '\ud800', '__proto__', 'constructor', 'toString', 'hasOwnProperty']),
  (draws) =>
    draws.pick(['a'.repeat(256), 'x'.repeat(100_000), '9'.repeat(1000), '1 '.repeat(20_000), '"\\'.repeat(5000)]),
  () => Symbol('hostile'),
  () => Object(5),
  () => Object('boxed'),
  () => Object(5n),
  () => Object(true),
  () => new Date(Number.NaN),
  () => new Date('2026-11-28T09:00:00Z'),
  () => new Map([['name', 'db']]),
  () => new Set(['db']),
  () => /^(a+)+$/,
  () => Promise.resolve(5),
  () => cyclicObject(),
  () => cyclicList(),
  (draws) => nested(draws.pick([50, 150, 2000, 20_000])),
  (draws) => nestedList(draws.pick([50, 150, 2000, 20_000])),
  () => new Array(2 ** 32 - 1),
  () => Array.from({ length: 2000 }, (_, at) => at),
  () => [],
  () => ({}),
  () => Object.create(null),
  () => Object.freeze({ name: 'db' }),
  () => Object.freeze([Object.freeze({ name: 'gold', size: 5 })]),
  () => ({ toJSON: () => undefined }),
  () => ({ toJSON: throws }),
  () => ({ toString: throws, valueOf: throws }),
  () => ({ [Symbol.toPrimitive]: throws }),
  () => ({
    get name(): never {
      return throws();
    },
  }),
  () => ({
    get id(): never {
      return throws();
    },
  }),
  () => changing('id', ['db', 'gold', 5, null]),
  () => changing('name', ['one', 'two', 5, undefined]),
  () => changing('ElementName', ['one', 'two', Symbol('three'), {}]),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () =>
    new Proxy(
      {},
      { get: throws, has: throws, ownKeys: throws, getOwnPropertyDescriptor: throws, getPrototypeOf: throws },
    ),
  () => new Proxy([], { get: throws }),
  () =>
    new Proxy(
      {},
      {
        ownKeys: () => ['a', 'b'],
        getOwnPropertyDescriptor: () => ({ value: 5, enumerable: true, configurable: true }),
      },
    ),
  () => new Proxy({}, { get: (_, key) => (key === 'then' ? undefined : 'x'), has: () => true }),
  () => revoked({}),
  () => revoked([]),
  () => throws,
  () => () => undefined,
  () => async () => undefined,
  () =>
    function* endless() {
      for (;;) yield 1;
    },
  () =>
    new (class {
      name = 'db';
      id = 'db';
      get size(): never {
        return throws();
      }
    })(),
  () => new Error('an error as a value'),
  () => new Uint8Array(8),
  () => globalThis.Math,
];

/** A value that nobody means. */
export function hostile(draws: Draws): unknown {
  return draws.pick(makers)(draws);
}

function throws(): never {
  throw new Planted('asked');
}

function cyclicObject(): unknown {
  const ring: Record<string, unknown> = { name: 'ring' };
  ring.ring = ring;
  return ring;
}

function cyclicList(): unknown {
  const ring: unknown[] = ['ring'];
  ring.push(ring);
  return ring;
}

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level++) value = { not: value };
  return value;
}

function nestedList(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

/** A property that answers otherwise each time. */
function changing(name: string, answers: readonly unknown[]): unknown {
  let asked = 0;
  return Object.defineProperty({}, name, { enumerable: true, get: () => answers[asked++ % answers.length] });
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

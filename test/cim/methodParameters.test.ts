import { expect, test } from 'vitest';
import { classesOf } from '../../src/index.js';
import { versions } from '../../src/vocabulary/versions.js';

// In the releases' order, so that a person can hold the list against the documents.
test('the methods of the classes have the parameters that the documents list, in their order', async () => {
  const lines = new Map<string, string[]>();
  for (const version of versions) {
    for (const { name: className, methods } of classesOf(version)) {
      for (const { name, parameters } of methods) {
        const listed = parameters.map(({ name: parameter, type, of, array, direction, optional }) =>
          ['   ', direction, optional ? 'optional' : '', type, of ?? '', parameter + (array ? '[]' : '')]
            .filter((word) => word !== '')
            .join(' '),
        );
        const text = [`${className}.${name}`, ...listed].join('\n');
        lines.set(text, [...(lines.get(text) ?? []), version]);
      }
    }
  }
  const sorted = [...lines].sort(([left], [right]) => (left < right ? -1 : 1));
  const text = sorted.map(([method, those]) => `${method.replace('\n', `  ${those.join(' ')}\n`)}\n`).join('\n');
  await expect(text).toMatchFileSnapshot('../golden/methodParameters.txt');
});

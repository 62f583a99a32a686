import { expect, test } from 'vitest';
import { type ClassName, classNamed } from '../../src/index.js';
import { factsOf, methodNames } from '../../src/vocabulary/methods/index.js';
import { partsOf } from '../../src/vocabulary/methods/parts.js';
import { isWithin } from '../../src/vocabulary/versions.js';

test.each(methodNames)('the facts of %s have the parameters of the class model, in its order', (name) => {
  const { className, name: method, parameters, until = '2016' } = factsOf(name);
  // Facts name classes of the model.
  const model = classNamed(className as ClassName, until).methods.find((one) => one.name === method);
  // Some parameters came or went between releases.
  const lasting = Object.entries(parameters).filter(([, text]) => isWithin(until, partsOf(text)));
  const own = lasting.map(([parameter, text]) => {
    const { words, type, of, array } = partsOf(text);
    return {
      name: parameter,
      type,
      of,
      array,
      in: words.has('in'),
      out: words.has('out'),
      optional: words.has('optional'),
    };
  });
  const modelled = model?.parameters.map(({ name: parameter, type, of, array, direction, optional }) => ({
    name: parameter,
    type,
    of,
    array,
    in: direction.startsWith('in'),
    out: direction.endsWith('out'),
    optional,
  }));
  expect(own).toEqual(modelled);
});

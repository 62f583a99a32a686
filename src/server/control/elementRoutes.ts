import { z } from 'zod';
import { instances } from '../../cim/instances.js';
import type { ClassName } from '../../cim/model/classSpecs.js';
import { isInstanced } from '../../cim/notModelled.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { hosted, type Route, route } from './route.js';

/** Volumes, pools, jobs, and instances of classes. */
export function elementRoutes(): Route[] {
  const lists = [
    ['volumes', 'volume', 'A volume by its id, or by a name that only it has.'],
    ['pools', 'pool', 'A pool by its id or name.'],
    ['jobs', 'job', 'A job by its id.'],
  ] as const;
  return [
    ...lists.flatMap(([list, one, summaryOfOne]) => [
      route({
        verb: 'GET',
        path: `/arrays/{array}/${list}`,
        summary: `All ${list}, oldest first; sizes as decimal strings, in bytes.`,
        body: null,
        query: list === 'volumes' ? z.strictObject({ name: z.string().optional() }) : null,
        answers: `the ${list}`,
        act: (context) =>
          hosted(context).change((array): unknown => {
            const { name } = { name: undefined, ...context.query };
            return list === 'volumes' ? array.volumes(name === undefined ? {} : { name }) : array[list]();
          }),
      }),
      route({
        verb: 'GET',
        path: `/arrays/{array}/${list}/{element}`,
        summary: summaryOfOne,
        body: null,
        answers: `the ${one}`,
        act: (context) => hosted(context).change((array): unknown => array[one](context.path.element ?? '')),
      }),
    ]),
    route({
      verb: 'GET',
      path: '/arrays/{array}/instances/{class}',
      summary: "All instances of a class of the documents, such as MSFT_SMStorageVolume, by the documents' names.",
      body: null,
      answers: 'the instances',
      act: (context) => {
        const name = context.path.class as ClassName;
        return hosted(context).change((array) => {
          const found = instances(array, name);
          if (found.length > 0 || isInstanced(name)) return found;
          return badInput({ field: 'class', value: name, expected: 'a class that arraysim has instances of' });
        });
      },
    }),
  ];
}

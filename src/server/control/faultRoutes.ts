import { z } from 'zod';
import type { FaultInput, PlanInput } from '../../faults/planSchema.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { anything, hosted, type Route, type RouteContext, route } from './route.js';

/** The fault plan. */
export function faultRoutes(): Route[] {
  const ledger = (context: Pick<RouteContext, 'arrays' | 'path'>) =>
    hosted(context).change((array) => ({ faults: array.faults.ledger(), held: array.faults.held() }));
  return [
    route({
      verb: 'GET',
      path: '/arrays/{array}/faults',
      summary: 'What came of each fault, and the tags by which faults hold calls and jobs.',
      body: null,
      answers: '{ faults, held }',
      act: ledger,
    }),
    route({
      verb: 'POST',
      path: '/arrays/{array}/faults',
      summary: 'Adds a fault, or all of a plan.',
      body: z.object({
        fault: z.union([z.string(), anything]).optional().describe('a fault, or a line of the short form'),
        plan: z.union([z.string(), anything]).optional().describe('a plan, or its short form'),
      }),
      answers: '{ faults, held }',
      act: (context) => {
        const { fault, plan } = context.body;
        if ((fault === undefined) === (plan === undefined))
          badInput({ field: 'body', value: context.body, expected: 'either a fault or a plan' });
        hosted(context).change((array) => {
          // The plan's own schemas judge both.
          if (fault !== undefined) array.faults.add(fault as unknown as FaultInput);
          else array.faults.use(plan as unknown as PlanInput);
        });
        return ledger(context);
      },
    }),
    route({
      verb: 'DELETE',
      path: '/arrays/{array}/faults/{fault}',
      summary: 'Takes a fault out, and back what it has changed.',
      body: null,
      answers: '{ faults, held }',
      act: (context) => {
        hosted(context).change((array) => array.faults.remove(context.path.fault ?? ''));
        return ledger(context);
      },
    }),
    route({
      verb: 'POST',
      path: '/arrays/{array}/faults/heal',
      summary: 'Ends all faults, or those of a list.',
      body: z.object({ faults: z.array(z.string()).optional() }),
      answers: '{ faults, held }',
      act: (context) => {
        hosted(context).change((array) => array.faults.heal(context.body.faults));
        return ledger(context);
      },
    }),
    route({
      verb: 'POST',
      path: '/arrays/{array}/faults/release',
      summary: 'Lets go on what is held by a tag.',
      body: z.object({ tag: z.string().min(1) }),
      answers: '{ released }: how many calls and jobs',
      act: (context) => ({
        released: hosted(context).change((array) => array.faults.release(context.body.tag)),
      }),
    }),
  ];
}

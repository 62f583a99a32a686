import { lifecycles } from '../../../lifecycle/lifecycles.js';
import { certificates, roles } from '../../../store/settings.js';
import type { ChangeForm, ChangeForms, FormField } from '../contract/forms.js';
import { choice, field } from './fields.js';

const required = { required: true };

/** A state that may be left as it is. */
function state(kind: 'volume' | 'pool' | 'drive', without: readonly string[]): FormField {
  const states = lifecycles[kind].states.filter((one) => !without.includes(one));
  return choice('state', 'state', [['', 'as it is'], ...states.map((one) => [one, one] as const)]);
}

const volume: ChangeForm = {
  change: 'volume',
  title: 'a volume',
  fields: [
    field('volume', 'volume', 'volume', required),
    state('volume', ['starting', 'deleting', 'gone']),
    choice('exposed', 'exposed to hosts', [
      ['', 'as it is'],
      ['true', 'yes'],
      ['false', 'no'],
    ]),
  ],
};

const poolFields = [
  field('pool', 'pool', 'pool', required),
  state('pool', ['starting', 'gone']),
  field('size', 'size', 'size'),
];

const drive: ChangeForm = {
  change: 'drive',
  title: 'a disk drive',
  fields: [field('drive', 'drive, by its name', 'text', required), state('drive', [])],
};

const yesOrNo = [
  ['', 'as it is'],
  ['true', 'yes'],
  ['false', 'no'],
] as const;

const capabilities: ChangeForm = {
  change: 'capabilities',
  title: 'what the array can do',
  fields: [
    choice('capabilities.cloneLocal', 'clones on the same system', yesOrNo),
    choice('capabilities.cloneRemote', 'clones on the peer system', yesOrNo),
    field('capabilities.maximumReplicasPerSource', 'replicas per source', 'number'),
  ],
};

/** The changes that are made most; all others can be written as JSON, as `array.set` takes them. */
export const changeForms: ChangeForms = {
  set: [
    volume,
    {
      change: 'pool',
      title: 'a pool',
      fields: [...poolFields, choice('hostLoad', 'hosts use it much', yesOrNo)],
    },
    drive,
    {
      change: 'role',
      title: 'the role of a caller',
      fields: [choice('role', 'role', roles), field('caller', 'caller', 'text', { initial: 'client' })],
    },
    {
      change: 'limits',
      title: 'limits of the array',
      fields: ['volumes', 'runningJobs', 'queuedJobs', 'synchronizations', 'sessions', 'operations'].map((name) =>
        field(`limits.${name}`, name, 'number'),
      ),
    },
    capabilities,
    {
      change: 'certificate',
      title: "the provider's certificate",
      fields: [choice('certificate', 'it is', certificates)],
    },
    {
      change: 'provider',
      title: 'the provider',
      fields: [
        choice('provider.link', 'the line to it', ['', 'up', 'hung', 'down']),
        choice('provider.server', 'its server', ['', 'running', 'shuttingDown', 'stopped']),
        field('provider.foreignSessions', 'sessions of others', 'number'),
      ],
    },
    {
      change: 'link',
      title: 'the replication link',
      fields: [choice('link', 'it is', lifecycles.replicationLink.states)],
    },
    {
      change: 'managementController',
      title: "the array's management controller",
      fields: [choice('managementController', 'it is', ['running', 'failing', 'unreachable'])],
    },
  ],
  outOfBand: [
    {
      change: 'delete',
      title: 'delete a volume, or a pool without volumes',
      fields: [field('delete', 'volume or pool', 'volume', required)],
    },
    {
      change: 'create',
      title: 'make a volume',
      fields: [
        field('create.name', 'name', 'text', required),
        field('create.pool', 'pool', 'pool', required),
        field('create.size', 'size', 'size', { ...required, initial: '10 GiB' }),
        field('create.written', 'of which is written', 'size'),
      ],
    },
    volume,
    { change: 'pool', title: 'a pool', fields: poolFields },
    drive,
    capabilities,
  ],
};

/** A change of a form as the array takes it: a name with a dot is a member of a member, and what is empty was left out. */
export function changeFrom(flat: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const change = new Map<string, unknown>();
  for (const [name, value] of Object.entries(flat)) {
    const dot = name.indexOf('.');
    if (dot < 0 && value !== '') change.set(name, flagOf(value));
    if (dot < 0) continue;
    const [above, below] = [name.slice(0, dot), name.slice(dot + 1)];
    const inner = change.get(above);
    change.set(above, {
      ...(typeof inner === 'object' ? inner : {}),
      ...(value === '' ? {} : { [below]: flagOf(value) }),
    });
  }
  return Object.fromEntries(change);
}

/** A choice between yes and no is a text in a form. */
function flagOf(value: unknown): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

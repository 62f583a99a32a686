import { classesOf } from '../../../cim/classesOf.js';
import type { ClassModel, ParameterModel } from '../../../cim/classModel.js';
import { methodFacts } from '../../../report/facts/methodFacts.js';
import { type DocumentedMethod, documentedMethods } from '../../../vocabulary/methods/documented.js';
import { factsOf } from '../../../vocabulary/methods/index.js';
import { relationOperations } from '../../../vocabulary/relationOperations.js';
import { replicationTypes } from '../../../vocabulary/replication.js';
import { type Version, versions } from '../../../vocabulary/versions.js';
import type { MethodForm, MethodTable, ParameterForm } from '../contract/forms.js';

/** The methods that can be called in a release, as forms; those that are modelled first. */
export function methodForms(version: Version): readonly MethodForm[] {
  return called(version).map((method) => {
    const { short, className, answeredAs } = method;
    const [facts] = methodFacts(shortOf(method), version).filter((one) => one.className === className);
    return {
      method: short,
      className,
      on: elementOf(className),
      summary: answeredAs === null ? '' : factsOf(answeredAs).summary,
      versions: method.versions,
      parameters: (facts?.parameters ?? []).flatMap((one) => formOf(one, className, version)),
      refused: answeredAs === null,
    };
  });
}

/** The rows and codes of a method.
 * @throws BadInputError for one that there is not in the release
 */
export function methodTable(name: string, version: Version): MethodTable {
  const [facts] = methodFacts(name, version);
  const labels = new Map(facts?.codes.map(({ code, label }) => [code, label]));
  const labelled = <Row extends { readonly code: number }>(row: Row) => ({ ...row, label: labels.get(row.code) ?? '' });
  let step = '';
  let place = 0;
  return {
    method: facts?.name ?? name,
    rows: (facts?.rows ?? []).map((row) => {
      place = row.step === step ? place + 1 : 0;
      step = row.step;
      return { ...labelled(row), place };
    }),
    jobEnds: (facts?.jobEnds ?? []).map(labelled),
    codes: facts?.codes ?? [],
  };
}

function called(version: Version): readonly DocumentedMethod[] {
  const all = documentedMethods().filter((method) => method.versions.includes(version));
  const isRefused = ({ answeredAs, refusedAs }: DocumentedMethod) => answeredAs === null && refusedAs !== null;
  return [...all.filter(({ answeredAs }) => answeredAs !== null), ...all.filter(isRefused)];
}

function shortOf({ className, name }: DocumentedMethod): string {
  return `${className.replace(/^MSFT_SM/, '')}.${name}`;
}

const elements = {
  MSFT_SMStorageVolume: 'volume',
  MSFT_SMPool: 'pool',
  MSFT_SMJob: 'job',
  MSFT_SMDiskDrive: 'drive',
} as const;

function elementOf(className: string | null): 'volume' | 'pool' | 'job' | null {
  const found = elementKind(className);
  return found === 'drive' ? null : found;
}

function elementKind(className: string | null): ParameterForm['element'] {
  return Object.entries(elements).find(([name]) => name === className)?.[1] ?? null;
}

function formOf(parameter: ParameterModel, className: string, version: Version): ParameterForm[] {
  const { name, type, of, array, direction, optional, versions: having } = parameter;
  if (direction === 'out') return [];
  const [since] = having;
  return [
    {
      name,
      type,
      of,
      element: type === 'ref' ? elementKind(of) : null,
      array,
      optional,
      secret: name === 'password',
      size: type === 'uint64',
      values: valuesOf(name, className, version),
      since: since === undefined || since === versions[0] ? null : since,
    },
  ];
}

/** A parameter means what a property of its name does: in its own class, in that of relations, or in any. */
function valuesOf(name: string, className: string, version: Version): ParameterForm['values'] {
  const own = Object.entries(ownValues).find(([parameter]) => parameter === name)?.[1];
  if (own !== undefined) return listed(own);
  const classes = classesOf(version);
  const ranked = [className, 'MSFT_SMStorageSynchronized', 'MSFT_SMReplicationCapabilities'];
  const first = ranked.flatMap((one) => classes.filter((model) => model.name === one));
  const found = [...first, ...classes].map((model) => mapIn(model, name)).find((map) => map !== null);
  return found === undefined || found === null ? null : listed(found);
}

/** Parameters that no property has the name of. */
const ownValues = { ReplicationType: replicationTypes, Operation: relationOperations };

function listed(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([value, label]) => ({ value: Number(value), label }));
}

function mapIn({ properties }: ClassModel, name: string) {
  return properties.find((property) => property.name === name)?.values ?? null;
}

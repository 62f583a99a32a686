import { expect, test } from 'vitest';
import type { HttpRequest } from '../../../src/cim/xml/readRequest.js';
import { served } from '../operations/asked.js';
import { answerTo, className, extrinsic, heart, instanceName, intrinsic, pretty, value } from './messages.js';

const list = (...names: string[]) => `<VALUE.ARRAY>${names.map(value).join('')}</VALUE.ARRAY>`;
const volumeClass = className('MSFT_SMStorageVolume');

function exchanges(): (readonly [name: string, request: string, reply: string])[] {
  const { array, perform } = served({
    volumes: [{ name: 'a & <b>', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
  });
  const volume = array.volume('a & <b>').id;
  const pool = array.pool('gold').id;
  const done: (readonly [string, string, string])[] = [];
  const ask = (name: string, request: HttpRequest): string => {
    const reply = answerTo(request, perform);
    done.push([name, new TextDecoder().decode(request.body), reply]);
    return reply;
  };
  const on = (key: string = volume) => instanceName('MSFT_SMStorageVolume', key);
  const shown = list(
    'ObjectId',
    'DisplayName',
    'OperationalStatus',
    'BlockSize',
    'Primordial',
    'NameFormat',
    'Nothing',
  );
  const target = `<VALUE.REFERENCE>${instanceName('MSFT_SMPool', pool)}</VALUE.REFERENCE>`;

  ask('GetInstance', intrinsic('GetInstance', { InstanceName: on(), PropertyList: shown }));
  ask(
    'GetInstance, with the origin of properties',
    intrinsic('GetInstance', {
      InstanceName: on(),
      PropertyList: list('ObjectId', 'Name'),
      IncludeClassOrigin: value('true'),
    }),
  );
  ask('GetInstance of none', intrinsic('GetInstance', { InstanceName: on('none') }));
  ask('GetInstance in no such namespace', intrinsicElsewhere('GetInstance'));
  ask(
    'EnumerateInstances',
    intrinsic('EnumerateInstances', { ClassName: volumeClass, PropertyList: list('ObjectId') }),
  );
  ask('EnumerateInstanceNames', intrinsic('EnumerateInstanceNames', { ClassName: volumeClass }));
  ask(
    'EnumerateInstanceNames of associations',
    intrinsic('EnumerateInstanceNames', { ClassName: className('MSFT_SMPoolToVolume') }),
  );
  ask('EnumerateInstances of none', intrinsic('EnumerateInstances', { ClassName: className('MSFT_SMJob') }));
  ask(
    'Associators',
    intrinsic('Associators', {
      ObjectName: on(),
      ResultClass: className('MSFT_SMPool'),
      PropertyList: list('ObjectId', 'Usage'),
    }),
  );
  ask('AssociatorNames', intrinsic('AssociatorNames', { ObjectName: on(), Role: value('Child') }));
  ask('References', intrinsic('References', { ObjectName: on() }));
  ask('ReferenceNames', intrinsic('ReferenceNames', { ObjectName: on() }));
  ask(
    'AssociatorNames of a class',
    intrinsic('AssociatorNames', { ObjectName: volumeClass, AssocClass: className('MSFT_SMPoolToVolume') }),
  );
  ask(
    'References of a class',
    intrinsic('References', { ObjectName: volumeClass, ResultClass: className('MSFT_SMPoolToVolume') }),
  );
  ask('GetClass of an association', intrinsic('GetClass', { ClassName: className('MSFT_SMPoolToVolume') }));
  ask(
    'GetClass with some properties',
    intrinsic('GetClass', {
      ClassName: volumeClass,
      LocalOnly: value('FALSE'),
      IncludeClassOrigin: value('TRUE'),
      PropertyList: list('ObjectId', 'usage'),
    }),
  );
  ask(
    'GetClass without qualifiers',
    intrinsic('GetClass', { ClassName: className('MSFT_SMPoolToVolume'), IncludeQualifiers: value('false') }),
  );
  ask('GetClass of an abstract one', intrinsic('GetClass', { ClassName: className('MSFT_SMStorageObject') }));
  ask(
    'GetClass of an event',
    intrinsic('GetClass', { ClassName: className('MSFT_SMStorageEvent'), PropertyList: list() }),
  );
  ask('EnumerateClasses', intrinsic('EnumerateClasses', { ClassName: className('MSFT_SMStorageSynchronizedBase') }));
  ask(
    'EnumerateClassNames',
    intrinsic('EnumerateClassNames', {
      ClassName: className('MSFT_SMSynchronizedBase'),
      DeepInheritance: value('TRUE'),
    }),
  );
  const opened = ask(
    'OpenEnumerateInstances',
    intrinsic('OpenEnumerateInstances', {
      ClassName: volumeClass,
      PropertyList: list('ObjectId'),
      MaxObjectCount: value('0'),
    }),
  );
  const context = /EnumerationContext[^>]*><VALUE>([^<]*)/.exec(opened)?.[1] ?? '';
  ask(
    'PullInstancesWithPath',
    intrinsic('PullInstancesWithPath', { EnumerationContext: value(context), MaxObjectCount: value('10') }),
  );
  ask(
    'PullInstancesWithPath after its end',
    intrinsic('PullInstancesWithPath', { EnumerationContext: value(context), MaxObjectCount: value('10') }),
  );
  ask(
    'OpenReferenceInstancePaths',
    intrinsic('OpenReferenceInstancePaths', { InstanceName: on(), MaxObjectCount: value('10') }),
  );
  ask(
    'OpenAssociatorInstances',
    intrinsic('OpenAssociatorInstances', {
      InstanceName: on(),
      PropertyList: list('ObjectId'),
      MaxObjectCount: value('10'),
    }),
  );
  ask(
    'OpenEnumerateInstances, filtered',
    intrinsic('OpenEnumerateInstances', {
      ClassName: volumeClass,
      FilterQueryLanguage: value('DMTF:FQL'),
      FilterQuery: value('x'),
    }),
  );
  ask(
    'ExecQuery',
    intrinsic('ExecQuery', { QueryLanguage: value('WQL'), Query: value('SELECT ObjectId FROM MSFT_SMPool') }),
  );
  ask('GetProperty', intrinsic('GetProperty', { InstanceName: on(), PropertyName: value('OperationalStatus') }));
  ask(
    'GetProperty that is null',
    intrinsic('GetProperty', { InstanceName: on(), PropertyName: value('ParityLayout') }),
  );
  ask('GetProperty of none', intrinsic('GetProperty', { InstanceName: on(), PropertyName: value('Colour') }));
  ask('CreateInstance', intrinsic('CreateInstance', { NewInstance: '<INSTANCE CLASSNAME="C"/>' }));
  ask('no operation', intrinsic('Fly'));
  ask('no ClassName', intrinsic('EnumerateInstances'));
  ask(
    'CreateClone',
    extrinsic(
      'CreateClone',
      `<PARAMVALUE NAME="ElementName" PARAMTYPE="string"><VALUE>copy &quot;1&quot;</VALUE></PARAMVALUE><PARAMVALUE NAME="TargetPool">${target}</PARAMVALUE>`,
      volume,
    ),
  );
  ask(
    'CreateClone, refused',
    extrinsic('createclone', `<PARAMVALUE NAME="ElementName"><VALUE></VALUE></PARAMVALUE>`, volume),
  );
  ask(
    'CreateClone with a parameter of another type',
    extrinsic('CreateClone', '<PARAMVALUE NAME="ElementName" PARAMTYPE="uint16"><VALUE>1</VALUE></PARAMVALUE>', volume),
  );
  ask('no such method', extrinsic('CreateClones', '', volume));
  return done;
}

function intrinsicElsewhere(method: string): HttpRequest {
  const { headers, body } = intrinsic(method);
  const text = new TextDecoder().decode(body).replace('"microsoft"', '"elsewhere"');
  return {
    headers: { ...headers, cimobject: 'root/elsewhere/windows/storage/sm' },
    body: new TextEncoder().encode(text),
  };
}

test('exchanges read like this', async () => {
  const all = exchanges();
  const [whole] = all;
  const first = whole === undefined ? [] : [`=== in full\n\n${pretty(whole[1])}\n\n${pretty(whole[2])}\n`];
  const hearts = all.map(([name, request, reply]) => `=== ${name}\n\n${heart(request)}\n\n${heart(reply)}\n`);
  await expect([...first, ...hearts].join('\n')).toMatchFileSnapshot('../../golden/cimXml/exchanges.txt');
});

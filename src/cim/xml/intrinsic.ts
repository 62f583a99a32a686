import { refuse } from '../operations/refusal.js';
import type { Associated, CimOperation, EnumerateInstances, Paging } from '../operations/requests.js';
import type { Given } from './given.js';

/** What a reply holds for each item: an element of its own for most operations. */
export type ItemForm =
  | 'INSTANCE'
  | 'VALUE.NAMEDINSTANCE'
  | 'VALUE.OBJECT'
  | 'VALUE.OBJECTWITHPATH'
  | 'VALUE.INSTANCEWITHPATH'
  | 'INSTANCENAME'
  | 'INSTANCEPATH'
  | 'OBJECTPATH'
  | 'CLASS'
  | 'CLASSNAME'
  | 'VALUE';

/** What is asked of the form of a reply. */
export interface Look {
  readonly item: ItemForm;
  /** Whether to say which class brings in a property or a method. */
  readonly classOrigin: boolean;
  /** Of a class: whether to leave out what it inherits. */
  readonly localOnly: boolean;
  /** Of a class: whether with qualifiers. */
  readonly qualifiers: boolean;
  /** Of a class: the properties to write; null means all. Of GetProperty: the one. */
  readonly properties: readonly string[] | null;
}

interface Asked {
  readonly operation: CimOperation;
  readonly look: Look;
}

/** An intrinsic operation as it was asked for; undefined for one that no array has.
 * @throws CimRefusal when its parameters are wrong
 * @see DSP0200 1.4, "Intrinsic methods"
 */
export function askedOf(method: string, given: Given): Asked | undefined {
  const asked = operations.get(method.toLowerCase())?.(given);
  if (asked !== undefined) given.done();
  return asked;
}

const operations: ReadonlyMap<string, (given: Given) => Asked> = new Map(
  Object.entries({
    GetInstance(given) {
      given.flags('LocalOnly', 'IncludeQualifiers');
      const path = given.path('InstanceName');
      return { operation: { do: 'getInstance', path, properties: properties(given) }, look: whole('INSTANCE', given) };
    },
    GetProperty(given) {
      const names = [given.demanded('PropertyName')];
      const path = given.path('InstanceName');
      return {
        operation: { do: 'getInstance', path, properties: names },
        look: { ...bare('VALUE'), properties: names },
      };
    },
    SetProperty(given) {
      const name = given.demanded('PropertyName');
      const path = given.path('InstanceName');
      const instance = {
        kind: 'instance',
        className: path.className,
        properties: [{ name, value: given.value('NewValue') }],
      } as const;
      return { operation: { do: 'modify', path, instance, properties: [name] }, look: bare('VALUE') };
    },
    ModifyInstance(given) {
      given.flags('IncludeQualifiers');
      const { path, instance } = given.instance('ModifiedInstance');
      return {
        operation: { do: 'modify', path, instance, properties: properties(given) },
        look: bare('INSTANCE'),
      };
    },
    EnumerateInstances(given) {
      given.flags('LocalOnly', 'IncludeQualifiers');
      return { operation: enumeration(given, null), look: whole('VALUE.NAMEDINSTANCE', given) };
    },
    EnumerateInstanceNames: (given) => ({ operation: names(given, null), look: bare('INSTANCENAME') }),
    OpenEnumerateInstances(given) {
      return { operation: enumeration(given, paging(given)), look: paged(given) };
    },
    OpenEnumerateInstancePaths: (given) => ({ operation: names(given, paging(given)), look: bare('INSTANCEPATH') }),
    Associators: (given) => associated(given, 'others', 'instances'),
    AssociatorNames: (given) => associated(given, 'others', 'paths'),
    References: (given) => associated(given, 'links', 'instances'),
    ReferenceNames: (given) => associated(given, 'links', 'paths'),
    OpenAssociatorInstances: (given) => opened(given, 'others', 'instances'),
    OpenAssociatorInstancePaths: (given) => opened(given, 'others', 'paths'),
    OpenReferenceInstances: (given) => opened(given, 'links', 'instances'),
    OpenReferenceInstancePaths: (given) => opened(given, 'links', 'paths'),
    PullInstancesWithPath: (given) => pull(given, 'instances', 'VALUE.INSTANCEWITHPATH'),
    PullInstancePaths: (given) => pull(given, 'paths', 'INSTANCEPATH'),
    PullInstances: (given) => pull(given, 'instances', 'INSTANCE'),
    CloseEnumeration(given) {
      return { operation: { do: 'close', context: given.demanded('EnumerationContext') }, look: bare('INSTANCE') };
    },
    ExecQuery(given) {
      const language = given.demanded('QueryLanguage');
      const query = given.demanded('Query');
      return { operation: { do: 'query', language, query, page: null }, look: bare('VALUE.OBJECT') };
    },
    OpenQueryInstances(given) {
      const language = given.demanded('FilterQueryLanguage');
      const query = given.demanded('FilterQuery');
      if (given.flag('ReturnQueryResultClass', false))
        refuse('queryFeatureNotSupported', 'query', 'ReturnQueryResultClass: classes of results are not told');
      return { operation: { do: 'query', language, query, page: paging(given) }, look: bare('INSTANCE') };
    },
    GetClass(given) {
      const className = classNamed(given);
      return {
        operation: { do: 'getClass', className },
        look: { ...declaration(given), properties: properties(given) },
      };
    },
    EnumerateClasses(given) {
      return { operation: classes(given, 'classes'), look: declaration(given) };
    },
    EnumerateClassNames: (given) => ({ operation: classes(given, 'names'), look: bare('CLASSNAME') }),
  } satisfies Record<string, (given: Given) => Asked>).map(([name, read]) => [name.toLowerCase(), read]),
);

function bare(item: ItemForm): Look {
  return { item, classOrigin: false, localOnly: false, qualifiers: true, properties: null };
}

function whole(item: ItemForm, given: Given): Look {
  return { ...bare(item), classOrigin: given.flag('IncludeClassOrigin', false) };
}

/** A page that is pulled does not know what was asked when it was opened, and all pages are to be alike. */
function paged(given: Given): Look {
  given.flags('IncludeClassOrigin');
  return bare('VALUE.INSTANCEWITHPATH');
}

function declaration(given: Given): Look {
  return {
    ...whole('CLASS', given),
    localOnly: given.flag('LocalOnly', true),
    qualifiers: given.flag('IncludeQualifiers', true),
  };
}

const properties = (given: Given) => given.texts('PropertyList');

function classNamed(given: Given): string {
  return given.className('ClassName') ?? refuse('invalidParameter', 'parameter', 'ClassName: expected a class');
}

function enumeration(given: Given, page: Paging | null): EnumerateInstances {
  const deep = given.flag('DeepInheritance', true);
  return {
    do: 'enumerate',
    className: classNamed(given),
    items: 'instances',
    deep,
    properties: properties(given),
    page,
  };
}

function names(given: Given, page: Paging | null): EnumerateInstances {
  return { do: 'enumerate', className: classNamed(given), items: 'paths', deep: true, properties: null, page };
}

function classes(given: Given, items: 'classes' | 'names'): CimOperation {
  const className = given.className('ClassName');
  return { do: 'enumerateClasses', className, deep: given.flag('DeepInheritance', false), items };
}

function associated(given: Given, want: Associated['want'], items: Associated['items']): Asked {
  const isWhole = items === 'instances';
  if (isWhole) given.flags('IncludeQualifiers');
  const operation = relation(given, given.object('ObjectName'), want, items, null);
  // A class is answered with classes, of which nothing is left out.
  return { operation, look: isWhole ? whole('VALUE.OBJECTWITHPATH', given) : bare('OBJECTPATH') };
}

function opened(given: Given, want: Associated['want'], items: Associated['items']): Asked {
  const operation = relation(given, given.path('InstanceName'), want, items, paging(given));
  return { operation, look: items === 'instances' ? paged(given) : bare('INSTANCEPATH') };
}

function relation(
  given: Given,
  of: Associated['of'],
  want: Associated['want'],
  items: Associated['items'],
  page: Paging | null,
): Associated {
  const others = want === 'others';
  const resultClass = given.className('ResultClass');
  return {
    do: 'associated',
    of,
    want,
    items,
    // Of links the class of the results is that of the links themselves.
    associationClass: others ? given.className('AssocClass') : resultClass,
    resultClass: others ? resultClass : null,
    role: given.text('Role'),
    resultRole: others ? given.text('ResultRole') : null,
    properties: items === 'instances' ? properties(given) : null,
    page,
  };
}

function pull(given: Given, items: 'instances' | 'paths', item: ItemForm): Asked {
  const context = given.demanded('EnumerationContext');
  const most =
    given.count('MaxObjectCount') ?? refuse('invalidParameter', 'parameter', 'MaxObjectCount: expected a number');
  return { operation: { do: 'pull', context, items, most }, look: bare(item) };
}

/** What all operations have that open an enumeration. A time-out of 0 asks for none, which the server need not grant. */
function paging(given: Given): Paging {
  if (given.text('FilterQueryLanguage') !== null || given.text('FilterQuery') !== null)
    refuse('filteredEnumerationNotSupported', 'query', 'FilterQuery: enumerations are not filtered');
  if (given.flag('ContinueOnError', false))
    refuse('continuationOnErrorNotSupported', 'parameter', 'ContinueOnError: expected FALSE');
  const idleSeconds = given.count('OperationTimeout') ?? 0;
  return { first: given.count('MaxObjectCount') ?? 0, idleMs: idleSeconds === 0 ? null : idleSeconds * 1000 };
}

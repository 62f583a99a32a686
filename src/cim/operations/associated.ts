import { keysOf } from '../classesOf.js';
import { linksOf } from '../instances.js';
import type { ClassName } from '../model/classSpecs.js';
import { classOfName, equal } from './classes.js';
import { classAt, instanceAt, keysAt, objectOf, referencesOf, type Scope, selected } from './objects.js';
import type { Associated, SentPath } from './requests.js';
import type { CimClass, CimInstance, CimPath } from './results.js';

// How an object is related to others: links are instances of associations, which name both ends.

/** The links of an instance, or the instances at their other ends.
 * @throws CimRefusal where there is no such instance, and for classes that there are not
 */
export function* associatedWith(scope: Scope, asked: Associated, path: SentPath): Generator<CimInstance> {
  const seen = new Set<string>();
  for (const { link, role } of links(scope, asked, path)) {
    if (asked.want === 'links') {
      yield { ...link, properties: selected(link.model, asked.properties) };
      continue;
    }
    for (const other of others(scope, asked, link, role)) {
      const id = JSON.stringify(other.path);
      if (!seen.has(id)) yield other;
      seen.add(id);
    }
  }
}

/** The associations that a class takes part in, or the classes at their other ends.
 * @throws CimRefusal for classes that there are not
 */
export function associatedClasses(scope: Scope, asked: Associated, className: string): readonly CimClass[] {
  const { classes } = scope;
  const of = classOfName(classes, className);
  const found = new Set<CimClass>();
  for (const model of associations(scope, asked))
    for (const role of rolesOf(scope, asked, model, of)) {
      if (asked.want === 'links') found.add(model);
      else
        for (const end of ends(asked, model, role)) {
          const other = classes.named(end.of ?? '');
          if (other !== undefined && fits(scope, other, asked.resultClass)) found.add(other);
        }
    }
  return [...found];
}

interface Link {
  readonly link: CimInstance;
  /** The property that names the object. */
  readonly role: string;
}

function* links(scope: Scope, asked: Associated, path: SentPath): Generator<Link> {
  const model = classAt(scope, path);
  const keys = keysAt(scope, model, path);
  instanceAt(scope, path, []);
  if (asked.resultClass !== null) classOfName(scope.classes, asked.resultClass);
  const [id = ''] = Object.values(keys);
  // What has several keys is itself a link, and no link names it.
  if (keysOf(model).length > 1) return;
  for (const association of associations(scope, asked))
    for (const { name: role } of rolesOf(scope, asked, association, model))
      for (const record of linksOf(scope.array, association.name as ClassName, role, id, scope.reads))
        yield { link: objectOf(scope.classes, association, record, association.properties), role };
}

function associations(scope: Scope, { associationClass }: Associated): readonly CimClass[] {
  const { all, isA } = scope.classes;
  const wanted = associationClass === null ? null : classOfName(scope.classes, associationClass);
  return all.filter((one) => referencesOf(one).length > 0 && (wanted === null || isA(one, wanted)));
}

/** The properties of an association that may name an object of a class. */
function rolesOf({ classes }: Scope, { role }: Associated, association: CimClass, of: CimClass) {
  return referencesOf(association).filter((one) => {
    const end = classes.named(one.of ?? '');
    return end !== undefined && classes.isA(of, end) && (role === null || equal(role, one.name));
  });
}

function* others(
  scope: Scope,
  asked: Associated,
  { model, values }: CimInstance,
  role: string,
): Generator<CimInstance> {
  for (const { name } of ends(asked, model, { name: role })) {
    const path = values[name] as CimPath | null;
    if (path === null) continue;
    const other = classOfName(scope.classes, path.className);
    if (fits(scope, other, asked.resultClass)) yield instanceAt(scope, sent(path), asked.properties);
  }
}

function ends({ resultRole }: Associated, model: CimClass, role: { readonly name: string }) {
  return referencesOf(model).filter(
    ({ name }) => name !== role.name && (resultRole === null || equal(resultRole, name)),
  );
}

function fits({ classes }: Scope, model: CimClass, wanted: string | null): boolean {
  return wanted === null || classes.isA(model, classOfName(classes, wanted));
}

function sent({ className, keys }: CimPath): SentPath {
  return {
    kind: 'path',
    namespace: null,
    className,
    // What has references for keys is at no end of a link.
    keys: keys.map(({ name, value }) => ({ name, value: { kind: 'text', text: value as string, type: null } })),
  };
}

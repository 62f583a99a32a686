import type { PropertyModel, Typed } from '../classModel.js';
import { escapedAttribute, escapedText } from '../markup/escape.js';
import type { CimInstance, CimPath, CimValue } from '../operations/results.js';

// No element is self-closed that may have content: wbemcli stops at most of those. Texts are put together, not built as trees.

/** Where the instances of a reply are, as elements. */
export interface Place {
  /** The namespace: a LOCALNAMESPACEPATH. */
  readonly local: string;
  /** With the host: a NAMESPACEPATH. */
  readonly whole: string;
}

/** @param namespace with slashes */
export function placeOf(namespace: string, host: string): Place {
  const names = namespace
    .split(/[\\/]/)
    .map((name) => `<NAMESPACE NAME="${escapedAttribute(name)}"></NAMESPACE>`)
    .join('');
  const local = `<LOCALNAMESPACEPATH>${names}</LOCALNAMESPACEPATH>`;
  return { local, whole: `<NAMESPACEPATH><HOST>${escapedText(host)}</HOST>${local}</NAMESPACEPATH>` };
}

/** An INSTANCENAME. References in keys are with their namespace. */
export function instanceName({ className, keys }: CimPath, place: Place): string {
  let text = `<INSTANCENAME CLASSNAME="${escapedAttribute(className)}">`;
  for (const { name, value } of keys) {
    const key =
      typeof value === 'string'
        ? `<KEYVALUE VALUETYPE="string" TYPE="string">${escapedText(value)}</KEYVALUE>`
        : reference(value, place);
    text += `<KEYBINDING NAME="${escapedAttribute(name)}">${key}</KEYBINDING>`;
  }
  return `${text}</INSTANCENAME>`;
}

/** A VALUE.REFERENCE without the host: what wbemcli prints of it can be used again. */
function reference(path: CimPath, place: Place): string {
  return `<VALUE.REFERENCE><LOCALINSTANCEPATH>${place.local}${instanceName(path, place)}</LOCALINSTANCEPATH></VALUE.REFERENCE>`;
}

/** An INSTANCEPATH. */
export function instancePath(path: CimPath, place: Place): string {
  return `<INSTANCEPATH>${place.whole}${instanceName(path, place)}</INSTANCEPATH>`;
}

/** An INSTANCE.
 * @param classOrigin whether with the classes that bring in its properties
 */
export function instanceText(instance: CimInstance, place: Place, classOrigin: boolean): string {
  let text = `<INSTANCE CLASSNAME="${instance.model.name}">`;
  for (const form of formsOf(instance.properties, classOrigin)) {
    const value = instance.values[form.name] ?? null;
    if (value === null) text += form.empty;
    else if (typeof value === 'object') text += form.head + valueText(value, form.type, place) + form.tail;
    else text += form.headOfOne + plainText(value) + form.tailOfOne;
  }
  return `${text}</INSTANCE>`;
}

/** A VALUE, VALUE.ARRAY, VALUE.REFERENCE or VALUE.REFARRAY. An instance is a text here, with its markup escaped.
 * @param type what a list holds that may be empty
 */
export function valueText(value: Exclude<CimValue, null>, type: Typed['type'], place: Place): string {
  if (typeof value !== 'object') return `<VALUE>${plainText(value)}</VALUE>`;
  if (isList(value)) return listText(value, type, place);
  if (value.kind === 'path') return reference(value, place);
  return `<VALUE>${escapedText(instanceText(value, place, false))}</VALUE>`;
}

function plainText(value: string | number | bigint | boolean): string {
  if (typeof value === 'string') return escapedText(value);
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : `${value}`;
}

function listText(items: readonly CimValue[], type: Typed['type'], place: Place): string {
  const element = type === 'ref' ? 'VALUE.REFARRAY' : 'VALUE.ARRAY';
  let text = `<${element}>`;
  for (const item of items) text += item === null ? '<VALUE.NULL></VALUE.NULL>' : valueText(item, type, place);
  return `${text}</${element}>`;
}

/** The compiler does not narrow a readonly array. */
function isList(value: CimValue): value is readonly CimValue[] {
  return Array.isArray(value);
}

/** What stands around the value of a property. */
interface Form {
  readonly name: string;
  readonly type: Typed['type'];
  readonly head: string;
  readonly tail: string;
  /** The same around the text of one VALUE. */
  readonly headOfOne: string;
  readonly tailOfOne: string;
  /** All of it where there is no value. */
  readonly empty: string;
}

/** Found out once a property; by lists of them, which are those of a class or of a request. */
class Forms {
  private readonly byList = new WeakMap<readonly PropertyModel[], readonly Form[]>();
  private readonly byProperty = new WeakMap<PropertyModel, Form>();

  constructor(private readonly classOrigin: boolean) {}

  of(properties: readonly PropertyModel[]): readonly Form[] {
    let forms = this.byList.get(properties);
    if (forms === undefined) {
      forms = properties.map((property) => this.one(property));
      this.byList.set(properties, forms);
    }
    return forms;
  }

  private one(property: PropertyModel): Form {
    let form = this.byProperty.get(property);
    if (form === undefined) {
      const { element, attributes } = propertyElement(property);
      const origin = this.classOrigin ? ` CLASSORIGIN="${property.declaredBy}"` : '';
      const head = `<${element}${attributes}${origin}>`;
      const tail = `</${element}>`;
      form = {
        name: property.name,
        type: property.type,
        head,
        tail,
        headOfOne: `${head}<VALUE>`,
        tailOfOne: `</VALUE>${tail}`,
        empty: head + tail,
      };
      this.byProperty.set(property, form);
    }
    return form;
  }
}

const [plain, withOrigin] = [new Forms(false), new Forms(true)];

function formsOf(properties: readonly PropertyModel[], classOrigin: boolean): readonly Form[] {
  return (classOrigin ? withOrigin : plain).of(properties);
}

/** A property's element and its attributes but for those of its origin. */
export function propertyElement({ name, type, of, array }: PropertyModel): {
  readonly element: 'PROPERTY' | 'PROPERTY.ARRAY' | 'PROPERTY.REFERENCE';
  readonly attributes: string;
} {
  if (type === 'ref') return { element: 'PROPERTY.REFERENCE', attributes: ` NAME="${name}" REFERENCECLASS="${of}"` };
  const attributes =
    type === 'object' ? ` NAME="${name}" TYPE="string" EmbeddedObject="instance"` : ` NAME="${name}" TYPE="${type}"`;
  return { element: array ? 'PROPERTY.ARRAY' : 'PROPERTY', attributes };
}

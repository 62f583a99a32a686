import type { ParameterModel, PropertyModel, Typed } from '../classModel.js';
import { escapedText } from '../markup/escape.js';
import type { CimClass } from '../operations/results.js';
import type { Look } from './intrinsic.js';
import { propertyElement } from './writeValues.js';

/** A CLASS: its qualifiers, properties, methods. @see DSP0201 2.4, "CLASS" */
export function classText(model: CimClass, look: Look): string {
  const writer = look.qualifiers ? withQualifiers : withoutQualifiers;
  const above = model.superclass === null ? '' : ` SUPERCLASS="${model.superclass}"`;
  const wanted = look.properties && new Set(look.properties.map((name) => name.toLowerCase()));
  const properties = model.properties.filter(
    ({ name, declaredBy }) =>
      (!look.localOnly || declaredBy === model.name) && (wanted === null || wanted.has(name.toLowerCase())),
  );
  return [
    `<CLASS NAME="${model.name}"${above}>`,
    writer.ofClass(model),
    ...properties.map((property) => propertyText(property, model, look, writer)),
    ...model.methods.map(({ name, parameters }) => {
      const head = `<METHOD NAME="${name}" TYPE="uint32"${originOf(model.name, model, look)}>`;
      return `${head}${parameters.map((parameter) => parameterText(parameter, writer)).join('')}</METHOD>`;
    }),
    '</CLASS>',
  ].join('');
}

function propertyText(property: PropertyModel, model: CimClass, look: Look, writer: Qualifiers): string {
  const { element, attributes } = propertyElement(property);
  const head = `<${element}${attributes}${originOf(property.declaredBy, model, look)}>`;
  return `${head}${writer.ofProperty(property)}</${element}>`;
}

function originOf(declaredBy: string, { name }: CimClass, { classOrigin }: Look): string {
  const origin = classOrigin ? ` CLASSORIGIN="${declaredBy}"` : '';
  return `${origin} PROPAGATED="${declaredBy !== name}"`;
}

/** A parameter has no attribute for what is embedded, but a qualifier; without it clients take the instance for a text. */
function parameterText(parameter: ParameterModel, writer: Qualifiers): string {
  const { name, type, of, array } = parameter;
  const isReference = type === 'ref';
  const element = `PARAMETER${isReference ? (array ? '.REFARRAY' : '.REFERENCE') : array ? '.ARRAY' : ''}`;
  const holds = isReference ? `REFERENCECLASS="${of}"` : `TYPE="${type === 'object' ? 'string' : type}"`;
  return `<${element} NAME="${name}" ${holds}>${writer.ofParameter(parameter)}</${element}>`;
}

interface Qualifiers {
  ofClass(model: CimClass): string;
  ofProperty(property: PropertyModel): string;
  ofParameter(parameter: ParameterModel): string;
}

const withoutQualifiers: Qualifiers = { ofClass: () => '', ofProperty: () => '', ofParameter: () => '' };

/** @see DSP0004, "Qualifiers", for their types and flavors */
const withQualifiers: Qualifiers = {
  ofClass: ({ kind, abstract }) =>
    [
      kind === 'association' ? flag('Association', fixed) : '',
      kind === 'event' ? flag('Indication', fixed) : '',
      abstract ? flag('Abstract', ' OVERRIDABLE="false" TOSUBCLASS="false"') : '',
    ].join(''),
  ofProperty: (property) =>
    [
      property.key ? flag('Key', fixed) : '',
      property.required ? flag('Required', fixed) : '',
      property.writable ? flag('Write') : '',
      embedded(property),
      property.values === null ? '' : list('ValueMap', Object.keys(property.values)),
      property.values === null ? '' : list('Values', Object.values(property.values), ' TRANSLATABLE="true"'),
    ].join(''),
  // An In is TRUE where it is not said.
  ofParameter: (parameter) =>
    [
      flag('In', '', parameter.direction !== 'out'),
      parameter.direction === 'in' ? '' : flag('Out'),
      parameter.direction === 'in' && !parameter.optional ? flag('Required', fixed) : '',
      embedded(parameter),
    ].join(''),
};

const fixed = ' OVERRIDABLE="false"';

function flag(name: string, flavor = '', value = true): string {
  return `<QUALIFIER NAME="${name}" TYPE="boolean"${flavor}><VALUE>${value ? 'TRUE' : 'FALSE'}</VALUE></QUALIFIER>`;
}

function embedded({ type, of }: Typed): string {
  return type === 'object' ? `<QUALIFIER NAME="EmbeddedInstance" TYPE="string"><VALUE>${of}</VALUE></QUALIFIER>` : '';
}

function list(name: string, values: readonly string[], flavor = ''): string {
  const items = values.map((value) => `<VALUE>${escapedText(value)}</VALUE>`).join('');
  return `<QUALIFIER NAME="${name}" TYPE="string"${flavor}><VALUE.ARRAY>${items}</VALUE.ARRAY></QUALIFIER>`;
}

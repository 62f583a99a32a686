import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { entries, modules } from './bundles.js';

// The declarations of the package, from those that `tsc` wrote: only what its entries lead to, with those of the packages that went
// into its modules, which nobody has to install for them. They are there once, as those of CommonJS, to which ES modules may lead, too.

const written = resolve('dist/types');
const packed = resolve('dist/packed');
/** The entries that lead to a package outside: its types are others for ES modules than for CommonJS, and so are theirs. */
const external = new Set();
/** Where each file that the entries lead to stands in the package, by where it stands here. */
const places = new Map();

rmSync(packed, { recursive: true, force: true });
for (const name of entries) take(join(written, `${name}.d.ts`), `${name}.d.ts`);
rmSync(written, { recursive: true });
renameSync(packed, written);
writeFileSync(join(written, 'package.json'), '{ "type": "commonjs" }\n');
mkdirSync('dist/cjs', { recursive: true });
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
for (const name of external) writeFileSync(`dist/${name}.d.ts`, ofModules(name));
for (const name of entries)
  writeFileSync(`dist/cjs/${name}.d.ts`, `export * from '${upFrom(name)}../types/${name}.js';\n`);

/** Copies a file, and those that it leads to. */
function take(file, place) {
  if (places.has(file)) return;
  places.set(file, place);
  const text = readFileSync(file, 'utf8').replace(
    // A comment as a whole first, so that what it says of modules stays as it is.
    /\/\*[\s\S]*?\*\/|\/\/.*|(^(?:im|ex)port\b[^;'"]*?\bfrom |^import |\bimport\()(["'])([^"'\n]+)\2/gm,
    (all, before, quote, specifier) =>
      specifier === undefined ? all : `${before}${quote}${taken(file, place, specifier)}${quote}`,
  );
  const target = join(packed, place);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** What a file says instead of this to mean the same in the package. */
function taken(file, place, specifier) {
  if (specifier.startsWith('.')) {
    take(declarations(resolve(dirname(file), specifier)), join(dirname(place), declarations(specifier)));
    return specifier;
  }
  if (modules.external.includes(specifier)) {
    const name = place.replace(/\.d\.ts$/, '');
    if (!entries.includes(name)) throw new Error(`${file} leads to ${specifier}, as only an entry may`);
    external.add(name);
    return specifier;
  }
  const folder = resolve('node_modules', specifier);
  const { types } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (types === undefined) throw new Error(`${file}: ${specifier} has no types`);
  const there = join('packages', specifier, types);
  take(join(folder, types), there);
  const way = relative(dirname(place), there).replaceAll('\\', '/');
  return (way.startsWith('.') ? way : `./${way}`).replace(/\.d\.([cm]?)ts$/, '.$1js');
}

/** The declarations of an entry as those of an ES module, with all that they lead to where it is. */
function ofModules(name) {
  const text = readFileSync(join(written, `${name}.d.ts`), 'utf8');
  const folder = `${upFrom(name)}types/${dirname(name)}/`;
  return text.replace(/\b(from |import |import\()(["'])(\.[^"'\n]+)\2/g, `$1$2${folder}$3$2`);
}

/** The file with the declarations of a module. */
function declarations(module) {
  return module.replace(/\.([cm]?)js$/, '.d.$1ts');
}

function upFrom(name) {
  return '../'.repeat(name.split('/').length - 1) || './';
}

import { rolldown } from 'rolldown';

// Writes what the configurations beside this say, by their names: 'node src/build/write.js bundles'. Only warnings are told.

for (const name of process.argv.slice(2)) {
  const { default: configuration } = await import(new URL(`${name}.js`, import.meta.url).href);
  const { output, ...input } = configuration;
  const bundle = await rolldown({ ...input, logLevel: 'warn' });
  await bundle.write(output);
  await bundle.close();
}

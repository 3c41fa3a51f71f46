#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still say what is wrong.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Sitrep needs Node 24 or newer; this is ${process.version}.\n` +
      'Run "npm install" in the project folder (it brings Node 24) and use "npx sitrep ..." or "npm run -s sitrep -- ...".\n',
  );
  process.exit(1);
}
const { runCli } = await import('../src/cli.ts');
process.exitCode = await runCli(process.argv.slice(2));

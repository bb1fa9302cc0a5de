#!/usr/bin/env node
// Plain JavaScript, so that a Node too old to read TypeScript can still say that it is too old.
import process from 'node:process';

const NEEDED = 24;
const [major = 0] = process.versions.node.split('.').map(Number);

if (major < NEEDED) {
  process.stderr.write(
    `E_NODE_VERSION Didactic runs on Node ${NEEDED} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      '  Start it with an npm script (npm run pipeline): these use the Node that npm ci installed.\n' +
      '  If that fails too, npm skipped the optional packages: npm ci --include=optional\n',
  );
  process.exitCode = 2;
} else {
  const { enableCompileCache } = await import('node:module');
  // Stripped TypeScript is kept between runs; without it each start strips every file again.
  enableCompileCache();
  await import('./cli.ts');
}

import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/cli.ts',
    // Workers are started by address, not by import.
    'src/**/*-worker.ts',
    'test/**/*.test.ts',
    'test/{eval,bench,long}/*.ts',
    'test/house-rules/*.ts',
  ],
  project: ['src/**/*.ts', 'commands/**/*.ts', 'config/**/*.ts', 'test/**/*.ts'],
  ignore: ['test/house-rules/canary/**'],
  ignoreExportsUsedInFile: true,
};

export default config;

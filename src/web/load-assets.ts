import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const TYPES = {
  'channel.js': 'text/javascript; charset=utf-8',
  'suggest-commands.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
  'message.css': 'text/css; charset=utf-8',
  'composer.css': 'text/css; charset=utf-8',
  'feeds.css': 'text/css; charset=utf-8',
  'archive.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

export type AssetName = keyof typeof TYPES;

export type Asset = {
  body: string;
  type: string;
  /** Where it is served; changes with the content, so browsers may keep it for good. */
  address: string;
};

export type Assets = Readonly<Record<AssetName, Asset>>;

/** Reads the browser's files from beside this one, once at start. */
export function loadAssets(): Assets {
  const entries = Object.entries(TYPES).map(([name, type]): [string, Asset] => {
    const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
    const version = createHash('sha256').update(body).digest('hex').slice(0, 10);
    return [name, { body, type, address: `/assets/${name}?v=${version}` }];
  });
  return Object.fromEntries(entries) as Assets;
}

/** How the element names of one document are written, told from its root element. */
export type NameMap = {
  /** The usual spelling of a name: `RSS:Item` -> `item`, `PUBDATE` -> `pubDate`. */
  canonical(name: string): string;
};

export type Root = { at: number; format: 'rss' | 'rdf' | 'atom'; isLoneChannel: boolean; names: NameMap };

/** Spellings that the parsers rely on, by lower case. */
const USUAL = new Map(
  (
    'rss rdf:RDF rdf:Seq rdf:li channel item items title link description guid pubDate lastBuildDate language ttl ' +
    'skipHours skipDays hour day author category comments enclosure source image url managingEditor webMaster ' +
    'copyright generator docs cloud textInput feed entry id updated published summary content subtitle'
  )
    .split(' ')
    .map((name): [string, string] => [name.toLowerCase(), name])
    .concat([['rdf', 'rdf:RDF']]),
);

/** Namespaces whose prefix is a matter of taste, and the prefix that everybody uses. `''` is the format's own. */
const PREFIXES: readonly [RegExp, string][] = [
  [/^http:\/\/purl\.org\/rss\/1\.0\/$|my\.netscape\.com\/rdf\/simple\/0\.9|backend\.userland\.com\/rss/i, ''],
  [/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/purl\.org\/rss\/1\.0\/modules\/syndication/i, 'sy'],
  [/purl\.org\/dc\/elements/i, 'dc'],
  [/purl\.org\/dc\/terms/i, 'dcterms'],
  [/search\.yahoo\.com\/mrss/i, 'media'],
  [/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns/i, 'rdf'],
  [/www\.w3\.org\/2005\/atom|purl\.org\/atom\/ns/i, 'atom'],
];

/** A root that stands further down is not the document's. */
const PROLOG_CHARS = 100_000;

/** A feed has a few dozen names; a document that invents more gets no memory for it. */
const MAX_NAMES = 500;

/**
 * Finds the root element of a feed: `rss`, `RDF`, `feed` in any case and with any prefix, or a `channel` whose root
 * was lost. Null where the document is none of these.
 */
export function readNames(text: string): Root | null {
  const root = /<(?:([\w.-]+):)?(rss|rdf|feed|channel)(?=[\s>/])([^>]*)>/i.exec(text.slice(0, PROLOG_CHARS));
  if (!root) return null;
  const before = text.slice(0, root.index);
  if (/<(?:html|body|head|opml)[\s>]/i.test(before)) return null;

  const [, prefix = '', local = '', attributes = ''] = root;
  const prefixes = new Map<string, string>();
  for (const [, name = '', uri = ''] of attributes.matchAll(
    /xmlns:([\w.-]+)\s*=\s*["']\s*([^"']*?)\s*["']/g,
  )) {
    const usual = PREFIXES.find(([pattern]) => pattern.test(uri))?.[1];
    if (usual !== undefined) prefixes.set(name.toLowerCase(), usual);
  }
  const format = formatOf(local.toLowerCase());
  if (format === 'atom' && prefix) prefixes.set(prefix.toLowerCase(), '');
  if (format === 'rss' && prefix) prefixes.set(prefix.toLowerCase(), '');
  const isLoneChannel = local.toLowerCase() === 'channel';
  const known = new Map<string, string>();
  const names: NameMap = {
    canonical: (name) => {
      const usual = known.get(name) ?? canonical(name, prefixes);
      if (known.size < MAX_NAMES) known.set(name, usual);
      return usual;
    },
  };
  return { at: root.index, format, isLoneChannel, names };
}

function formatOf(local: string): Root['format'] {
  if (local === 'feed') return 'atom';
  return local === 'rdf' ? 'rdf' : 'rss';
}

function canonical(name: string, prefixes: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  if (colon === -1) return USUAL.get(name.toLowerCase()) ?? name;
  const prefix = name.slice(0, colon).toLowerCase();
  const usual = prefixes.get(prefix) ?? prefix;
  const local = name.slice(colon + 1);
  const full = usual === '' ? local : `${usual}:${local}`;
  return USUAL.get(full.toLowerCase()) ?? full;
}

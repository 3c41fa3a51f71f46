import { describe, expect, it } from 'vitest';
import { parseFeed, parseForEval } from '../../src/feeds/parse/parse-feed.ts';

async function parse(text: string, url: string | null = 'https://harbour.example/feeds/world.xml') {
  const outcome = await parseFeed({ body: Buffer.from(text), contentType: 'application/xml', url });
  if (outcome.kind === 'failed') throw new Error(`${outcome.code}: ${outcome.reason}`);
  return outcome.feed;
}

async function failure(text: string) {
  const outcome = await parseFeed({ body: Buffer.from(text), contentType: null, url: null });
  return outcome.kind === 'failed' ? outcome.code : outcome.kind;
}

const rss = (inside: string, attributes = 'version="2.0"') =>
  `<?xml version="1.0"?><rss ${attributes}><channel><title>Harbour Post</title>${inside}</channel></rss>`;

describe('a date that cannot be read', () => {
  const item = (date: string) =>
    `<item><guid>hp-1</guid><title>Grain talks resumed</title><pubDate>${date}</pubDate></item>`;

  it('is no date, and is kept as it stands', async () => {
    const feed = await parse(rss(item('the day before the full moon')));
    expect(feed.items[0]?.publishedAt).toBeNull();
    expect(feed.unreadableDate).toBe('the day before the full moon');
  });

  it('is cut where it is long', async () => {
    const feed = await parse(rss(item('moon '.repeat(100))));
    expect(feed.unreadableDate?.length).toBeLessThanOrEqual(60);
  });

  it.each(['Tue, 05 Sep 2023 07:30:00 +0200', '', ' '])(
    'is not one that is read or not given: "%s"',
    async (date) => {
      expect(await parse(rss(item(date)))).not.toHaveProperty('unreadableDate');
    },
  );
});

describe('parsing a feed', () => {
  it('reads RSS 2.0 with everything that is used', async () => {
    const feed = await parse(
      rss(
        `<link>https://harbour.example/</link><language>en-GB</language><ttl>15</ttl><skipHours><hour>2</hour><hour>3</hour></skipHours>
         <item><guid isPermaLink="false">hp-1</guid><link>/world/grain</link><title>Grain talks &amp; tariffs</title>
         <description><![CDATA[<p>Talks <b>resumed</b> in the port.</p>]]></description>
         <content:encoded><![CDATA[<p>First.</p><p>Second.</p>]]></content:encoded>
         <dc:creator>Ada Marsh</dc:creator><category>World</category><pubDate>Tue, 05 Sep 2023 07:30:00 +0200</pubDate></item>`,
        'version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"',
      ),
    );
    expect(feed).toMatchObject({
      title: 'Harbour Post',
      siteUrl: 'https://harbour.example/',
      language: 'en',
      ttlMinutes: 15,
      skipHours: [2, 3],
      parsedBy: 'rss-parser',
    });
    expect(feed.items).toEqual([
      {
        guid: 'hp-1',
        url: 'https://harbour.example/world/grain',
        title: 'Grain talks & tariffs',
        teaser: 'Talks resumed in the port.',
        content: 'First.\nSecond.',
        author: 'Ada Marsh',
        publishedAt: Date.UTC(2023, 8, 5, 5, 30),
        categories: ['World'],
      },
    ]);
  });

  it.each([
    ['Ministers &amp; envoys meet', 'Ministers & envoys meet'],
    ['Ministers &amp;amp; envoys meet', 'Ministers & envoys meet'],
    ['Ministers &amp;amp;amp; envoys meet', 'Ministers & envoys meet'],
    ['Premier: &amp;amp;#8220;No deal&amp;amp;#8221;', 'Premier: “No deal”'],
    ['<![CDATA[Envoy&amp;amp;rsquo;s visit]]>', 'Envoy’s visit'],
    ['<![CDATA[Envoy&amp;amp;amp;#039;s visit]]>', "Envoy's visit"],
    ['&amp;amp;lt;b&amp;amp;gt;Live&amp;amp;lt;/b&amp;amp;gt;: port reopens', 'Live: port reopens'],
    ['Shares of AT&amp;T; and R&D; fall', 'Shares of AT&T; and R&D; fall'],
    ['Growth &lt; 2% in May', 'Growth < 2% in May'],
    ['Rescue team 👩‍🚒 sent', 'Rescue team 👩‍🚒 sent'],
    ['Rescue team &#128105;&#8205;&#128658; sent', 'Rescue team 👩‍🚒 sent'],
    ['Rescue team &#55357;&#56425;&zwj;&#xD83D;&#xDE92; sent', 'Rescue team 👩‍🚒 sent'],
    ['<![CDATA[Flag &#55356;&#56806;&#55356;&#56826; raised]]>', 'Flag 🇦🇺 raised'],
  ])('reads the title %s', async (title, expected) => {
    const feed = await parse(
      rss(`<item><title>${title}</title><link>https://harbour.example/a</link></item>`),
    );
    expect(feed.items[0]?.title).toBe(expected);
  });

  it.each([
    'https://harbour.example/a?id=7&amp;lang=en',
    'https://harbour.example/a?id=7&amp;amp;lang=en',
    'https://harbour.example/a?id=7&amp;amp;amp;lang=en',
    'https://harbour.example/a?id=7&#038;lang=en',
    '<![CDATA[https://harbour.example/a?id=7&#038;lang=en]]>',
    '<![CDATA[https://harbour.example/a?id=7&amp;lang=en]]>',
    'https://harbour.example/a?id=7&lang=en',
  ])('reads the link %s', async (link) => {
    const feed = await parse(rss(`<item><title>Grain talks resume</title><link>${link}</link></item>`));
    expect(feed.items[0]?.url).toBe('https://harbour.example/a?id=7&lang=en');
  });

  it.each<[string, string, string]>([
    [
      'the link of its channel',
      rss('<link>https://www.harbour.example/world/</link><item><title>A</title><link>grain</link></item>'),
      'https://www.harbour.example/world/grain',
    ],
    [
      'the document where the channel has no link',
      rss('<item><title>A</title><link>/grain</link></item>'),
      'https://cdn.example/grain',
    ],
    [
      'the document where the channel names a machine without a domain',
      rss('<link>http://localhost:8080/</link><item><title>A</title><link>/grain</link></item>'),
      'https://cdn.example/grain',
    ],
    [
      'xml:base of its root',
      rss(
        '<link>https://www.harbour.example/</link><item><title>A</title><link>grain</link></item>',
        'version="2.0" xml:base="https://base.example/n/"',
      ),
      'https://base.example/n/grain',
    ],
    [
      'xml:base of its channel',
      rss('<link>https://www.harbour.example/</link><item><title>A</title><link>grain</link></item>').replace(
        '<channel>',
        "<channel xml:base='https://base.example/n/'>",
      ),
      'https://base.example/n/grain',
    ],
    [
      'xml:base of channel and root',
      rss(
        '<item><title>A</title><link>grain</link></item>',
        'version="2.0" xml:base="https://base.example/n/"',
      ).replace('<channel>', '<channel xml:base="uk/">'),
      'https://base.example/n/uk/grain',
    ],
  ])('resolves a relative link of RSS against %s', async (_what, document, expected) => {
    expect((await parse(document, 'https://cdn.example/feeds/1.xml')).items[0]?.url).toBe(expected);
  });

  it('reads Atom, with bases, alternates and XHTML titles', async () => {
    const feed = await parse(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://wire.example/a/" xml:lang="fr">
       <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Sample <b>Wire</b></div></title>
       <link rel="self" href="feed.atom"/><link href="https://wire.example/"/><link rel="hub" href="https://hub.example/"/>
       <entry><id>tag:wire.example,2023:7</id><title>Une &lt;i&gt;rencontre&lt;/i&gt;</title>
       <link rel="edit" href="edit/7"/><link rel="alternate" href="stories/7"/>
       <published>not a date</published><updated>2023-09-05T05:00:00Z</updated><author><name>B. Quay</name></author></entry></feed>`,
    );
    expect(feed).toMatchObject({
      title: 'Sample Wire',
      siteUrl: 'https://wire.example/',
      language: 'fr',
      hubUrl: 'https://hub.example/',
    });
    expect(feed.items[0]).toMatchObject({
      guid: 'tag:wire.example,2023:7',
      title: 'Une rencontre',
      url: 'https://wire.example/a/stories/7',
      author: 'B. Quay',
      publishedAt: Date.UTC(2023, 8, 5, 5),
    });
  });

  it('reads RSS 1.0, whatever its prefixes', async () => {
    const feed = await parse(
      `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:s="http://purl.org/rss/1.0/modules/syndication/">
       <channel r:about="https://wire.example/"><title>Wire</title><link>https://wire.example/</link>
       <s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>24</s:updateFrequency></channel>
       <item r:about="https://wire.example/1"><title>One</title><link>https://wire.example/1</link><d:date>2023-09-05</d:date></item></r:RDF>`,
    );
    expect(feed.ttlMinutes).toBe(60);
    expect(feed.items).toMatchObject([
      { title: 'One', url: 'https://wire.example/1', publishedAt: Date.UTC(2023, 8, 5) },
    ]);
  });

  it('reads JSON Feed, and leaves out what is no item', async () => {
    const feed = await parse(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Wire',
        items: [
          {
            id: 1,
            url: 'https://wire.example/1',
            content_html: '<p>Text.</p>',
            date_published: '2023-09-05T05:00:00Z',
          },
          7,
        ],
      }),
    );
    expect(feed.parsedBy).toBe('json-feed');
    expect(feed.items).toMatchObject([{ guid: '1', content: 'Text.', publishedAt: Date.UTC(2023, 8, 5, 5) }]);
  });

  it.each([
    ['a bare ampersand', rss('<item><title>Q & A on AT&T</title></item>'), 'Q & A on AT&T'],
    ['HTML entities', rss('<item><title>Caf&eacute; &ndash; d&#233;j&agrave;</title></item>'), 'Café – déjà'],
    ['no version', rss('<item><title>Plain</title></item>', ''), 'Plain'],
    [
      'upper-case tags',
      '<RSS VERSION="2.0"><CHANNEL><TITLE>X</TITLE><ITEM><TITLE>Loud</TITLE></ITEM></CHANNEL></RSS>',
      'Loud',
    ],
    ['naked markup', rss('<item><title>Toll <b>rises</b> to 19</title></item>'), 'Toll rises to 19'],
    [
      'double escaping',
      rss('<item><title>A &amp;lt;b&amp;gt;new&amp;lt;/b&amp;gt; pact</title></item>'),
      'A new pact',
    ],
    ['control characters', rss('<item><title>Bro\u0008ken\u0000</title></item>'), 'Broken'],
    ['junk round the root', `\n\n junk ${rss('<item><title>In</title></item>')}<script>x</script>`, 'In'],
    ['a signed less-than', rss('<item><title>Growth &lt; 2 %</title></item>'), 'Growth < 2 %'],
    [
      'a document that was cut off',
      rss('<item><title>Whole</title></item><item><title>Cut').replace(/<\/channel.*/, ''),
      'Whole',
    ],
    [
      'a wrong closing tag',
      rss('<item><title>Shut</subject></item>').replace('</subject>', '</description>'),
      'Shut',
    ],
    [
      'items beside the channel',
      '<rss version="2.0"><channel><title>x</title></channel><item><title>Beside</title></item></rss>',
      'Beside',
    ],
    ['a lost root', '<channel><title>x</title><item><title>Rootless</title></item></channel>', 'Rootless'],
    [
      'an Atom link without attributes',
      '<feed><title>x</title><entry><title>Linked</title><link>https://a.example/1</link></entry></feed>',
      'Linked',
    ],
    [
      'unquoted attributes',
      '<rss version=2.0><channel><item><title>Bare</title></item></channel></rss>',
      'Bare',
    ],
  ])('recovers %s', async (_what, text, title) => {
    expect((await parse(text)).items[0]?.title).toBe(title);
  });

  it('loses only the item that is damaged', async () => {
    const feed = await parse(
      rss(
        '<item><title>Before</title></item><item><title>Broken</title><a></item><item><title>After</title></item>',
      ),
    );
    expect(feed.items.map(({ title }) => title)).toEqual(expect.arrayContaining(['Before', 'After']));
    expect(feed.title).toBe('Harbour Post');
  });

  it.each([
    ['after its title', '<item><title>Half</title><li'],
    ['within its address', '<item><title>Half</title><link>https://harbour.example/a</link><guid>1'],
    ['before its end', '<item><title>Half</title><guid>1</guid></item'],
  ])('leaves out an item that broke off %s', async (_, rest) => {
    const whole = '<item><title>Whole</title><guid>0</guid></item>';
    const broken = rss(whole + rest).slice(0, rss(whole).indexOf('</item>') + '</item>'.length + rest.length);
    expect((await parse(broken)).items.map(({ title }) => title)).toEqual(['Whole']);
  });

  it('carries nothing over from a document that broke off', async () => {
    await failure('<rss version="2.0"><channel><title>Old</title><item><title>x</title>\u0001</ch');
    await failure('<rss version="2.0"><chan');
    expect((await parse(rss('<item><title>New</title></item>'))).items).toHaveLength(1);
  });

  it('decodes by the XML declaration', async () => {
    const body = Buffer.from(
      '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item><title>\xcf\xee\xf0\xf2</title></item></channel></rss>',
      'latin1',
    );
    const outcome = await parseFeed({ body, contentType: 'text/xml', url: null });
    expect(outcome).toMatchObject({ kind: 'parsed', feed: { items: [{ title: 'Порт' }] } });
  });

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['<!doctype html><html><body>Hello</body></html>', 'not-a-feed'],
    ['%PDF-1.4 garbage', 'not-a-feed'],
    ['{"name":"x"}', 'not-a-feed'],
    ['<opml><body/></opml>', 'not-a-feed'],
    ['<rss version="2.0"><channel><item', 'malformed'],
    [
      '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>',
      'malformed',
    ],
    [
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>&x;</title></channel></rss>',
      'malformed',
    ],
  ])('names the failure of %j', async (text, code) => {
    expect(await failure(text)).toBe(code);
  });

  it('stays quick on markup that never closes', async () => {
    const feed = await parse(
      rss(`<item><title>Slow?</title><description>${'a&lt;p'.repeat(40_000)}</description></item>`),
    );
    expect(feed.items[0]?.title).toBe('Slow?');
  });

  it('answers an evaluation record', async () => {
    const bodyBase64 = Buffer.from(rss('<item><title>One</title><guid>g</guid></item>')).toString('base64');
    expect(await parseForEval({ id: 'x', bodyBase64 })).toMatchObject({
      id: 'x',
      items: [{ title: 'One', id: 'g' }],
    });
    expect(await parseForEval({ id: 'y', bodyBase64: '' })).toMatchObject({
      id: 'y',
      items: [],
      error: { code: 'empty' },
    });
  });
});

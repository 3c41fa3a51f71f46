/** One platform's drawing of a message's parts, as its own preview makes it: safe HTML. */
export type PreviewCard = { platform: string; html: string };

const NARROW_PX = 375;
const WIDE_PX = 720;

/** Text as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * A page that shows each card as wide as a phone and as wide as a desktop, so that the looks of a post can be judged
 * without the platforms. It needs nothing from the network and runs no script.
 */
export function renderPreviewPage(title: string, cards: readonly PreviewCard[]): string {
  const sections = cards.flatMap(({ platform, html }) =>
    [NARROW_PX, WIDE_PX].map(
      (width) =>
        `<section style="width:${width}px"><h2>${escapeHtml(platform)}, ${width} px</h2>${html}</section>`,
    ),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}${SLACK_STYLE}${DISCORD_STYLE}</style>
<main>${sections.join('\n')}</main>
</html>
`;
}

const PAGE_STYLE = `
body { margin: 0; background: #e9e9ec; font-family: "Liberation Sans", Arial, sans-serif; }
main { display: flex; flex-wrap: wrap; gap: 24px; padding: 24px; align-items: flex-start; }
section { box-sizing: border-box; max-width: 100%; }
h2 { font-size: 13px; font-weight: 400; color: #555; margin: 0 0 6px; }
.post { display: flex; gap: 8px; padding: 10px 14px; overflow-wrap: anywhere; }
.face { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #2f6fb3; color: #fff; font-weight: 700; text-align: center; line-height: 36px; }
.said { flex: 1; min-width: 0; }
.who { font-weight: 700; } .app { font-size: 10px; padding: 0 3px; border-radius: 2px; margin: 0 4px; }
.when { font-size: 12px; }
`;

/** Sizes and colours of Slack's light theme. */
const SLACK_STYLE = `
.slack { background: #fff; color: #1d1c1d; font-size: 15px; line-height: 22px; }
.slack .app { background: #ddd; color: #616061; } .slack .when, .slack .context { color: #616061; font-size: 12px; line-height: 18px; }
.slack .header { font-size: 18px; font-weight: 700; line-height: 24px; margin: 4px 0 0; }
.slack hr { border: 0; border-top: 1px solid #ddd; margin: 8px 0; } .slack a { color: #1264a3; text-decoration: none; }
.slack ul { margin: 2px 0; padding-left: 24px; } .slack blockquote { margin: 4px 0; padding-left: 10px; border-left: 4px solid #ddd; }
.slack code { font: 12px "Liberation Mono", monospace; color: #e01e5a; background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px; }
.slack .actions { margin: 6px 0; } .slack button { font: 700 13px "Liberation Sans", Arial, sans-serif; height: 28px; padding: 0 10px; margin-right: 8px; background: #fff; color: #1d1c1d; border: 1px solid #bbb; border-radius: 4px; }
`;

/** Sizes and colours of Discord's dark theme. */
const DISCORD_STYLE = `
.discord { background: #313338; color: #dbdee1; font-size: 16px; line-height: 22px; }
.discord .face { border-radius: 50%; } .discord .who { color: #f2f3f5; } .discord .app { background: #5865f2; color: #fff; }
.discord .when, .discord small { color: #949ba4; font-size: 13px; line-height: 18px; display: inline-block; }
.discord .container { background: #2b2d31; border: 1px solid #3f4147; border-left-width: 4px; border-radius: 8px; padding: 12px 14px; margin-top: 4px; }
.discord h3 { font-size: 20px; line-height: 26px; margin: 0; color: #f2f3f5; } .discord hr { border: 0; border-top: 1px solid #3f4147; margin: 10px 0; }
.discord a { color: #00a8fc; text-decoration: none; } .discord ul { margin: 0; padding-left: 20px; } .discord blockquote { margin: 0; padding-left: 10px; border-left: 4px solid #4e5058; }
.discord code { font: 14px "Liberation Mono", monospace; background: #1e1f22; border-radius: 4px; padding: 0 4px; }
.discord .row { margin: 8px 0 2px; } .discord button { font: 500 14px "Liberation Sans", Arial, sans-serif; height: 32px; padding: 0 16px; margin-right: 8px; background: #4e5058; color: #fff; border: 0; border-radius: 8px; }
`;

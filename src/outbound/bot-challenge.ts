/** Words of the pages that protection services put before a site. */
const CHALLENGE =
  /cf-browser-verification|cf[-_]chl|challenge-platform|just a moment\.\.\.|attention required! \| cloudflare|checking your browser|enable javascript and cookies to continue|ddos-guard|_incapsula_resource|incapsula incident|px-captcha|perimeterx|captcha-delivery|sucuri website firewall|awswafcookie|aws-waf-token|geetest|are you a robot|verify (?:that )?you are (?:a )?human|unusual traffic from your|request unsuccessful\. incapsula|bot verification|anubis_challenge|making sure you(?:&#39;|'|’)re not a bot/i;

/** What such pages share with ordinary ones (a comment form may have a captcha): counts only where there is hardly a text. */
const CAPTCHA = /g-recaptcha|h-captcha|hcaptcha\.com|datadome|cf-turnstile/i;

/** Challenge pages are short. Real pages with a protection script in them are not. */
const SHORT_TEXT_CHARS = 1_500;

/** True for a page that a protection service shows instead of what was asked for, whatever its status. */
export function isBotChallenge(headers: Readonly<Record<string, string>>, body: Uint8Array): boolean {
  if (headers['cf-mitigated'] === 'challenge') return true;
  const head = Buffer.from(body.subarray(0, 60_000)).toString('latin1');
  const isPage =
    /<(?:!doctype html|html|head|body|title)\b/i.test(head) && !/<(?:rss|feed|rdf:rdf)[\s>]/i.test(head);
  if (!isPage || visibleChars(head) > SHORT_TEXT_CHARS) return false;
  return CHALLENGE.test(head) || CAPTCHA.test(head);
}

function visibleChars(html: string): number {
  const lower = html.toLowerCase();
  let visible = 0;
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open === -1) return visible + html.slice(at).trim().length;
    visible += html.slice(at, open).trim().length;
    const hidden = /^<(script|style|svg|noscript)\b/.exec(lower.slice(open, open + 10))?.[1];
    const end = hidden ? lower.indexOf(`</${hidden}`, open) : html.indexOf('>', open);
    if (end === -1) return visible;
    at = end + 1;
  }
}

import { CONSENT_SHARE, NOTICE_CHARS } from '../../config/pages-tuning.ts';
import { shareTold } from './same-story.ts';

/** What stands in an article's place with status 200. */
export type Notice = 'consent' | 'page-gone' | 'login' | 'app-shell' | 'bot-challenge';

/** Addresses that sites send to before they show anything. */
const CONSENT_ADDRESS =
  /^https?:\/\/(?:consent|guce|cookies?|privacy-?(?:mgmt|gate|wall)|cmp)\.|\/(?:consent|cookie-?(?:wall|consent)|privacy-?(?:gate|wall)|collectconsent|gdpr(?:-consent)?)(?:[/.?]|$)/i;
const LOGIN_ADDRESS =
  /\/(?:log-?in|sign-?in|sso|oauth2?|authenticate|account\/(?:login|signin)|anmelden|connexion|wp-login\.php)(?:[/.?]|$)/i;

/** Where a fetch was led to instead of the article; null for an ordinary address, or one that was asked for. */
export function noticeOfAddress(finalUrl: string, url: string): Notice | null {
  const isLedTo = (pattern: RegExp) =>
    pattern.test(finalUrl.slice(0, 2_000)) && !pattern.test(url.slice(0, 2_000));
  if (isLedTo(CONSENT_ADDRESS)) return 'consent';
  return isLedTo(LOGIN_ADDRESS) ? 'login' : null;
}

const GONE_TITLE =
  /^\W*(?:error\W+)?(?:404|410)\b(?!\s+(?:people|killed|dead|cases|migrants))|\berror 404\b|\b(?:page|article|story|content|url)\b.{0,40}\b(?:not (?:be )?found|cannot be found|gone|no longer (?:available|exists?|here)|(?:does(?:n.t| not)|did(?:n.t| not)) exist|(?:been )?(?:removed|deleted)|unavailable|not available|expired|missing)\b|^(?:page |file )?not found\b|can(?:no|['’])t find (?:that|this|the) page|page introuvable|(?:seite|artikel) (?:wurde )?nicht gefunden|seite existiert nicht|p[áa]gina no (?:encontrada|existe)|p[áa]gina n[ãa]o encontrada|pagina non trovata|pagina niet gevonden|страница не найдена|nie znaleziono strony|sayfa bulunamad/i;
/** Error pages point to search and front page, or ask to check the address. */
const GONE_TEXT =
  /\b(?:search|home ?page|front page|address|url|link|moved|removed|renamed|typed|return|server)\b|suche|startseite|adresse|accueil|recherche|inicio|b[uú]squeda|direcci|ricerca|zoek|поиск|главн|strona|ana sayfa/i;
const LOGIN_TITLE =
  /^(?:please )?(?:log ?in|sign ?in|log ?on)\b|^(?:register|subscribe|sign up|log in) (?:or|and|to) |\b(?:log|sign) in to (?:your|continue|read)|^(?:create|access) (?:an?|your) (?:free )?account|^(?:anmelden|einloggen|login|connexion|se connecter|identifiez-vous|iniciar sesi[óo]n|inicia sesi[óo]n|accedi|inloggen|entrar|войти|вход|zaloguj|giri[şs] yap)\b/i;
const CONSENT_TITLE =
  /^before you continue|\byour (?:privacy|cookie|data) (?:choices?|settings|preferences|matters?)|(?:value|care about|respect)s? your privacy|^(?:cookie|privacy|consent)s?(?: (?:consent|settings|preferences|policy|notice|choices|wall))?$|^we use cookies|cookie-?(?:einstellungen|hinweis)|paramètres des cookies|^bevor (?:sie|du)|^avant de continuer|^antes de continuar|^prima di continuare|^voordat (?:je|u)/i;
const CONSENT_LINE =
  /\bcookies?\b|\bconsent\b|personal(?:ised|ized)? (?:data|ads?|content|information)|\bprivacy\b|\bip address|(?:accept|reject) all|\badvertising\b|legitimate interest|our partners|einwilligung|datenschutz|personenbezogene|consentement|données personnelles|datos personales|privacidad|consenso|toestemming|persoonsgegevens|dados pessoais|audience engagement/i;
const SPEAKER =
  /\b(?:we|our|us|wir|unsere[rn]?|nous|nos|notre|nosotros|nuestr[oa]s?|usamos|utilizamos|wij|we|onze|noi|nostri|utilizziamo|nossos|my|мы|наши)\b/iu;
const NEEDS_SCRIPT =
  /(?:enable|activate|turn on|requires?|needs?|without|aktivieren sie|activez|activer|habilit[ae]|abilit[ae]) ?(?:your )?java-?script|java-?script (?:is|to be|must be|has been) (?:enabled|disabled|required|turned (?:on|off)|not (?:enabled|supported))|browser (?:does not|doesn['’]t) support java-?script/i;
const HUMAN_CHECK =
  /(?:verify|confirm|prove|check(?:ing)?|make sure)(?:ing)? (?:that |if |whether )?you(?:['’]re| are) (?:a |not a |an? )?(?:human|robot|bot|real person|person)|press (?:and|&) hold|complete the (?:captcha|security check)|unusual (?:traffic|activity) (?:from|detected)|automated (?:access|requests|traffic)/i;

export type NoticeSigns = {
  /** Titles that the page gives itself: of the document, `og:title`, `h1`. */
  titles: readonly string[];
  /** What was read as its text. */
  text: string;
  hasPasswordField: boolean;
  /** Titles and teaser of the item that led here; empty for a bare link. */
  known: readonly string[];
};

/**
 * Whether what was read is a notice in an article's place: of cookies, an error, a log-in form, a request for
 * JavaScript or a check for humans. Only short texts are judged, and none that tells what the item announced. Pure.
 */
export function noticeOfPage({ titles, text, hasPasswordField, known }: NoticeSigns): Notice | null {
  if (text.length > NOTICE_CHARS) return null;
  if (known.some((one) => (shareTold(one, text) ?? 0) >= 0.5)) return null;
  const heads = titles.map((title) => title.slice(0, 200).trim());
  const isTitled = (pattern: RegExp) => heads.some((title) => pattern.test(title));
  const lines = text.split('\n');
  const shareOf = (pattern: RegExp) =>
    lines.filter((line) => pattern.test(line.slice(0, 2_000))).length / lines.length;
  const consent = shareOf(CONSENT_LINE);
  if (
    (isTitled(CONSENT_TITLE) && consent > 0) ||
    (consent >= CONSENT_SHARE && SPEAKER.test(text) && !isTold(titles, text))
  )
    return 'consent';
  if (isTitled(GONE_TITLE) && (text === '' || GONE_TEXT.test(text))) return 'page-gone';
  const isShort = text.length < NOTICE_CHARS / 4;
  if (isTitled(LOGIN_TITLE) && (hasPasswordField || isShort)) return 'login';
  if (hasPasswordField && text.length < NOTICE_CHARS / 8) return 'login';
  if (isShort && HUMAN_CHECK.test(text)) return 'bot-challenge';
  if (isShort && NEEDS_SCRIPT.test(text) && lines.length <= 4) return 'app-shell';
  return null;
}

const isTold = (titles: readonly string[], text: string): boolean =>
  titles.some((title) => !CONSENT_TITLE.test(title) && (shareTold(title, text) ?? 0) >= 0.5);

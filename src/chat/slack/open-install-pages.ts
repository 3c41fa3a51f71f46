import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { HTTPReceiver, type Installation } from '@slack/bolt';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Callback } from '../chat.ts';
import type { InstalledWorkspaces } from './workspaces.ts';
import { SLACK_SCOPES } from './inspect-slack.ts';
import { clientOptions, type SlackConnection } from './web-client.ts';

const INSTALL_PATH = '/slack/install';
/** Where Slack sends the browser back to; the manifest names it. */
export const OAUTH_REDIRECT_PATH = '/slack/oauth_redirect';

export type InstallPagesDeps = {
  clientId: string;
  clientSecret: string;
  encryptionKey: string;
  publicUrl: string;
  /** The one registered command, without its slash. */
  commandName: string;
  workspaces: InstalledWorkspaces;
  onInstalled: () => Promise<void>;
  connection: SlackConnection;
  clock: Clock;
  log: Logger;
};

/**
 * The way into further workspaces: a page that leads to Slack, for who may open the pages, and the address to which
 * Slack sends the browser back. Bolt signs the state, checks it against the browser's cookie and its age (ten
 * minutes), and exchanges the code for a token.
 */
export function openInstallPages(deps: InstallPagesDeps): Callback[] {
  const { clientId, clientSecret, encryptionKey, publicUrl, connection } = deps;
  const options = clientOptions(connection);
  const receiver = new HTTPReceiver({
    // Takes no deliveries: that is the other receiver's.
    signingSecret: '',
    signatureVerification: false,
    clientId,
    clientSecret,
    // The same on every instance: the browser may come back to another one.
    stateSecret: createHmac('sha256', encryptionKey).update('slack oauth state').digest('hex'),
    scopes: Object.keys(SLACK_SCOPES),
    redirectUri: new URL(OAUTH_REDIRECT_PATH, publicUrl).href,
    installationStore: {
      storeInstallation: (installation) => take(deps, installation as Installation<'v2'>),
      fetchInstallation: () => Promise.reject(new Error('tokens are looked up elsewhere')),
    },
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: OAUTH_REDIRECT_PATH,
      directInstall: true,
      clientOptions: options,
      callbackOptions: {
        success: ({ team }, _options, _request, response) =>
          say(
            response,
            200,
            `Sitrep is installed in ${team?.name ?? 'your workspace'}. ${whatNext(deps.commandName)}`,
          ),
        failure: (error, _options, _request, response) => {
          deps.log.warn({ error: error.code }, 'slack installation failed');
          say(response, 400, sentenceOf(error, publicUrl));
        },
      },
    },
    ...(options.logger ? { logger: options.logger } : {}),
  });
  const answer: Callback['answer'] = (request, response) =>
    request.method === 'GET'
      ? receiver.requestListener(request, response)
      : say(response, 405, 'Open it in a browser.');
  return [
    { path: INSTALL_PATH, kind: 'page', answer },
    { path: OAUTH_REDIRECT_PATH, kind: 'signed', answer },
  ];
}

const whatNext = (commandName: string) =>
  `Invite it to a channel with /invite @Sitrep and see /${commandName} help there. You can close this page.`;

async function take(
  { workspaces, onInstalled, clock, log }: InstallPagesDeps,
  { isEnterpriseInstall, team, bot }: Installation<'v2'>,
): Promise<void> {
  if (isEnterpriseInstall || !team || !bot)
    throw new AppError(
      'slack/whole-organisation',
      'Install Sitrep into a workspace, not into the whole organisation.',
    );
  const { token, scopes } = bot;
  await workspaces.add({ workspaceId: team.id, name: team.name ?? team.id, token, scopes }, clock.now());
  log.info({ workspaceId: team.id }, 'slack workspace took the bot in');
  // The workspace is in, whatever comes of this.
  await onInstalled().catch((error: unknown) =>
    log.error({ error, workspaceId: team.id }, 'channels of a new workspace not looked for'),
  );
}

function sentenceOf(error: unknown, publicUrl: string): string {
  if (error instanceof AppError) return error.userMessage;
  if (String(error).includes('cancelled')) return 'Nothing was installed.';
  return `That did not work, and nothing was installed. Open ${new URL(INSTALL_PATH, publicUrl).href} in this browser and try again within ten minutes.`;
}

/** Plain text: names come from outside. */
function say(response: ServerResponse, status: number, text: string): void {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  response.writeHead(status, headers).end(`${text}\n`);
}

import type { ChannelAddress } from '../../model/channel.ts';

/** How a command is typed on a platform: Slack has one registered word for all. */
export function typedAs(command: string, platform: ChannelAddress['platform'], slackWord: string): string {
  return platform === 'slack' ? `/${slackWord} ${command}` : `/${command}`;
}

import type { Settings } from '../../config/settings.ts';
import type { CommandServices } from '../../commands/command.ts';
import { localAddress } from '../chat/local/create-local-chat.ts';
import { localAsker } from '../chat/local/take-interactions.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { CommandDefinition } from '../model/command.ts';
import type { Store } from '../store/store.ts';
import { type ServedPages, servePages } from '../web/serve-pages.ts';
import type { Chats } from './build-chats.ts';
import type { Services } from './build-services.ts';
import type { createMetrics } from './metrics.ts';

type Parts = {
  settings: Settings;
  store: Store;
  chats: Chats;
  services: CommandServices & Services;
  metrics: ReturnType<typeof createMetrics>;
  definitions: readonly CommandDefinition[];
  clock: Clock;
  log: Logger;
};

/** Hands the pages what they show. */
export function servePagesOf({
  settings,
  store,
  chats,
  services,
  metrics,
  definitions,
  clock,
  log,
}: Parts): Promise<ServedPages> {
  const localChannel = async () =>
    (await store.channels.list()).find((channel) => channel.platform === 'local') ?? null;
  return servePages({
    host: settings.WEB_HOST,
    port: settings.WEB_PORT,
    token: settings.WEB_TOKEN ?? null,
    publicUrl: settings.PUBLIC_URL ?? null,
    local: chats.local,
    callbacks: chats.callbacks,
    services: {
      commands: definitions,
      async channel() {
        const channel = await localChannel();
        return { name: channel?.name ?? 'local', timeZone: channel?.timeZone ?? settings.TIME_ZONE };
      },
      async listSent(limit) {
        const channel = await localChannel();
        return channel ? store.posts.listSent(channel.id, limit) : [];
      },
      archive: services.archive,
      spend: services.spend,
      setup: {
        form: () => services.channel.form({ address: localAddress, asker: localAsker }),
        save: (values) => services.channel.setUp({ address: localAddress, asker: localAsker, values }),
      },
      status: () => services.status(localAddress),
      feeds: () => services.listFeeds(),
      exportFeeds: () => services.feedManager.export(),
      async health() {
        const { feeds } = await store.counts(clock.now());
        return { ok: true, feeds: { total: feeds.total, working: feeds.working } };
      },
      metrics: metrics.text,
    },
    clock,
    log,
  });
}

type Json = Readonly<Record<string, unknown>>;
export type Place = { applicationId: string; guildId: string };

/** Somebody writes: in a channel of the server, or directly to the bot. */
export type WrittenMessage = {
  content: string;
  isDirect?: boolean;
  channelId?: string;
  isBot?: boolean;
  /** The same again is a second delivery. */
  id?: string;
};

/** The channel of direct messages with the one reader. */
export const DIRECT_CHANNEL = '500000000000000001';

const MANAGE_CHANNELS = '16';
const READER = {
  id: '400000000000000009',
  username: 'reader',
  global_name: 'A Reader',
  discriminator: '0',
  avatar: null,
};

export const memberOf = (isManager: boolean) => ({
  user: READER,
  permissions: isManager ? MANAGE_CHANNELS : '0',
  roles: [],
  joined_at: '2023-01-01T00:00:00.000Z',
  deaf: false,
  mute: false,
  flags: 0,
});

/** A server as GUILD_CREATE tells it: `permissions` are those of everybody, the bot too. */
export function guildEvent(
  { applicationId, guildId }: Place,
  channels: readonly { id: string; type: number; name: string }[],
  permissions: bigint,
  joinedAt = '2023-01-01T00:00:00.000Z',
) {
  return {
    id: guildId,
    name: 'A server',
    owner_id: '400000000000000001',
    unavailable: false,
    large: false,
    member_count: 2,
    joined_at: joinedAt,
    preferred_locale: 'en-GB',
    features: [],
    roles: [
      {
        id: guildId,
        name: '@everyone',
        permissions: permissions.toString(),
        position: 0,
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    channels: channels.map(({ id, type, name }) => ({
      id,
      type,
      name,
      guild_id: guildId,
      permission_overwrites: [],
      position: 0,
    })),
    members: [
      { ...memberOf(false), user: { id: applicationId, username: 'sitrep', discriminator: '0', bot: true } },
    ],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    emojis: [],
    stickers: [],
  };
}

export function messageEvent(
  { guildId, applicationId }: Place,
  message: WrittenMessage & { id: string },
): Json {
  const isMentioned = message.content.includes(`<@${applicationId}>`);
  const isShown = isMentioned || message.isDirect;
  return {
    id: message.id,
    type: 0,
    channel_id: message.channelId,
    // Without the privileged intent an app sees only the text of what is meant for it.
    content: isShown ? message.content : '',
    author: message.isBot ? { ...READER, id: '400000000000000008', username: 'other', bot: true } : READER,
    ...(message.isDirect ? { channel_type: 1 } : { guild_id: guildId, member: memberOf(false) }),
    mentions: isMentioned ? [{ id: applicationId, username: 'sitrep', discriminator: '0', bot: true }] : [],
    mention_roles: [],
    mention_everyone: false,
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    tts: false,
    timestamp: '2026-01-01T00:00:00.000Z',
    edited_timestamp: null,
  };
}

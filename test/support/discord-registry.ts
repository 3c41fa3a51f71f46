import { checkDiscordSchema } from './discord-schema.ts';
import type { Answer } from './faults.ts';

type Json = Readonly<Record<string, unknown>>;
type Command = Json & { id: string; name: string };
type Place = {
  applicationId: string;
  nextId: () => string;
  refuse: (code: number, complaints: readonly string[]) => Answer;
};

/** The application's global commands: one a name and type. */
export function createDiscordRegistry({ applicationId, nextId, refuse }: Place) {
  let commands: Command[] = [];
  function registerCommand(body: Json): Answer {
    const complaints = checkDiscordSchema('ApplicationCommandCreateRequest', body);
    if (complaints.length > 0) return refuse(50035, complaints);
    const name = String(body['name']);
    const isSame = (command: Command) => command.name === name && command['type'] === body['type'];
    const id = commands.find(isSame)?.id ?? nextId();
    const command = { version: '1', nsfw: false, ...body, id, name, application_id: applicationId };
    commands = [...commands.filter((other) => !isSame(other)), command];
    return { status: 200, body: command };
  }

  return {
    registerCommand,
    removeCommand(id: string): Answer {
      commands = commands.filter((command) => command.id !== id);
      return { status: 204, body: undefined };
    },
    commands: (): readonly Command[] => commands,
  };
}

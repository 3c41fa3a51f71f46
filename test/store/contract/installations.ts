import { expect, it } from 'vitest';
import type { Installation } from '../../../src/model/installation.ts';
import type { Store } from '../../../src/store/store.ts';
import { CHANNEL, T0 } from './samples.ts';

const installed = (workspaceId: string, changes: Partial<Installation> = {}): Installation => ({
  platform: 'slack',
  workspaceId,
  name: `Workspace ${workspaceId}`,
  sealed: 'sealed-1',
  installedAt: T0,
  ...changes,
});
const T1 = { platform: 'slack', workspaceId: 'T1' } as const;

export function installationContract(store: () => Store): void {
  it('keeps one installation a workspace, the latest', async () => {
    await store().installations.put(installed('T1'));
    await store().installations.put(installed('T2', { installedAt: T0 + 1 }));
    const again = installed('T1', { sealed: 'sealed-2', name: 'Renamed', installedAt: T0 + 2 });
    await store().installations.put(again);
    expect(await store().installations.get(T1)).toEqual(again);
    expect((await store().installations.list('slack')).map(({ workspaceId }) => workspaceId)).toEqual([
      'T2',
      'T1',
    ]);
    expect(await store().installations.list('discord')).toEqual([]);
    expect(await store().installations.get({ platform: 'discord', workspaceId: 'T1' })).toBeNull();
  });

  it('forgets one with a reason at its channels, which come back with the next', async () => {
    const add = async (workspaceId: string, channelId: string) =>
      (await store().channels.ensure({ ...CHANNEL, platform: 'slack', workspaceId, channelId }, null, T0)).id;
    const [here, asleep, elsewhere] = [await add('T1', 'C1'), await add('T1', 'C2'), await add('T2', 'C3')];
    await store().channels.update(asleep, { state: 'paused', stateReason: 'asked' });
    await store().installations.put(installed('T1'));
    const states = async () => {
      const found = await Promise.all([here, asleep, elsewhere].map((id) => store().channels.get(id)));
      return found.map((channel) => [channel?.state, channel?.stateReason]);
    };
    expect(await store().installations.remove(T1, 'taken out')).toBe(true);
    expect(await store().installations.remove(T1, 'taken out')).toBe(false);
    expect(await store().installations.get(T1)).toBeNull();
    expect(await states()).toEqual([
      ['unreachable', 'taken out'],
      ['paused', 'asked'],
      ['active', null],
    ]);
    await store().installations.put(installed('T1'));
    expect(await states()).toEqual([
      ['active', null],
      ['paused', 'asked'],
      ['active', null],
    ]);
  });
}

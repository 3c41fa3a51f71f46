import type { FaultPlan } from '../support/faults.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import type { FaultRun } from './send-through-faults.ts';

const OUTAGE_MS = 2 * 3_600_000;
const SENDS = new Set(['chat.postMessage', 'createMessage']);

export type Luck = ReturnType<typeof createLuck>;

/** What goes wrong in a run, by its random numbers; and of which posts the outcome was hidden. */
export function createLuck({ random, mayLook, platform }: FaultRun, clock: ManualClock) {
  /** The post that is being sent to a channel: there is one at a time. */
  const current = new Map<string, string>();
  const hidden = new Set<string>();
  const counts = { faults: 0, deaths: 0, outages: 0 };
  let isDead = false;
  let outageUntil = 0;

  const plan: FaultPlan = ({ method, channelId }) => {
    const isSend = SENDS.has(method);
    const postId = current.get(channelId);
    if (!isSend && !mayLook) return null;
    const hide = () => {
      counts.faults += 1;
      if (isSend && postId) hidden.add(postId);
    };
    if (clock.now() < outageUntil) {
      hide();
      return { kind: 'drop', effect: 'before' };
    }
    const chance = random();
    if (chance < 0.05) {
      counts.faults += 1;
      // Discord's library waits in real time.
      return { kind: 'rate-limit', retryAfterSeconds: platform === 'discord' ? 0.02 : 2 };
    }
    if (chance > 0.25) return null;
    hide();
    const effect = chance < 0.15 ? 'before' : 'after';
    if (isSend && mayLook && effect === 'after' && counts.outages === 0 && random() < 0.2) {
      counts.outages += 1;
      outageUntil = clock.now() + OUTAGE_MS;
    }
    if (random() < 0.5) return { kind: 'drop', effect };
    return { kind: 'status', status: random() < 0.5 ? 500 : 502, effect };
  };

  return {
    plan,
    onSend(channelId: string, postId: string) {
      current.set(channelId, postId);
    },
    /** Whether the sender dies now, with the outcome of this post in hand. */
    dies(): boolean {
      if (random() >= 0.01) return false;
      isDead = true;
      counts.deaths += 1;
      return true;
    },
    /** A death hides what came of a post from those who live on. */
    onLost(postId: string) {
      hidden.add(postId);
    },
    isDead: () => isDead,
    revive() {
      isDead = false;
    },
    waitMs: () => Math.round(random() * (clock.now() < outageUntil ? 120_000 : 4_000)),
    hidden: () => hidden,
    counts: () => counts,
  };
}

/** Running instances and what each holds alone: a feed's host, a channel, the grouping step. */
export type InstanceStore = {
  /** Registers this process; frees what dead processes of this machine (same `machine`, pid gone) still claim. */
  start(instance: { id: string; machine: string; pid: number; now: number }): Promise<void>;
  beat(instanceId: string, now: number): Promise<void>;
  /** Frees everything that the instance claims and holds. */
  stop(instanceId: string): Promise<void>;
  /** True if `key` (e.g. `host:example.org:443`, `channel:ID`, `step:group`) is this instance's alone while it lives and asks again within five minutes. */
  hold(key: string, instanceId: string, now: number): Promise<boolean>;
  release(key: string, instanceId: string): Promise<void>;
  /** True the first time an interaction's id is seen, false when the platform delivers it again. */
  isFirstDelivery(interactionId: string, now: number): Promise<boolean>;
};

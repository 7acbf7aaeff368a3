/** One state, and one picture of it a frame, however often it changes in between. */

export interface Store<State> {
  /** The state as it is now; what is on screen may be a frame behind. */
  readonly now: State;
  change(changes: Partial<State>): void;
}

/**
 * Holds a state and has it shown on the next frame after each change.
 *
 * @param show Is given the new state and the one shown before, so that it can leave alone what has not changed.
 * @param gone Aborted when there is nobody left to show it to.
 */
export function storeOf<State extends object>(
  initial: State,
  show: (now: State, shown: State | undefined) => void,
  gone: AbortSignal,
): Store<State> {
  let now = initial;
  let shown: State | undefined;
  let frame = 0;

  function draw(): void {
    frame = 0;
    const before = shown;
    shown = now;
    show(now, before);
  }

  function request(): void {
    if (!gone.aborted) frame ||= requestAnimationFrame(draw);
  }

  request();
  gone.addEventListener("abort", () => cancelAnimationFrame(frame));
  return {
    get now() {
      return now;
    },
    change(changes) {
      now = { ...now, ...changes };
      request();
    },
  };
}

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
 */
export function storeOf<State extends object>(
  initial: State,
  show: (now: State, shown: State | undefined) => void,
): Store<State> {
  let now = initial;
  let shown: State | undefined;
  let _frame = 0;

  function draw(): void {
    _frame = 0;
    const before = shown;
    shown = now;
    show(now, before);
  }

  _frame = requestAnimationFrame(draw);
  return {
    get now() {
      return now;
    },
    change(changes) {
      now = { ...now, ...changes };
      _frame ||= requestAnimationFrame(draw);
    },
  };
}

/** Keys pressed in the window of the big screen, told to the desk of the same room in the same browser. The screen's
 *  own link stays one that only looks: without a desk nobody listens. */
const lineOf = (room) => new BroadcastChannel(`roomful.keys.${room}`);

/** The screen's end: a function that tells the desk the name of a key. */
export function tellDesk(room) {
  const line = lineOf(room);
  return (name) => line.postMessage(name);
}

/** The desk's end: `act(name)` for every key pressed there. */
export function hearScreen(room, act) {
  lineOf(room).addEventListener("message", ({ data }) => act(data));
}

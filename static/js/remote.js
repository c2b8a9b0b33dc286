/** Keys pressed in the window of the big screen, told to the console of the same room in the same browser. The screen's
 *  own link stays one that only looks: without a console nobody listens. */
const lineOf = (room) => new BroadcastChannel(`roomful.keys.${room}`);

/** The screen's end: a function that tells the console the name of a key. */
export function tellConsole(room) {
  const line = lineOf(room);
  return (name) => line.postMessage(name);
}

/** The console's end: `act(name)` for every key pressed there. */
export function hearScreen(room, act) {
  lineOf(room).addEventListener("message", ({ data }) => act(data));
}

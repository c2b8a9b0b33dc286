/** An order of this seat's own, the same after every reload: what stands on top of a list must not lead a whole room. */

/** The keys, shuffled for a seat. */
export function shuffled(keys, seat) {
  const mixed = [...keys];
  let state = (seat + 1) * 0x9e3779b1;
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) ^ (last * 0x297a2d39);
    state ^= state >>> 13;
    const at = (state >>> 0) % (last + 1);
    [mixed[last], mixed[at]] = [mixed[at], mixed[last]];
  }
  return mixed;
}

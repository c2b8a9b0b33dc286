/** Where a seat's dot stands in the phone's fan, from the numbers the server wrote on it. */
export function seatPoint(fan, seat) {
  const { places, stride, rows, arc } = fan.dataset;
  const [x, y, front, pitch, angle] = arc.split(" ").map(Number);
  let index = (seat * stride) % places;
  let row = 0;
  const people = rows.split(" ").map(Number);
  while (index >= people[row]) index -= people[row++];
  const turn = people[row] > 1 ? angle * ((2 * index) / (people[row] - 1) - 1) : 0;
  const radius = front + row * pitch;
  return { x: x + radius * Math.sin(turn), y: y + radius * Math.cos(turn) };
}

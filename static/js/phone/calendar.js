/** A file for somebody's own calendar, made on this phone: nobody else learns of it, and no server makes it. */
const MOST_BYTES = 73; // of a line, without the blank that goes on with one
const encoder = new TextEncoder();

/** An entry from 9:00 to 9:15 of a day, wherever its owner is then. */
export function entry({ title, text, date, id, now }) {
  const day = date.replaceAll("-", "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Roomful//Promise//EN",
    "BEGIN:VEVENT",
    `UID:${id}@roomful`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART:${day}T090000`,
    `DTEND:${day}T091500`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    "CLASS:PRIVATE",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** Long lines go on in the next one, behind a blank; no sign is cut in two. */
function folded(line) {
  const rows = [""];
  for (const sign of line) {
    if (encoder.encode(rows.at(-1) + sign).length > MOST_BYTES) rows.push("");
    rows[rows.length - 1] += sign;
  }
  return rows.join("\r\n ");
}

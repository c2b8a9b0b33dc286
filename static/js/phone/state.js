/** What one person's phone is telling them: a name for it, computed from what is known and nothing else. */
import { same } from "./form.js";

const SHOWING = new Set(["revealed", "talk", "split"]);

/**
 * @param scene the frame's `data-*`: phase, activity, round, closed (move number), blank
 * @param you   the server's word on this person: joined_move, answers by "activity.round"
 * @param entry this phone's outbox entry of the current place, or null
 * @param link  open, reconnecting, offline
 * @param changing whether they asked to change an answer that is in
 * @returns {{state: string, value: any, before: any}} `value`: own answer of this round,
 *   `before`: of the round before
 */
export function stateOf({ scene, you, entry, link, changing }) {
  const round = Number(scene.round);
  const own = (number) => you.answers[`${scene.activity}.${number}`]?.value ?? null;
  // Of two views the other one is no earlier answer to this question.
  const before = scene.view !== undefined && scene.phase === "open" ? null : own(round - 1);
  const named = (state, value = own(round)) => ({ state, value, before });
  const phase = scene.phase;
  if (phase === "ended" || phase === "lobby") return named(phase);
  if (scene.blank !== undefined) return named("blank");
  if (phase === "read") return named("reading");
  if (entry?.refused && own(round) === null && phase !== "open") return named("missed", entry.value);
  if (phase === "open") return open({ entry, link, changing, own: own(round), named });
  if (entry && !entry.refused) return named("sending", entry.value);
  if (phase === "shift") return named(shifted(before, own(round)));
  if (own(round) !== null) return named(SHOWING.has(phase) ? "revealed" : "closed");
  if (you.joined_move >= Number(scene.closed)) return named("late");
  return named(SHOWING.has(phase) ? "watching" : "silent");
}

function open({ entry, link, changing, own, named }) {
  if (changing) return named("changing", entry && !entry.refused ? entry.value : own);
  if (entry?.refused) return named("refused", entry.value);
  if (entry?.trouble === "not-saved") return named("failed", entry.value);
  if (entry) return named(link === "open" ? "sending" : "kept", entry.value);
  return named(own === null ? "choosing" : "answered");
}

function shifted(before, after) {
  if (before === null && after === null) return "watching";
  if (before === null) return "joined";
  if (after === null) return "left";
  return same(before, after) ? "stayed" : "moved";
}

import type { TimelinePicture } from "../../core/timeline.js";
import { fitted } from "./fitted.js";
import type { LaneScene } from "./scene.js";
import { xOf } from "./time-range.js";

const BAR_PX = 13;

/** The lives of NAT sessions as bars in the lane of the NAT: a post where one begins or ends, a notch at each change, the text stays in view. */
export function drawSessions(ctx: CanvasRenderingContext2D, { scale, rows, colours }: LaneScene, picture: TimelinePicture): void {
  const lane = rows.find(({ kind }) => kind === "nat");
  if (lane === undefined) return;
  heat(ctx, scale, lane.y, lane.height, picture, colours.nat);
  ctx.font = `11px ${colours.sans}`;
  ctx.textBaseline = "middle";
  for (const bar of picture.sessions) {
    const from = Math.max(-4, xOf(scale, bar.fromNs));
    const end = xOf(scale, bar.toNs);
    const to = Math.min(scale.width + 4, end);
    if (to < 0 || from > scale.width) continue;
    const y = lane.y + 4 + bar.level * (BAR_PX + 1.5);
    ctx.globalAlpha = 0.2;
    ctx.fillStyle = colours.nat;
    ctx.fillRect(from, y, Math.max(1.5, to - from), BAR_PX);
    ctx.globalAlpha = 1;
    if (bar.begun && from > -4) ctx.fillRect(from, y, 1.8, BAR_PX);
    if (end <= scale.width) ctx.fillRect(end - 1.8, y, 1.8, BAR_PX);
    for (const t of bar.changes) {
      const x = xOf(scale, t);
      if (x > from + 2 && x < to - 2) ctx.fillRect(x - 0.6, y + BAR_PX - 5, 1.2, 5);
    }
    const left = Math.max(4, from + 6);
    if (to - left < 40) continue;
    const text = fitted(ctx, bar.text, to - left - 6);
    ctx.fillStyle = colours.panel;
    ctx.globalAlpha = 0.55;
    ctx.fillRect(left - 2, y + 1, ctx.measureText(text).width + 4, BAR_PX - 2);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colours.t1;
    ctx.fillText(text, left, y + BAR_PX / 2 + 0.5);
  }
}

/** How many sessions live that have no bar of their own. */
function heat(ctx: CanvasRenderingContext2D, scale: LaneScene["scale"], y: number, height: number, picture: TimelinePicture, colour: string): void {
  const { liveSessions: live } = picture;
  if (live.length === 0) return;
  const most = live.reduce((a, b) => Math.max(a, b), 1);
  const columnNs = (picture.toNs - picture.fromNs) / picture.columns;
  const step = xOf(scale, picture.fromNs + columnNs) - xOf(scale, picture.fromNs);
  ctx.fillStyle = colour;
  for (let c = 0; c < live.length; c++) {
    const n = live[c] ?? 0;
    if (n === 0) continue;
    ctx.globalAlpha = 0.03 + 0.1 * (n / most);
    ctx.fillRect(xOf(scale, picture.fromNs + c * columnNs), y + 1, step + 0.5, height - 2);
  }
  ctx.globalAlpha = 1;
}

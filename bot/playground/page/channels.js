// Discord's list of channels, which simcord's page does not have: it is there once a visitor can
// read more than one.

const list = document.getElementById("channels");
const ASK_MS = 1000;

// The newest message that was shown, by viewer and channel; messages of before are no news.
const read = new Map();
let opened = null;
let names = new Map();
let drawn = "";

async function ask(wish) {
  const { contextId } = window.simcordPreview;
  const answer = await fetch("/api/action", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Simcord-Capability": location.hash.slice(1),
      "X-Simcord-Context": contextId,
    },
    body: JSON.stringify({ kind: "channels", ...wish }),
  });
  if (answer.ok) draw((await answer.json()).channels);
}

export function openChannel(id) {
  return ask({ channel_id: id });
}

// Before the list has come, no channel has a name.
export function nameOf(id) {
  return names.size ? (names.get(id) ?? "No access") : undefined;
}

function draw(channels) {
  const viewer = window.simcordPreview.viewerId;
  const state = JSON.stringify([viewer, channels]);
  if (state === drawn) return;
  drawn = state;
  names = new Map(channels.map(({ id, name }) => [id, name]));
  opened ??= channels.reduce((most, { newest }) => (BigInt(newest) > most ? BigInt(newest) : most), 0n);
  list.hidden = channels.length < 2;
  list.replaceChildren(...channels.map((channel) => entry(channel, `${viewer}/${channel.id}`)));
}

function entry({ id, name, newest, shown }, key) {
  if (shown) read.set(key, BigInt(newest));
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  if (shown) button.setAttribute("aria-current", "true");
  button.toggleAttribute("data-unread", BigInt(newest) > (read.get(key) ?? opened));
  button.addEventListener("click", () => openChannel(id));
  return button;
}

async function keepAsking() {
  try {
    if (window.simcordPreview?.contextId) await ask({});
  } catch {
    // The playground has ended, or does not answer yet; the page itself says so.
  }
  setTimeout(keepAsking, ASK_MS);
}

keepAsking();

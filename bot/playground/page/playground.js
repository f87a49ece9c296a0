// What simcord's page lacks beside Discord's. It follows the end of the list only while it is
// within one pixel of it, and a picture that loads pushes the end away.

import { nameOf, openChannel } from "./channels.js";

const page = document.getElementById("preview-app");
const timeline = document.getElementById("channel-timeline");
const list = document.getElementById("channel-message-list");
const composer = document.getElementById("channel-composer-input");
const channel = document.getElementById("channel-name");
const NEAR_PX = 48;
const MESSAGES = "https://discord.com/channels/";
const MESSAGE_LINK = `a[href^='${MESSAGES}']`;
const TROUBLE = /interrupted|uncertain|not completed|unavailable|ended|closed/;

let newest = 0n;
let shown = "";
let sought = null;
let following = true;
let height = 0;

function follow() {
  if (following) timeline.scrollTop = timeline.scrollHeight;
  height = timeline.scrollHeight;
}

// A list that grows is followed, and a page that is busy scrolls on its own account; a visitor who
// scrolls decides.
timeline.addEventListener("scroll", () => {
  if (page.ariaBusy === "false" && timeline.scrollHeight === height) {
    following = height - timeline.scrollTop - timeline.clientHeight <= NEAR_PX;
  } else {
    follow();
  }
});

// A new message is shown, wherever the visitor was, and so is the end of another channel.
new MutationObserver(() => {
  const id = BigInt(list.lastElementChild?.dataset.messageId ?? 0);
  if (id > newest || channel.textContent !== shown) {
    newest = id;
    shown = channel.textContent;
    following = true;
  }
  follow();
  seek();
}).observe(list, { childList: true });

new MutationObserver(follow).observe(page, { attributeFilter: ["aria-busy"] });

const grown = new ResizeObserver(follow);
grown.observe(list);
grown.observe(timeline);

// Discord shows the channel in place of a message's address, and goes to that message.
function target(link) {
  const [, , , channelId, messageId] = link.pathname.split("/");
  return { channelId, messageId };
}

function seek() {
  const message = sought && list.querySelector(`[data-message-id="${sought}"]`);
  if (!message) return;
  sought = null;
  // Pictures that are still loading must not take the visitor back to the end.
  following = false;
  message.scrollIntoView({ block: "center" });
}

new MutationObserver(() => {
  for (const link of list.querySelectorAll(MESSAGE_LINK)) {
    if (!link.textContent.startsWith(MESSAGES)) continue;
    const { channelId, messageId } = target(link);
    const name = nameOf(channelId) ?? `#${channel.textContent}`;
    link.textContent = messageId ? `${name} › 💬` : name;
  }
}).observe(list, { childList: true, subtree: true });
list.addEventListener("click", (event) => {
  const link = event.target.closest(MESSAGE_LINK);
  if (!link) return;
  event.preventDefault();
  const { channelId, messageId } = target(link);
  sought = messageId;
  seek();
  if (sought || !messageId) openChannel(channelId);
});

// simcord writes relative times once; Discord's go on.
const UNITS = [["second", 1], ["minute", 60], ["hour", 3600], ["day", 86400], ["week", 604800]];
setInterval(() => {
  for (const time of document.querySelectorAll("time[data-relative]")) {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
    const [unit, size] = UNITS.findLast(([, least]) => Math.abs(seconds) >= least) ?? UNITS[0];
    const words = new Intl.RelativeTimeFormat(time.dataset.relative, { numeric: "auto" });
    const text = words.format(Math.round(seconds / size), unit);
    if (time.textContent !== text) time.textContent = text;
  }
}, 1000);

// In Discord a space after the whole name of a command begins it, as Enter does.
composer.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  const names = [...document.querySelectorAll(".command-entry strong")];
  const named = names.find((name) => name.textContent === composer.value);
  if (!named) return;
  event.preventDefault();
  named.click();
});

// Of the page's own notices a visitor needs those of trouble.
const notice = document.getElementById("action-status");
new MutationObserver(() => {
  notice.toggleAttribute("data-trouble", TROUBLE.test(notice.textContent));
}).observe(notice, { childList: true });

document.getElementById("developer-tools").addEventListener("click", () => {
  document.body.toggleAttribute("data-tools");
  document.querySelector(".session-menu").open = false;
});

// What simcord's page lacks beside Discord's. It follows the end of the list only while it is
// within one pixel of it, and a picture that loads pushes the end away.

const page = document.getElementById("preview-app");
const timeline = document.getElementById("channel-timeline");
const list = document.getElementById("channel-message-list");
const composer = document.getElementById("channel-composer-input");
const NEAR_PX = 48;
const MESSAGES = "https://discord.com/channels/";
const MESSAGE_LINK = `a[href^='${MESSAGES}']`;
const TROUBLE = /interrupted|uncertain|not completed|unavailable|ended|closed/;

let newest = 0n;
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

// A new message is shown, wherever the visitor was.
new MutationObserver(() => {
  const id = BigInt(list.lastElementChild?.dataset.messageId ?? 0);
  if (id > newest) {
    newest = id;
    following = true;
  }
  follow();
}).observe(list, { childList: true });

new MutationObserver(follow).observe(page, { attributeFilter: ["aria-busy"] });

const grown = new ResizeObserver(follow);
grown.observe(list);
grown.observe(timeline);

// Discord shows the channel in place of a message's address, and goes to that message.
new MutationObserver(() => {
  const label = `#${document.getElementById("channel-name").textContent} › 💬`;
  for (const link of list.querySelectorAll(MESSAGE_LINK)) {
    if (link.textContent.startsWith(MESSAGES)) link.textContent = label;
  }
}).observe(list, { childList: true, subtree: true });
list.addEventListener("click", (event) => {
  const link = event.target.closest(MESSAGE_LINK);
  if (!link) return;
  event.preventDefault();
  // Pictures that are still loading must not take the visitor back to the end.
  following = false;
  const id = link.pathname.split("/").pop();
  list.querySelector(`[data-message-id="${id}"]`)?.scrollIntoView({ block: "center" });
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

// Askwell's web chat: shows the conversation, keeps it over reloads, and sends every answer until the server says it has it.
// Everything that came from outside is shown with textContent; this page writes no HTML.

const STORE_KEY = 'askwell.chat.v1';
const ENTRIES_KEPT = 300;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;  // no "received" for so long means that the connection is dead without knowing it
const STATUS_AFTER_MS = 1_000;    // a shorter interruption is nobody's concern
const TYPING_MS = 8_000;

const STRINGS = {
  'en': {
    title: 'How did it go?',
    label: 'Your answer',
    placeholder: 'Write your answer',
    send: 'Send',
    you: 'You:',
    connecting: 'Connecting…',
    reconnecting: 'Connection lost. Reconnecting…',
    offline: 'You are offline. What you write is kept and sent later.',
    pending: 'Sending…',
    failed: 'Not sent',
    unknown_survey: 'This survey is not available.',
    again: 'Start a new conversation',
  },
  'zh-CN': {
    title: '这次服务怎么样？',
    label: '您的回答',
    placeholder: '请输入您的回答',
    send: '发送',
    you: '您：',
    connecting: '正在连接…',
    reconnecting: '连接中断，正在重新连接…',
    offline: '当前没有网络。您写的内容已保存，联网后自动发送。',
    pending: '正在发送…',
    failed: '未能发送',
    unknown_survey: '该问卷暂不可用。',
    again: '开始新的对话',
  },
};

const parameters = new URLSearchParams(location.search);
const language = (parameters.get('lang') || navigator.language || 'en').toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
const strings = STRINGS[language];

// ---- what is kept ----
// entries, in the order they are shown:
//          { from: 'us', number, kind, text, language, scale, choices }
//          { from: 'me', id, text, state }                             state: pending | received | failed
//          { from: 'me', id, payload, number, state }                  a tap on a button of message `number`

const emptyState = () => ({ token: '', seen: 0, entries: [] });

function load() {
  try {
    return { ...emptyState(), ...JSON.parse(localStorage.getItem(STORE_KEY)) };
  } catch {
    return emptyState();  // storage is forbidden, or holds what another program wrote
  }
}

function save() {
  const surplus = state.entries.length - ENTRIES_KEPT;
  if (surplus > 0) state.entries = state.entries.filter((entry, i) => i >= surplus || entry.state === 'pending');
  try {
    localStorage.setItem(STORE_KEY, JSON.stringify(state));
  } catch {
    // Storage is forbidden or full: the conversation goes on without it, until the page is left.
  }
}

let state = load();

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();  // there in secure contexts only
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

// ---- what is shown ----

const byId = (id) => document.getElementById(id);
const log = byId('log');
const textBox = byId('text');
const nodes = new Map();  // entry → its element

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function translatePage() {
  document.documentElement.lang = language;
  document.title = strings.title;
  byId('title').textContent = strings.title;
  byId('text-label').textContent = strings.label;
  byId('send').textContent = strings.send;
  byId('again').textContent = strings.again;
  textBox.placeholder = strings.placeholder;
}

const isNumber = (choice) => /^\d+$/.test(choice.label);

function choiceButton(entry, choice, index) {
  const button = element('button', 'choice');
  button.type = 'button';
  button.dataset.payload = choice.payload;
  button.setAttribute('aria-pressed', 'false');
  const isWordsOfScale = entry.scale && !isNumber(choice);
  if (isWordsOfScale) button.append(element('span', 'score', String(index + 1)), ' ');
  button.append(element('span', '', choice.label));
  button.addEventListener('click', () => choose(entry, choice));
  return button;
}

function choiceGroup(entry, labelledBy) {
  const shape = entry.choices.every(isNumber) ? 'numbers' : entry.scale ? 'scale' : 'list';
  const group = element('div', `choices ${shape}`);
  group.setAttribute('role', 'group');
  group.setAttribute('aria-labelledby', labelledBy);
  group.append(...entry.choices.map((choice, i) => choiceButton(entry, choice, i)));
  return group;
}

let bubbles = 0;

function ourMessage(entry) {
  const node = element('div', 'message');
  const bubble = element('p', 'bubble', entry.text);
  bubble.id = `bubble-${++bubbles}`;
  if (entry.language) node.lang = entry.language;
  bubble.dir = 'auto';
  node.append(bubble);
  if (entry.choices?.length) node.append(choiceGroup(entry, bubble.id));
  return node;
}

function myMessage(entry) {
  const node = element('div', 'message mine');
  const bubble = element('p', 'bubble');
  bubble.dir = 'auto';
  bubble.append(element('span', 'for-readers', `${strings.you} `), entry.text);
  node.append(bubble, element('p', 'note'));
  return node;
}

/// Adds the entry at the end. A tap has no bubble of its own: it marks its button.
function show(entry, fresh) {
  if (entry.payload === undefined) {
    if (asks(entry)) retireChoices();
    const node = entry.from === 'us' ? ourMessage(entry) : myMessage(entry);
    node.classList.toggle('fresh', fresh);
    log.append(node);
    nodes.set(entry, node);
  }
  showState(entry);
  if (fresh) bringIntoView();
}

function showState(entry) {
  if (entry.from !== 'me') return;
  if (entry.payload !== undefined) return markChosen(entry);
  const node = nodes.get(entry);
  node.dataset.state = entry.state;
  node.querySelector('.note').textContent = strings[entry.state] || '';
}

const asks = (entry) => entry.from === 'us' && (entry.choices?.length > 0 || ['question', 'invitation', 'reprompt'].includes(entry.kind));

function markChosen(tap) {
  const question = state.entries.findLast((entry) => entry.from === 'us' && entry.number === tap.number);
  const group = nodes.get(question)?.querySelector('.choices');
  if (!group) return;
  const failed = tap.state === 'failed';
  for (const button of group.children) {
    const chosen = !failed && button.dataset.payload === tap.payload;
    button.setAttribute('aria-pressed', String(chosen));
    button.dataset.state = chosen ? tap.state : '';
    button.disabled = !failed || group.classList.contains('over');
  }
}

/// A newer question makes the buttons before it inert.
function retireChoices() {
  for (const group of log.querySelectorAll('.choices:not(.over)')) {
    group.classList.add('over');
    for (const button of group.children) button.disabled = true;
  }
}

/// Scrolls to the end, but never past the beginning of the last message.
function bringIntoView() {
  requestAnimationFrame(() => {
    const start = (log.lastElementChild?.offsetTop ?? 0) - byId('top').offsetHeight - 16;
    window.scrollTo({ top: Math.min(start, document.documentElement.scrollHeight - window.innerHeight) });
  });
}

function showEnd() {
  const last = state.entries.findLast((entry) => entry.from === 'us');
  byId('again').hidden = last?.kind !== 'thanks';
}

let typingTimer = 0;

function showTyping(on) {
  clearTimeout(typingTimer);
  byId('typing').hidden = !on;
  if (!on) return;
  typingTimer = setTimeout(showTyping, TYPING_MS, false);
  bringIntoView();
}

function showAll() {
  log.setAttribute('aria-live', 'off');  // what was read before is not announced again
  log.replaceChildren();
  nodes.clear();
  for (const entry of state.entries) show(entry, false);
  showEnd();
  bringIntoView();
  setTimeout(() => log.setAttribute('aria-live', 'polite'), 100);
}

// ---- the customer acts ----

function say(text) {
  const entry = { from: 'me', id: uuid(), text, state: 'pending' };
  state.entries.push(entry);
  save();
  show(entry, true);
  sendNext();
}

function choose(question, choice) {
  const entry = { from: 'me', id: uuid(), payload: choice.payload, number: question.number, state: 'pending' };
  const focused = nodes.get(question).contains(document.activeElement);
  state.entries.push(entry);
  save();
  show(entry, false);
  tappedByFocus = focused;
  sendNext();
}

let tappedByFocus = false;  // the focus was on a button that is disabled now; it belongs to the next question

function moveFocusTo(entry) {
  if (!tappedByFocus || !asks(entry)) return;
  tappedByFocus = false;
  const focused = document.activeElement;
  if (focused && focused !== document.body && !focused.disabled) return;  // it has moved on by itself
  (nodes.get(entry).querySelector('.choice') ?? textBox).focus({ preventScroll: true });
}

function startAgain() {
  state = emptyState();
  save();
  showAll();
  textBox.focus();
  reconnectNow();
}

// ---- the connection ----

let socket = null;
let welcomed = false;
let attempts = 0;
let busyRounds = 0;
let inFlight = null;  // one at a time: order is kept, and an error belongs to it
let retryTimer = 0;
let answerTimer = 0;
let statusTimer = 0;
let statusWanted = '';
let refused = '';  // why the server does not want to talk to us at all

const backoff = (round) => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** round) * (0.5 + Math.random() / 2);
const write = (frame) => socket.send(JSON.stringify(frame));

function showStatus(text, delay) {
  if (text === statusWanted) return;
  statusWanted = text;
  clearTimeout(statusTimer);
  statusTimer = setTimeout(() => { byId('status').textContent = text; }, delay);
}

function showConnection() {
  if (refused) return showStatus(refused, 0);
  if (!navigator.onLine) return showStatus(strings.offline, 0);
  if (welcomed) return showStatus('', 0);
  return showStatus(state.token ? strings.reconnecting : strings.connecting, STATUS_AFTER_MS);
}

function connect() {
  clearTimeout(retryTimer);
  welcomed = false;
  inFlight = null;
  showConnection();
  const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/chat/socket`);
  socket = opened;
  opened.addEventListener('open', greet);
  opened.addEventListener('message', (event) => { if (socket === opened) receive(event.data); });
  opened.addEventListener('close', () => { if (socket === opened) lost(); });
}

function greet() {
  const hello = { type: 'hello', token: state.token, language, seen: state.seen };
  const survey = parameters.get('survey');
  if (survey) hello.survey = survey;
  write(hello);
}

function lost() {
  socket = null;
  welcomed = false;
  inFlight = null;
  clearTimeout(answerTimer);
  showTyping(false);
  showConnection();
  if (!refused) retryTimer = setTimeout(connect, backoff(attempts++));
}

/// Gives up the present connection, which may be dead without knowing it, and opens another.
function reconnectNow() {
  const old = socket;
  socket = null;  // its "close" is no longer ours
  old?.close();
  attempts = 0;
  refused = '';
  connect();
}

function sendNext() {
  if (!welcomed || inFlight) return;
  inFlight = state.entries.find((entry) => entry.state === 'pending') ?? null;
  if (!inFlight) return;
  const { id, text, payload } = inFlight;
  write(payload === undefined ? { type: 'text', id, text } : { type: 'choice', id, payload });
  answerTimer = setTimeout(reconnectNow, ANSWER_WITHIN_MS);
}

const handlers = {
  welcome({ token }) {
    if (state.token && token !== state.token) forgotten();
    state.token = token;
    save();
    welcomed = true;
    attempts = 0;
    showConnection();
    sendNext();
  },

  message(entry) {
    if (entry.number > state.seen) {
      state.seen = entry.number;
      const { number, kind, text, language: spoken, scale, choices } = entry;
      const kept = { from: 'us', number, kind, text, language: spoken, scale, choices };
      state.entries.push(kept);
      save();
      showTyping(false);
      show(kept, true);
      moveFocusTo(kept);
      showEnd();
    }
    write({ type: 'ack', number: entry.number });
  },

  received({ id }) {
    busyRounds = 0;
    settle(state.entries.find((entry) => entry.id === id), 'received');
    showTyping(state.entries.at(-1)?.from === 'me');
  },

  error({ code, message }) {
    console.warn(`askwell: ${code}: ${message}`);
    if (code === 'unknown_survey') {
      refused = strings.unknown_survey;
      showConnection();
    } else if (code === 'busy') {
      clearTimeout(answerTimer);
      inFlight = null;
      setTimeout(sendNext, backoff(++busyRounds));
    } else if (inFlight) {
      settle(inFlight, 'failed');
    }
  },
};

function settle(entry, outcome) {
  if (!entry) return;
  entry.state = outcome;
  save();
  showState(entry);
  if (entry !== inFlight) return;
  clearTimeout(answerTimer);
  inFlight = null;
  sendNext();
}

/// The server no longer knows our token: its numbers begin anew and the old buttons lead nowhere. Only what the customer wrote and
/// nobody has got yet goes on.
function forgotten() {
  const unsent = state.entries.filter((entry) => entry.state === 'pending' && entry.payload === undefined);
  state = { ...emptyState(), entries: unsent };
  showAll();
}

function receive(data) {
  const frame = JSON.parse(data);
  if (Object.hasOwn(handlers, frame.type)) handlers[frame.type](frame);  // others are of a newer protocol
}

// ---- events of the page ----

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = textBox.value.trim();
  if (!text) return;
  textBox.value = '';
  say(text);
});

textBox.addEventListener('keydown', (event) => {
  const composing = event.isComposing || event.keyCode === 229;  // Safari ends a composition before its Enter
  if (event.key !== 'Enter' || event.shiftKey || composing) return;
  event.preventDefault();
  byId('composer').requestSubmit();
});

byId('again').addEventListener('click', startAgain);
window.addEventListener('offline', showConnection);
window.addEventListener('online', reconnectNow);  // the old connection is often dead without knowing it
document.addEventListener('visibilitychange', () => { if (!document.hidden && !welcomed && !refused) reconnectNow(); });
window.addEventListener('storage', (event) => {  // another tab goes on with the conversation, and this one follows it
  if (event.key !== STORE_KEY || !document.hidden) return;
  state = load();
  inFlight = state.entries.find((entry) => entry.id === inFlight?.id) ?? null;
  showAll();
});

translatePage();
showAll();
connect();

'use strict';

// One page, no build step. Whatever comes from the server is put into text nodes, never into HTML.

const SUGGESTIONS = [
  'Where is my order TC-10031?',
  'I want a refund for order TC-10027',
  'What does error E04 mean?',
  'How do I descale the machine?',
  'Can the Tamarin One froth milk?',
  'Where is my parcel TC-99999?',
  'Please refund TC-10011',
  'My card is 4111 1111 1111 1111',
  'There is smoke coming out of my machine!'
];

const history = document.getElementById('history');
const welcome = document.getElementById('welcome');
const suggestions = document.getElementById('suggestions');
const form = document.getElementById('form');
const message = document.getElementById('message');
const send = document.getElementById('send');
const customer = document.getElementById('customer');
const restart = document.getElementById('restart');
const pane = document.querySelector('main');

let conversationId = null;
// Counts chats, so that an answer to an abandoned chat does not show up in the next one.
let chat = 0;

function element(name, className, text) {
  const node = document.createElement(name);
  if (className) {
    node.className = className;
  }
  if (text) {
    node.textContent = text;
  }
  return node;
}

function show(item) {
  history.append(item);
  pane.scrollTop = pane.scrollHeight;
  return item;
}

function bubble(className, speaker, text) {
  const item = element('li', className);
  item.append(element('span', 'hidden', speaker + ' '), element('p', 'bubble', text));
  return item;
}

function replyItem(reply) {
  const item = bubble('theirs', 'The support desk answers:', reply.answer);
  const below = element('div', 'below');
  if (reply.sources.length > 0) {
    below.append(element('span', '', reply.sources.length === 1 ? 'Source' : 'Sources'));
    for (const source of reply.sources) {
      below.append(element('span', 'source', source.title));
    }
  }
  below.append(traceLink(reply));
  item.append(below);
  return item;
}

function traceLink(reply) {
  if (!reply.traceUrl) {
    return element('span', 'trace', 'Not traced');
  }
  const link = element('a', 'trace', 'See the trace →');
  link.href = reply.traceUrl;
  link.target = '_blank';
  link.rel = 'noopener';
  return link;
}

async function ask(text) {
  const response = await fetch('/api/chat', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ conversationId, message: text, customerId: customer.value || null })
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail || 'The support desk could not answer (status ' + response.status + ').');
  }
  return body;
}

async function submit(text) {
  const asked = chat;
  welcome.classList.add('small');
  send.disabled = true;
  show(bubble('mine', 'You ask:', text));
  const waiting = show(bubble('theirs', '', '…'));
  let item;
  try {
    const reply = await ask(text);
    if (asked === chat) {
      conversationId = reply.conversationId;
    }
    item = replyItem(reply);
  } catch (error) {
    const reason = error instanceof TypeError ? 'The support desk cannot be reached. Is it still running?' : error.message;
    item = bubble('theirs problem', 'Problem:', reason);
  }
  waiting.remove();
  if (asked === chat) {
    show(item);
    send.disabled = false;
    message.focus();
  }
}

function submitMessage() {
  const text = message.value.trim();
  if (text && !send.disabled) {
    message.value = '';
    resize();
    submit(text);
  }
}

function resize() {
  message.style.height = 'auto';
  message.style.height = message.scrollHeight + 'px';
}

function startChat() {
  chat++;
  conversationId = null;
  history.replaceChildren();
  welcome.classList.remove('small');
  send.disabled = false;
  message.focus();
}

for (const text of SUGGESTIONS) {
  const button = element('button', '', text);
  button.type = 'button';
  button.addEventListener('click', () => {
    if (!send.disabled) {
      // What was asked once makes room for the next suggestion.
      suggestions.append(item);
      submit(text);
    }
  });
  const item = element('li');
  item.append(button);
  suggestions.append(item);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  submitMessage();
});
message.addEventListener('input', resize);
message.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submitMessage();
  }
});
restart.addEventListener('click', startChat);
customer.addEventListener('change', startChat);

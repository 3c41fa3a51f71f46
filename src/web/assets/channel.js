// The channel's page without script posts forms and is reloaded; with it, posts arrive live and answers come in place.
import { suggestCommands } from './suggest-commands.js';

/** Server-rendered markup, already escaped, as an element. */
function elementOf(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup.trim();
  return template.content.firstElementChild;
}

const reveal = (element) => element.scrollIntoView({ block: 'start' });

function openChannel(main) {
  const log = document.querySelector('#log');
  const composer = document.querySelector('#composer');

  followPosts(main.dataset.lastEvent, showPostsIn(log));
  suggestCommands(composer);
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    void askTyped(composer.elements.text, log);
  });
  log.addEventListener('submit', (event) => {
    event.preventDefault();
    void pressButton(event.target, event.submitter);
  });

  const target = location.hash.startsWith('#answer-') && document.getElementById(location.hash.slice(1));
  const last = target || log.lastElementChild;
  if (last) reveal(last);
}

/** Posts go where their time puts them; a reader who has scrolled back is told of them instead of moved. */
function showPostsIn(log) {
  const newsButton = document.querySelector('#news');
  let newest = null;
  const isAtEnd = () => window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 120;

  newsButton.addEventListener('click', () => {
    newsButton.hidden = true;
    reveal(newest);
    newest.focus({ preventScroll: true });
  });
  window.addEventListener('scroll', () => {
    if (isAtEnd()) newsButton.hidden = true;
  });
  // The bar at the bottom grows while a command is typed; it must not cover the end of what is read.
  new ResizeObserver(() => {
    if (isAtEnd()) window.scrollTo(0, document.documentElement.scrollHeight);
  }).observe(document.querySelector('.bottom'));

  return (post) => {
    const shown = document.getElementById(post.id);
    if (shown) {
      if (shown.dataset.revision !== post.dataset.revision) shown.replaceWith(post);
      return;
    }
    const wasAtEnd = isAtEnd();
    const later = [...log.querySelectorAll('.post')].find(
      (other) => Number(other.dataset.at) > Number(post.dataset.at),
    );
    if (later) later.before(post);
    else log.append(post);
    if (wasAtEnd) reveal(post);
    else {
      newest = post;
      newsButton.hidden = false;
    }
  };
}

async function askTyped(input, log) {
  const text = input.value.trim();
  if (!text) return;
  const pending = showPending(log);
  reveal(pending);
  input.value = '';
  input.dispatchEvent(new Event('input'));
  reveal(await ask('/command', new URLSearchParams({ text }), pending));
}

function showPending(place) {
  const pending = elementOf(
    '<section class="answer pending"><p class="private">Working on it …</p></section>',
  );
  place.append(pending);
  return pending;
}

/** A button opens its answer under its story, and closes it when pressed again. */
async function pressButton(form, button) {
  const open = form.parentElement.querySelector(':scope > .answer');
  const wasOpen = button.getAttribute('aria-expanded') === 'true';
  open?.remove();
  for (const each of form.querySelectorAll('button')) each.setAttribute('aria-expanded', 'false');
  if (wasOpen) return;
  button.setAttribute('aria-expanded', 'true');
  const body = new URLSearchParams(new FormData(form, button));
  await ask('/action', body, showPending(form.parentElement));
}

/** Sends a form's fields and turns `pending` into the answer, showing progress lines on the way. */
async function ask(address, body, pending) {
  const line = pending.querySelector('.private');
  const finish = (element) => {
    pending.replaceWith(element);
    return element;
  };
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers: { accept: 'application/x-ndjson' },
    });
    if (response.status === 401) location.reload();
    if (!response.ok) return finish(faultElement(await response.text()));
    for await (const entry of readLines(response.body)) {
      if (entry.progress) line.textContent = entry.progress;
      else if (entry.fault) return finish(faultElement(entry.fault));
      else if (pending.isConnected) return finish(elementOf(entry.answer));
    }
    return finish(faultElement('The answer broke off. Try again.'));
  } catch {
    return finish(faultElement('Sitrep could not be reached. Is it still running?'));
  }
}

function faultElement(sentence) {
  const element = elementOf('<section class="answer"><p class="fault"></p></section>');
  element.firstElementChild.textContent = sentence;
  return element;
}

async function* readLines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}

/** Browsers reconnect on their own and name the last id; `after` is for the first connection. */
function followPosts(lastEvent, showPost) {
  const connection = document.querySelector('#connection');
  const source = new EventSource(`/events?after=${encodeURIComponent(lastEvent)}`);
  source.addEventListener('post', (event) => showPost(elementOf(event.data)));
  source.addEventListener('open', () => {
    connection.textContent = '';
  });
  source.addEventListener('error', () => {
    connection.textContent =
      source.readyState === EventSource.CLOSED
        ? 'No live connection; reload the page to see new posts.'
        : 'Connection lost; trying again …';
  });
}

const channel = document.querySelector('#channel');
if (channel) openChannel(channel);

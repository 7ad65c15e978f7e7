// @ts-check
import { byId, element, say } from './element.js';

/** What the page says while there is nothing to show: the next command to type. */
export class EmptyState {
  #section = byId('empty', HTMLElement);
  #url = '';

  /** @param {string} url where the receiver listens */
  show(url) {
    this.#section.hidden = false;
    document.body.dataset.empty = 'yes';
    if (url === this.#url) return;
    this.#url = url;
    this.#section.replaceChildren(
      element('h2', { id: 'empty-title' }, 'Nothing has arrived yet'),
      element(
        'p',
        {},
        'The receiver listens at ',
        element('code', {}, url),
        '. Whatever is posted there shows here at once.',
      ),
      element('h3', {}, 'Play a whole campaign against it'),
      command(`npx ocs-sim run scenarios/full-lifecycle.yaml --target ${url}`),
      element('h3', {}, 'Or post one notification by hand'),
      command(
        `curl ${url} -H 'Content-Type: application/json' -d '{"GSW_USER_EVENT":"CampaignLoaded","GSW_CAMPAIGN_GROUP_NAME":"Spring@Agents East"}'`,
      ),
      element('h3', {}, 'Or point a real OCS at it'),
      element('p', {}, 'In the section ', element('code', {}, 'OCServer'), ' of its application:'),
      command(`send-campaigngroup-states = true\ncampaigngroup-states-uri = ${url}`),
    );
  }

  hide() {
    this.#section.hidden = true;
    delete document.body.dataset.empty;
  }
}

/** @param {string} text */
function command(text) {
  const button = element('button', { type: 'button' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      say(button, 'Copied');
    } catch {
      // Clipboards need a secure context: then the command is selected, for the reader's own key.
      getSelection()?.selectAllChildren(code);
      say(button, 'Selected');
    }
  });
  const code = element('code', {}, text);
  return element('div', { class: 'command' }, element('pre', { tabindex: 0 }, code), button);
}

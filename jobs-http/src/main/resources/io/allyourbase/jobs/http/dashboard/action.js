// What a button does: the deed, and then the page anew; or why it was refused.
import {warn} from './notice.js';

export function acting(update, deed) {
  return async event => {
    // What has the focus is in use, and would not be made anew.
    event.target.blur();
    try {
      await deed();
      await update();
    } catch (refused) {
      warn(refused.message);
    }
  };
}

/** Milliseconds after which no picture is waited for: a page that nobody sees, such as a tab in the background, has none. */
const LONGEST_WAIT = 300;

/**
 * Settles once something of this page is on the screen. What is loaded before that holds it up: the same process that brings
 * the window to the screen answers for every file of the page.
 */
export function firstPicture(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_WAIT);
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
    }).observe({ type: 'paint', buffered: true });
  });
}

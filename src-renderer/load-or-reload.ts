const A_SECOND = 1_000;

/**
 * Loads what a page consists of. Should a part not arrive (a browser gives up everything under way when the network
 * changes: Wi-Fi came, mobile data went), the page says so, and is loaded anew, with its whole address, as soon as the
 * office answers: an `import` that failed once can fail for good, and before the office answers, loading would end on the
 * browser's own error page. Nothing has been entered yet that could be lost.
 */
export async function loadOrReload<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    console.error('a part of the page did not arrive', error);
    for (const late of document.querySelectorAll<HTMLElement>('.opening [hidden]')) late.hidden = false;
    do await new Promise((resolve) => setTimeout(resolve, A_SECOND));
    while (!(await officeAnswers()));
    window.location.reload();
    // Nothing goes on in this page any more.
    return new Promise(() => {});
  }
}

/** Whether the address of this page still gives a page. */
export async function officeAnswers(): Promise<boolean> {
  return fetch(window.location.pathname, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
}

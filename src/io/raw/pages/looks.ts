/** Whether a text begins like a page of HTML. */
export function looksLikeHtml(start: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|!--|html|head|meta|title|table|body|div|style|script|center|font|p|h[1-6])\b/iu.test(
    start.slice(0, 4000).replace(/^\s*(?:<!--[^]*?-->\s*)+/u, '<!--x'),
  );
}

/** Whether a text begins like a page with its parts in one file, as browsers and Excel save it. */
export function looksLikeMhtml(start: string): boolean {
  const head = start.slice(0, 4000);
  return (
    /^[\w-]+:[^\n]*\n/u.test(head) && /^mime-version:|^content-type:\s*multipart\//imu.test(head)
  );
}
